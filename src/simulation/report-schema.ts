/** JSON Schema (draft 2020-12) of the report that a run ends with. */
import { closedObject, DIALECT, type JsonSchema } from '../design/json-schema'
import { CAUSES, RUN_OUTCOMES } from './report'

const NUMBER: JsonSchema = { type: 'number' }
const COUNT: JsonSchema = { type: 'integer', minimum: 0 }
const TEXT: JsonSchema = { type: 'string' }

function orNull(schema: JsonSchema): JsonSchema {
  return { anyOf: [schema, { type: 'null' }] }
}

/** An object whose properties are all there, and no others. */
function whole(properties: { [name: string]: JsonSchema }): JsonSchema {
  return closedObject(properties, Object.keys(properties))
}

function each(names: readonly string[], schema: JsonSchema): { [name: string]: JsonSchema } {
  return Object.fromEntries(names.map((name) => [name, schema]))
}

function byId(value: JsonSchema): JsonSchema {
  return { type: 'object', additionalProperties: value }
}

const LATENCY = whole({ count: COUNT, ...each(['mean', 'p50', 'p90', 'p99', 'p999', 'max'], orNull(NUMBER)) })

const REQUESTS = whole({
  ...each(['offered', 'completed', 'failed', 'inFlight'], COUNT),
  ...each(['throughputPerSecond', 'goodputPerSecond'], NUMBER),
  byCause: whole(each(CAUSES, COUNT)),
  latencyMs: LATENCY,
  failureLatencyMs: LATENCY,
})

const BLOCK_FIGURES = {
  kind: TEXT,
  ...each(['arrivals', 'completions', 'rejected', 'wasted'], COUNT),
  ...each(['utilisation', 'cpuUtilisation', 'meanQueueLength', 'meanWaitMs', 'meanSojournMs', 'wastedMs'], NUMBER),
}

/** A block has figures of its own beside the common ones: numbers, words, or latencies. */
const BLOCK: JsonSchema = {
  type: 'object',
  properties: BLOCK_FIGURES,
  required: Object.keys(BLOCK_FIGURES),
  additionalProperties: { anyOf: [NUMBER, TEXT, LATENCY] },
}

const TRANSITION = whole({ atMs: NUMBER, caller: COUNT, from: TEXT, to: TEXT, target: orNull(COUNT) })

const CONNECTION_FIGURES = {
  ...each(['calls', 'attempts', 'ok', 'failed', 'timeouts', 'retries', 'wasted', 'hedges', 'fallbacks'], COUNT),
  ...each(['wastedMs', 'amplification'], NUMBER),
  breaker: orNull(whole({ state: TEXT, transitions: { type: 'array', items: TRANSITION } })),
}

const CONNECTION = closedObject({ ...CONNECTION_FIGURES, staleReads: COUNT }, Object.keys(CONNECTION_FIGURES))

const INVARIANT = whole({
  id: TEXT,
  target: orNull(TEXT),
  holds: { type: 'boolean' },
  isEngineCheck: { type: 'boolean' },
  detail: TEXT,
})

const OBJECTIVE = whole({ measure: TEXT, limit: TEXT, value: orNull(NUMBER), met: { type: 'boolean' } })

const INTERVAL = orNull(whole({ lower: NUMBER, upper: NUMBER }))

const INTERVALS: JsonSchema = {
  description:
    '95 % intervals of requests.latencyMs from this one run, by batch means and order statistics. Null with a problem where there is no steady state, where samples are too few, or where batches are correlated; a single null is a percentile with too few samples.',
  ...whole({
    batches: COUNT,
    batchSize: COUNT,
    correlation: orNull(NUMBER),
    problem: { enum: ['not-stationary', 'too-few-samples', 'correlated', null] },
    ...each(['mean', 'p50', 'p90', 'p99'], INTERVAL),
  }),
}

const WARMUP: JsonSchema = {
  description: 'The warm-up as set, and as MSER-5 finds it in the latencies of a run with steady load and no faults.',
  ...whole({
    setMs: NUMBER,
    detectedMs: orNull(NUMBER),
    isEnough: orNull({ type: 'boolean' }),
    problem: { enum: ['not-stationary', 'too-few-samples', 'too-short', null] },
  }),
}

