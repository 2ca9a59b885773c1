/** What one request went through: a tree of calls and their attempts, as plain data. */

/** Who decided how a call ended. */
export type DecidedBy = 'callee' | 'timeout' | 'own policy' | 'fallback' | 'nobody waited'

/** One try of a call. Times are simulated milliseconds; null where it never came to that. */
export interface TraceAttempt {
  /** Replica of the callee. */
  replica: number
  sentMs: number
  /** It reached the callee. */
  arrivedMs: number | null
  /** The callee began to work on it; the wait ends. */
  beganMs: number | null
  /** The callee answered, or lost it. */
  leftMs: number | null
  /** The caller had the answer, or waited no longer. */
  endMs: number | null
  /** A cause of failure, `ok`, `cancelled`, or null while it is under way. */
  outcome: string | null
  calls: TraceCall[]
}

/** One use of a connection on behalf of the request. */
export interface TraceCall {
  connection: string
  from: string
  to: string
  startMs: number
  endMs: number | null
  outcome: string | null
  decidedBy: DecidedBy | null
  attempts: TraceAttempt[]
}

/** Everything that was done for one request, by whoever did it. */
export interface Trace {
  /** Number of the request at its source, from 0. */
  ordinal: number
  source: string
  isWrite: boolean
  key: number
  /** [ms] when it was meant to start, and when it ended; null when it never did. */
  startMs: number
  endMs: number | null
  outcome: string | null
  /** Calls of the source, and those that queues made later with its messages. */
  calls: TraceCall[]
}
