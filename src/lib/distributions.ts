/**
 * Probability distributions of times: their parameters as a schema, and samplers made from them.
 *
 * Every distribution is given by its mean, so that changing its shape leaves the load alone. `cv` is the coefficient of
 * variation, standard deviation ÷ mean. Sampling uses ziggurat.ts and math.ts only, so the same random source gives the
 * same times everywhere.
 * Units: [ms] throughout. A mean of 0 always gives 0.
 * Throws: ParamError from {@link createDistribution} only.
 */
import {
  constant,
  empirical,
  exponentialTimes,
  gammaTimes,
  hyperexponential,
  lognormal,
  UNIFORM_RULES,
  uniform,
  weibull,
} from './distribution-samplers'
import { boundedPareto, PARETO_RULES, pareto } from './pareto-samplers'
import type { Random } from './random'
import {
  type Field,
  type Fields,
  field,
  type Infer,
  list,
  nullable,
  number,
  type Schema,
  variant,
  variants,
} from './schema'

/** One hour, the longest time that a parameter can name. */
const LONGEST_MS = 3_600_000

function time(defaultValue: number) {
  return number('ms', defaultValue, { max: LONGEST_MS, scale: 'log' })
}

function meanField() {
  return field(1, 'Mean', 'Average of the times.', time(10))
}

function cvField(min: number, defaultValue: number) {
  return field(
    2,
    'Variation',
    'Standard deviation divided by the mean: 0 never varies, 1 varies like the exponential.',
    number('factor', defaultValue, { min, max: 100, scale: 'log' }),
  )
}

/** Parameters of a distribution of times. */
export const DISTRIBUTION = variants(
  [
    variant('constant', 1, 'Constant', 'Always the same time.', {
      valueMs: field(1, 'Value', 'The time.', time(10)),
    }),
    variant('exponential', 2, 'Exponential', 'Memoryless times: many short ones, few long ones.', {
      meanMs: meanField(),
    }),
    variant(
      'uniform',
      3,
      'Uniform',
      'Any time between two limits, each as likely as the next.',
      {
        minMs: field(1, 'Least', 'The shortest time.', time(5)),
        maxMs: field(2, 'Most', 'The longest time; at least the shortest.', time(15)),
      },
      UNIFORM_RULES,
    ),
    variant(
      'lognormal',
      4,
      'Lognormal',
      'The logarithm is normal: a hump with a long right tail, as latencies often are.',
      {
        meanMs: meanField(),
        cv: cvField(0, 1),
      },
    ),
    variant('gamma', 5, 'Gamma', 'A hump when the variation is below 1, a spike at zero when above.', {
      meanMs: meanField(),
      cv: cvField(0, 0.5),
    }),
    variant('weibull', 6, 'Weibull', 'Stretched exponential: lifetimes and times to fail.', {
      meanMs: meanField(),
      cv: cvField(0, 1.5),
    }),
    variant(
      'pareto',
      7,
      'Pareto',
      'Heavy tail: rare times many times the mean.',
      {
        meanMs: meanField(),
        alpha: field(
          2,
          'Tail exponent',
          'How fast the tail falls: at 2 or less the variance is infinite.',
          number('exponent', 2.5, { min: 1.01, max: 100 }),
        ),
        capMs: field(
          3,
          'Cap',
          'No time is longer than this, which is at least the mean; the mean stays as set.',
          nullable(time(60_000), null, 'unlimited'),
        ),
      },
      PARETO_RULES,
    ),
    variant('hyperexponential', 8, 'Hyperexponential', 'Two kinds of work, mostly short and sometimes long.', {
      meanMs: meanField(),
      cv: cvField(1, 2),
    }),
    variant('empirical', 9, 'Measured values', 'One of a list of times, each as likely as the next.', {
      valuesMs: field(
        1,
        'Values',
        'The times to draw from.',
        list(time(10), { minItems: 1, maxItems: 10_000, default: [5, 8, 10, 12, 40] }),
      ),
    }),
  ],
  'exponential',
)

/** `{ type, ...parameters }` of a distribution, validated by {@link DISTRIBUTION}. */
export type DistributionParams = Infer<typeof DISTRIBUTION>

/** A schema of distributions; all of them have the same variants, only defaults differ. */
export type DistributionSchema = typeof DISTRIBUTION

/** A distribution of non-negative times. */
export interface Distribution {
  /** [ms] one time. The number of draws that it takes may vary. */
  sample(random: Random): number
  /** [ms] expected value. */
  readonly mean: number
  /** [ms²] variance; infinite for a Pareto tail of exponent 2 or less without a cap. */
  readonly variance: number
}

/**
 * A schema with the variants of {@link DISTRIBUTION}, another default variant, and other default values of its parameters.
 * For example `distributionSchema('exponential', { meanMs: 4 })`.
 */
export function distributionSchema(
  defaultId: DistributionParams['type'],
  values: { readonly [parameter: string]: number | null | readonly number[] } = {},
): DistributionSchema {
  const list = DISTRIBUTION.variants.map((candidate) => {
    if (candidate.id !== defaultId) return candidate
    const fields: Fields = candidate.fields
    const changed = Object.entries(fields).map(([name, one]): [string, Field] => {
      const value = values[name]
      return [name, value === undefined ? one : { ...one, schema: withDefault(one.schema, value) }]
    })
    return { ...candidate, fields: Object.fromEntries(changed) }
  })
  return { ...DISTRIBUTION, variants: list, default: defaultId } as unknown as DistributionSchema
}

/** As {@link distributionSchema}, from complete parameters. */
export function distributionOf(defaults: DistributionParams): DistributionSchema {
  const { type, ...values } = defaults
  return distributionSchema(type, values)
}

function withDefault(schema: Schema, value: number | null | readonly number[]): Schema {
  if (schema.kind === 'nullable') {
    if (value === null) return { ...schema, default: null }
    return { ...schema, inner: withDefault(schema.inner, value), default: 'inner' }
  }
  return { ...schema, default: value } as Schema
}

/**
 * Builds the sampler.
 *
 * Throws: ParamError when a parameter is outside its range or the combination has no distribution: `minMs` above `maxMs`,
 * a hyperexponential `cv` below 1, a Pareto `alpha` of 1 or less or a `capMs` below the mean, an empty list of values.
 */
export function createDistribution(params: DistributionParams): Distribution {
  switch (params.type) {
    case 'constant':
      return constant(params.valueMs)
    case 'exponential':
      return exponentialTimes(params.meanMs)
    case 'uniform':
      return uniform(params.minMs, params.maxMs)
    case 'lognormal':
      return lognormal(params.meanMs, params.cv)
    case 'gamma':
      return gammaTimes(params.meanMs, params.cv)
    case 'weibull':
      return weibull(params.meanMs, params.cv)
    case 'pareto':
      // A design built by hand may leave the cap out.
      return (params.capMs ?? null) === null
        ? pareto(params.meanMs, params.alpha)
        : boundedPareto(params.meanMs, params.alpha, params.capMs as number)
    case 'hyperexponential':
      return hyperexponential(params.meanMs, params.cv)
    case 'empirical':
      return empirical(params.valuesMs)
  }
}
