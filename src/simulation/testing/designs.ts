/** Small designs for tests, written as a person would write them, and runs of them. */
import type { Design } from '../../design/design'
import { parseDesign } from '../../design/schema'
import type { Report } from '../report'
import { Run } from '../run'

/** Parts of a design; everything has a default. */
export interface DesignParts {
  seed?: number
  scenario?: { [key: string]: unknown }
  blocks: { id: string; kind: string; params?: { [key: string]: unknown } }[]
  /** `from > to` makes a connection with the id `from-to`; or a whole connection. */
  connections: (string | { id?: string; from: string; to: string; params?: { [key: string]: unknown } })[]
  objectives?: { measure: string; below?: number; above?: number }[]
  groups?: { id: string; kind: string; members: string[]; params?: { [key: string]: unknown } }[]
}

/** A checked design. Throws with the problems when there are any. */
export function designOf(parts: DesignParts): Design {
  const connections = parts.connections.map((connection) => {
    if (typeof connection !== 'string') return { id: `${connection.from}-${connection.to}`, ...connection }
    const [from, to] = connection.split(' > ')
    return { id: `${from}-${to}`, from, to }
  })
  const { design, errors } = parseDesign({
    format: 'loadbearing/1',
    name: 'test',
    seed: parts.seed ?? 1,
    scenario: { durationMs: 10_000, warmupMs: 0, drainMs: 10_000, ...parts.scenario },
    blocks: parts.blocks,
    connections,
    objectives: parts.objectives ?? [],
    groups: parts.groups ?? [],
  })
  if (errors.length > 0) throw new Error(errors.map((error) => `${error.path}: ${error.message}`).join('\n'))
  return design
}

/** Runs to the end. Throws when a check of the engine itself fails. */
export function reportOf(parts: DesignParts): Report {
  const run = new Run(designOf(parts))
  run.finish()
  const report = run.report(0)
  for (const check of report.invariants) {
    if (check.isEngineCheck && !check.holds) throw new Error(`${check.id} at ${check.target}: ${check.detail}`)
  }
  return report
}

/** Reports of a run that went straight through, and of one that was saved at a time and went on from there in another run. */
export function savedAt(parts: DesignParts, atMs: number): { straight: Report; restored: Report } {
  const straight = new Run(designOf(parts))
  straight.advance(atMs, Infinity)
  const restored = new Run(designOf(parts))
  restored.load(straight.save())
  straight.finish()
  restored.finish()
  return { straight: straight.report(0), restored: restored.report(0) }
}

/** A source of requests at a fixed distance, reads only unless told otherwise. */
export function constantSource(ratePerSecond: number, params: { [key: string]: unknown } = {}) {
  return {
    id: 'source',
    kind: 'traffic-source',
    params: { arrivals: { type: 'constant', ratePerSecond }, readShare: 1, ...params },
  }
}

/** A source of Poisson arrivals, reads only unless told otherwise. */
export function poissonSource(ratePerSecond: number, params: { [key: string]: unknown } = {}) {
  return {
    id: 'source',
    kind: 'traffic-source',
    params: { arrivals: { type: 'poisson', ratePerSecond }, readShare: 1, ...params },
  }
}

/** A service whose work always takes the same time. */
export function steadyService(id: string, valueMs: number, params: { [key: string]: unknown } = {}) {
  return { id, kind: 'service', params: { serviceTime: { type: 'constant', valueMs }, ...params } }
}
