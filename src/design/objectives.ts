/** Objectives: limits on figures of the report, named by their path there. */
import type { AnyBlock } from '../blocks/block'
import { blockOf } from '../blocks/registry'
import { suggestion } from '../lib/near-miss'
import { type Problem, parseFields, printable } from '../lib/parse'
import { type Design, MAX_OBJECTIVES, type Objective } from './design'
import { asRecord, entriesOf, isRecord } from './plain'

const LATENCY = ['count', 'mean', 'p50', 'p90', 'p99', 'p999', 'max']

/** Names of the figures of requests, blocks and connections that an objective can be about. */
export const REQUEST_MEASURES: readonly string[] = [
  ...['offered', 'completed', 'failed', 'inFlight', 'throughputPerSecond', 'goodputPerSecond'],
  ...LATENCY.map((name) => `latencyMs.${name}`),
  ...LATENCY.map((name) => `failureLatencyMs.${name}`),
]
export const BLOCK_MEASURES: readonly string[] = [
  ...['arrivals', 'completions', 'rejected', 'utilisation', 'cpuUtilisation'],
  ...['meanQueueLength', 'meanWaitMs', 'meanSojournMs', 'wasted', 'wastedMs'],
]
export const CONNECTION_MEASURES: readonly string[] = [
  ...['calls', 'attempts', 'ok', 'failed', 'timeouts', 'retries', 'wasted', 'wastedMs', 'amplification'],
]

/** Names of the figures that an objective can be about for one kind of block. */
export function measuresOfBlock(definition: AnyBlock): string[] {
  return [...BLOCK_MEASURES, ...definition.figures.map((figure) => figure.id)]
}

/** Checks objectives against the blocks and connections of `design`, which must be clean. */
export function parseObjectives(input: unknown, design: Design, errors: Problem[]): Objective[] {
  const objectives: Objective[] = []
  for (const [index, raw] of entriesOf(input, 'objectives', MAX_OBJECTIVES, errors)) {
    const path = `objectives[${index}]`
    if (!isRecord(raw, path, errors)) continue
    const source = asRecord(raw)
    parseFields({}, raw, path, errors, ['measure', 'below', 'above'])
    const measure = typeof source['measure'] === 'string' ? source['measure'] : ''
    const cure = measureCure(measure, design)
    const isMissing = source['measure'] === undefined
    const message = isMissing ? 'the measure is missing' : `${printable(source['measure'], 80)} is not a measure`
    if (cure) errors.push({ path: `${path}.measure`, message, cure })
    const limit = parseLimit(source, path, errors)
    if (!cure && limit) objectives.push({ measure, ...limit })
  }
  return objectives
}

function parseLimit(
  source: { readonly [key: string]: unknown },
  path: string,
  errors: Problem[],
): { below: number } | { above: number } | undefined {
  const { below, above } = source
  // Adding 0 turns −0 into 0, which is all that a link can hold.
  if (typeof below === 'number' && Number.isFinite(below) && above === undefined) return { below: below + 0 }
  if (typeof above === 'number' && Number.isFinite(above) && below === undefined) return { above: above + 0 }
  errors.push({
    path,
    message: 'the limit is not given by one number',
    cure: 'write either "below" or "above", a number',
  })
  return undefined
}

/** What to do about a measure that does not exist, or undefined for one that does. */
function measureCure(measure: string, design: Design): string | undefined {
  const [root = '', id = '', ...rest] = measure.split('.')
  if (root === 'requests') return expect([id, ...rest].join('.'), REQUEST_MEASURES, 'requests')
  if (root === 'connections') {
    const ids = design.connections.map((connection) => connection.id)
    if (!ids.includes(id)) return `${suggestion(id, ids)}name a connection of the design`
    return expect(rest.join('.'), CONNECTION_MEASURES, `connections.${id}`)
  }
  if (root !== 'blocks') return 'begin it with requests, blocks.<id> or connections.<id>'
  const block = design.blocks.find((candidate) => candidate.id === id)
  const definition = block && blockOf(block.kind)
  if (!definition) {
    const ids = design.blocks.map((candidate) => candidate.id)
    return `${suggestion(id, ids)}name a block of the design`
  }
  const own = measuresOfBlock(definition)
  const isSummary = rest.length === 2 && own.includes(rest[0] ?? '') && LATENCY.includes(rest[1] ?? '')
  return isSummary ? undefined : expect(rest.join('.'), own, `blocks.${id}`)
}

function expect(name: string, known: readonly string[], prefix: string): string | undefined {
  return known.includes(name) ? undefined : `${suggestion(name, known)}use ${prefix}. and one of ${known.join(', ')}`
}
