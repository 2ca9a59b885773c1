/** Parts that designs of published results and lessons are put together from, in the words of the file format. */
import { FORMAT } from '../../design'

/** A block, a connection and a design as a file has them: whatever is left out has its default. */
export interface PlainBlock {
  id: string
  kind: string
  params: { [name: string]: unknown }
}
export interface PlainConnection {
  id: string
  from: string
  to: string
  params: { [name: string]: unknown }
}
export interface PlainDesign {
  format: typeof FORMAT
  name: string
  seed: number
  scenario: { [name: string]: unknown }
  blocks: PlainBlock[]
  connections: PlainConnection[]
}

/** Parameters as a file has them. */
export type Params = { [name: string]: unknown }

/** What everything is made of: blocks, and connections written as `from > to` with parameters. */
export interface DesignParts {
  name: string
  seconds: number
  /** [s] */
  warmup?: number
  faults?: readonly Params[]
  blocks: readonly PlainBlock[]
  /** Without parameters a connection waits for ever. */
  connections: { readonly [arrow: string]: Params }
}

/** A whole design. Connections have the id `from-to`. */
export function designFrom({ name, seconds, warmup = 0, faults = [], blocks, connections }: DesignParts): PlainDesign {
  return {
    format: FORMAT,
    name,
    seed: 1,
    scenario: { durationMs: seconds * 1000, warmupMs: warmup * 1000, drainMs: 60_000, faults },
    blocks: [...blocks],
    connections: Object.entries(connections).map(([arrow, params]) => {
      const [from = '', to = ''] = arrow.split(' > ')
      return { id: `${from}-${to}`, from, to, params: { timeoutMs: null, ...params } }
    }),
  }
}

/** Poisson arrivals of reads. */
export function source(ratePerSecond: number, params: Params = {}, id = 'clients'): PlainBlock {
  return sourceOf({ type: 'poisson', ratePerSecond }, params, id)
}

/** A fixed number of users who think. */
export function users(count: number, thinkMs: number, params: Params = {}): PlainBlock {
  return sourceOf({ type: 'closed', users: count, thinkTime: exponential(thinkMs) }, params)
}

/** Arrivals of reads of any kind. */
export function sourceOf(arrivals: Params, params: Params = {}, id = 'clients'): PlainBlock {
  return { id, kind: 'traffic-source', params: { arrivals, readShare: 1, ...params } }
}

/** A station: some workers with an unlimited queue in front. */
export function station(id: string, workers: number, serviceTime: Params, params: Params = {}): PlainBlock {
  return { id, kind: 'service', params: { workers, serviceTime, queue: { capacity: null }, ...params } }
}

/** A service that takes no time and never waits: it only follows its plan. */
export function instant(id: string, params: Params = {}): PlainBlock {
  return station(id, 1, constant(0), { blocking: false, ...params })
}

/** A service with a worker for everyone. */
export function crowd(id: string, serviceTime: Params, params: Params = {}): PlainBlock {
  return station(id, 100_000, serviceTime, params)
}

export function balancer(algorithm: string): PlainBlock {
  return { id: 'balancer', kind: 'load-balancer', params: { algorithm: { type: algorithm } } }
}

export function exponential(meanMs: number): Params {
  return { type: 'exponential', meanMs }
}

export function constant(valueMs: number): Params {
  return { type: 'constant', valueMs }
}

/** A step of a plan: one call, or several. */
export function call(to: string, more: Params = {}): Params {
  return { type: 'call', to, ...more }
}
