/**
 * EMA timeout: the better the average has been, the longer a single slow answer is waited for.
 *
 * How: ema ← r·x + (1 − r)·ema, r = 2/(N + 1), from 0. While ema ≤ normal the timeout is the elastic maximum; from the limit on it is
 * the limit; between them it falls in a straight line: limit + (limit − ema)/(limit − normal) · (maximum − limit).
 * Bound: limit ≤ timeout ≤ maximum.
 * Units: all times [ms]; N [count]. Cost: O(1), one number, no allocation. Randomness: none.
 * Throws: ParamError from the constructor only.
 * Source: npm ema_time (github.com/jiamao/ema_time), after a method of Tencent's: parameters Tavg, Thwm, Tmax, N. Differs: above the
 * limit the published code goes on falling because of a misspelt option; here it stays at the limit, as its description says.
 */
import { requireNumber } from '../../lib/errors'
import { type Rule, requireRules } from '../../lib/rules'
import { field, type InferFields, integer, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import type { AttemptTimeout } from './retrying'

const time = (value: number) => number('ms', value, { min: 0.001, max: 86_400_000, scale: 'log' })

const fields = {
  normalMs: field(1, 'Normal', 'Average up to which the timeout is at its maximum.', time(60)),
  limitMs: field(2, 'Limit', 'Average from which the timeout is at its minimum, which is this very time.', time(250)),
  maxMs: field(3, 'Maximum', 'Timeout while all is well.', time(500)),
  window: field(
    4,
    'Smoothing',
    'Answers that the average looks back on, about; fewer react faster.',
    integer('count', 80, { min: 1, max: 100_000, scale: 'log' }),
  ),
}

const rules = [
  { field: 'normalMs', is: 'below', other: 'limitMs' },
  { field: 'maxMs', is: 'at-least', other: 'limitMs' },
] as const satisfies readonly Rule[]

/** See the head of this file. */
export class EmaTimeout implements AttemptTimeout {
  private readonly normalMs: number
  private readonly limitMs: number
  private readonly maxMs: number
  private readonly weight: number
  private ema = 0

  constructor(params: InferFields<typeof fields>) {
    this.normalMs = requireNumber('normalMs', params.normalMs, { min: 0, max: Number.MAX_VALUE })
    this.limitMs = requireNumber('limitMs', params.limitMs, { min: Number.MIN_VALUE, max: Number.MAX_VALUE })
    this.maxMs = requireNumber('maxMs', params.maxMs, { min: Number.MIN_VALUE, max: Number.MAX_VALUE })
    requireRules(rules, params)
    this.weight = 2 / (requireNumber('window', params.window, { min: 1, integer: true, max: 1e9 }) + 1)
  }

  /** [ms] the moving average. */
  get average(): number {
    return this.ema
  }

  timeoutMs(): number {
    if (this.ema <= this.normalMs) return this.maxMs
    if (this.ema >= this.limitMs) return this.limitMs
    const elasticity = (this.limitMs - this.ema) / (this.limitMs - this.normalMs)
    return this.limitMs + elasticity * (this.maxMs - this.limitMs)
  }

  /** A time that is not a finite number of at least 0 is left out. */
  observe(tookMs: number): void {
    if (tookMs >= 0 && tookMs < Infinity) this.ema = tookMs * this.weight + this.ema * (1 - this.weight)
  }

  save(out: StateWriter): void {
    out.number(this.ema)
  }

  load(input: StateReader): void {
    this.ema = input.number()
  }
}

export const emaTimeout: BuildableMember<'ema-timeout', typeof fields, AttemptTimeout> = {
  id: 'ema-timeout',
  number: 2,
  label: 'EMA timeout',
  help: 'Waits long for a slow answer while the moving average is good, and gives up early while it is bad.',
  fields,
  rules,
  source: 'npm ema_time, README and index.js',
  sourceUrl: 'https://github.com/jiamao/ema_time',
  formula: 'timeout = limit + clamp((limit − ema)/(limit − normal), 0, 1)·(max − limit)',
  deviations: 'Stays at the limit when the average is above it, where the published code goes on falling',
  create: (params) => new EmaTimeout(params),
}
