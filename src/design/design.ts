/** The design document: plain data that a file holds, a link carries and a run needs. See `schema.ts` for its validation. */
import type { Comment } from './comments'
import type { ConnectionParams } from './connection'
import type { Group } from './groups'
import type { Change, Fault } from './scenario'

/** Name and version of the file format. */
export const FORMAT = 'loadbearing/1'

/** Most blocks and connections that a design may have. */
export const MAX_BLOCKS = 500
export const MAX_CONNECTIONS = 1500

/** Most objectives, and most characters in the name of a design and in the label of a block. */
export const MAX_OBJECTIVES = 50
export const MAX_NAME = 120
export const MAX_LABEL = 80

/** Master seeds are whole numbers from 0 to this. */
export const MAX_SEED = 4_294_967_295

/** Canvas positions lie within this distance of the origin on each axis. */
export const MAX_COORDINATE = 100_000

/** One block on the canvas. */
export interface Block {
  /** Unique among blocks, connections, groups and comments. */
  id: string
  /** Id of a block definition. */
  kind: string
  /** Name on screen; when left out the id is shown, words capitalised. */
  label?: string
  /** Validated against the fields of its kind, defaults filled in. */
  params: { [name: string]: unknown }
  /** Place of the top left corner on the canvas; when left out the layout decides. Never affects a run. */
  position?: { x: number; y: number }
}

/** One directed connection: `from` calls `to` (a queue's arrow points to its consumers). */
export interface Connection {
  id: string
  from: string
  to: string
  params: ConnectionParams
}

/** What happens during a run, apart from the traffic. Times are simulated milliseconds from the start. */
export interface Scenario {
  /** [ms] arrivals end here; includes the warm-up. */
  durationMs: number
  /** [ms] figures count from here. */
  warmupMs: number
  /** [ms] at most this long is waited, after the end, for what is in flight. */
  drainMs: number
  faults: Fault[]
  /** Parameters changed while running, in order of time. */
  changes: Change[]
}

/** A limit that a figure of the report has to keep. Exactly one of `below` and `above` is given. */
export interface Objective {
  /** Path in the report, for example `requests.latencyMs.p99`. */
  measure: string
  below?: number
  above?: number
}

/** A whole design. */
export interface Design {
  format: typeof FORMAT
  name: string
  /** Master seed: a whole number in [0, 2^32). */
  seed: number
  scenario: Scenario
  blocks: Block[]
  connections: Connection[]
  objectives: Objective[]
  /** Containers around blocks; left out when there are none. */
  groups?: Group[]
  /** Left out when there are none. */
  comments?: Comment[]
}
