/** Kinds of events that stations schedule for themselves through their block. */

/** The work of one attempt is over: `a` is the attempt, `b` its token. */
export const STATION_EVENT = 0

/** From this kind on all belong to stations. */
export const FIRST_RARE_EVENT = 12
/** An attempt has waited as long as it may: `a` is the attempt. */
export const WAIT_OVER = 12
/** The first of those that share the workers is done: `a` is the replica. */
export const SHARED_DONE = 13
/** A free worker has waited long enough for more calls: `a` is the replica. */
export const BATCH_DUE = 14
/** The work of a batch is over: `a` is replica + {@link MAX_REPLICAS} · batch. */
export const BATCH_DONE = 15

/** More than a block can have replicas. */
export const MAX_REPLICAS = 8192