const TEXTS: JsonSchema = { type: 'array', items: TEXT }

const WORST_PATH = whole({ amplification: NUMBER, connections: TEXTS })

const FINDINGS: JsonSchema = {
  description:
    'What the figures say about the design, in sentences with the figures they come from; `runs` is in how many runs it was found. Given by the command simulate.',
  type: 'array',
  items: whole({
    id: TEXT,
    target: orNull(TEXT),
    severity: { enum: ['serious', 'notable'] },
    text: TEXT,
    evidence: TEXTS,
    runs: COUNT,
  }),
}

/** A whole object that may have findings beside. */
function withFindings(schema: JsonSchema): JsonSchema {
  return { ...schema, properties: { ...(schema['properties'] as object), findings: FINDINGS } }
}

/** The JSON Schema of a report. */
export function reportJsonSchema(): JsonSchema {
  return {
    $schema: DIALECT,
    title: 'Report',
    description:
      'What a run found. Times are simulated milliseconds; figures count from the warm-up to the end of arrivals.',
    ...withFindings(
      whole({
        engineVersion: TEXT,
        seed: COUNT,
        digest: { type: 'string', pattern: '^[0-9a-f]{16}$' },
        outcome: { enum: [...RUN_OUTCOMES] },
        simulatedMs: NUMBER,
        events: COUNT,
        wallMs: NUMBER,
        warmup: WARMUP,
        requests: REQUESTS,
        intervals: INTERVALS,
        blocks: byId(BLOCK),
        connections: byId(CONNECTION),
        worstPath: WORST_PATH,
        invariants: { type: 'array', items: INVARIANT },
        objectives: { type: 'array', items: OBJECTIVE },
      }),
    ),
  }
}

/** Numbers become figures, and so do those that may be null. */
function overRuns(schema: JsonSchema): JsonSchema {
  const { type, properties, additionalProperties, anyOf } = schema as {
    type?: string
    properties?: { [name: string]: JsonSchema }
    additionalProperties?: JsonSchema | boolean
    anyOf?: JsonSchema[]
  }
  if (type === 'number' || type === 'integer') return orNull(FIGURE)
  if (anyOf) return { ...schema, anyOf: anyOf.map(overRuns) }
  if (type !== 'object') return schema
  const isOpen = typeof additionalProperties === 'object'
  return {
    ...schema,
    ...(properties
      ? { properties: Object.fromEntries(Object.entries(properties).map(([k, v]) => [k, overRuns(v)])) }
      : {}),
    ...(isOpen ? { additionalProperties: overRuns(additionalProperties) } : {}),
  }
}

const FIGURE = whole({ mean: NUMBER, halfWidth: NUMBER })

/** The JSON Schema of the report that several replications give together. */
export function replicatedReportJsonSchema(): JsonSchema {
  const { properties } = reportJsonSchema() as { properties: { [name: string]: JsonSchema } }
  const { requests, blocks, connections, worstPath, intervals: _ofOneRun, findings: _added, ...common } = properties
  return {
    $schema: DIALECT,
    title: 'Report of replications',
    description:
      'Figures of requests, blocks and connections are means over the runs with the half-width of their 95 % interval, or null where a run lacks samples; events, simulatedMs and wallMs are sums.',
    ...withFindings(
      whole({
        ...common,
        replications: COUNT,
        outcomes: { type: 'object', properties: each(RUN_OUTCOMES, COUNT), additionalProperties: false },
        requests: overRuns(requests!),
        blocks: overRuns(blocks!),
        connections: overRuns(connections!),
        worstPath: overRuns(worstPath!),
        invariants: { type: 'array', items: withMore(INVARIANT, { brokenSeeds: { type: 'array', items: COUNT } }) },
        objectives: { type: 'array', items: withMore(OBJECTIVE, { halfWidth: orNull(NUMBER), metIn: COUNT }) },
      }),
    ),
  }
}

/** A whole object with more properties. */
function withMore(schema: JsonSchema, more: { [name: string]: JsonSchema }): JsonSchema {
  return whole({ ...(schema['properties'] as { [name: string]: JsonSchema }), ...more })
}
