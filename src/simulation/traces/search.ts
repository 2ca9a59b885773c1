/**
 * Finds requests that are worth a look, and tells what happened to each.
 *
 * How: runs are repeatable, so nothing has to be kept of requests that nobody asks about. A first run notes which requests fit
 * the question; a second one follows just these. Both stop as soon as they can.
 * Cost: up to two runs; the first sample of a question by number needs one.
 */
import type { Design } from '../../design/design'
import { OK } from '../../engine/calls'
import { Run } from '../run'
import type { Trace } from './trace'

/** Which requests: the slowest, every so many-th, or those that ended in a moment with a latency. */
export type TraceQuestion =
  | { readonly by: 'slowest'; readonly count: number }
  | { readonly by: 'every'; readonly every: number; readonly count: number }
  | {
      readonly by: 'place'
      readonly fromMs: number
      readonly toMs: number
      readonly minLatencyMs: number
      readonly maxLatencyMs: number
      readonly count: number
    }

/** [ms] simulated time for which work that goes on after the answer is still followed. */
const AFTERMATH_MS = 60_000

/** A request that fits a question. */
interface Candidate {
  readonly identity: number
  readonly latencyMs: number
  readonly endMs: number
}

/** A request that fits, and what it is kept by: the less the better. */
interface Ranked extends Candidate {
  readonly rank: number
}

/**
 * The requests that a question is about, as the run with this design has them: those around a place by how near they are to its middle,
 * others in the order in which they began.
 */
export function traceRequests(design: Design, question: TraceQuestion): Trace[] {
  const found = candidatesOf(design, question)
  if (found.length === 0) return []
  const run = new Run(design)
  const tracer = run.trace(new Set(found.map(({ identity }) => identity)))
  const lastEnd = Math.max(...found.map(({ endMs }) => endMs))
  run.advance(lastEnd, Infinity)
  const until = lastEnd + AFTERMATH_MS
  while (run.outcome === null && run.engine.now < until) {
    run.advance(Math.min(until, run.engine.now + 1000), Infinity)
    if (!tracer.isFollowing) break
  }
  if (question.by !== 'place') return tracer.all
  const order = new Map(found.map(({ endMs, latencyMs }, i) => [`${endMs} ${latencyMs}`, i]))
  const placeOf = ({ startMs, endMs }: Trace) => order.get(`${endMs} ${(endMs ?? 0) - startMs}`) ?? found.length
  return tracer.all.sort((a, b) => placeOf(a) - placeOf(b))
}

function candidatesOf(design: Design, question: TraceQuestion): Candidate[] {
  const run = new Run(design)
  const found: Ranked[] = []
  run.requestLog.onEnd = ({ identity, ordinal, latencyMs, endMs, outcome }) => {
    const candidate = { identity, latencyMs, endMs }
    switch (question.by) {
      case 'slowest':
        return keepLeast(found, candidate, -latencyMs, question.count)
      case 'every':
        if (ordinal % question.every === 0 && found.length < question.count) found.push({ ...candidate, rank: ordinal })
        return
      case 'place': {
        const isThere = endMs >= question.fromMs && endMs < question.toMs && outcome === OK
        const fits = latencyMs >= question.minLatencyMs && latencyMs < question.maxLatencyMs
        if (isThere && fits) keepLeast(found, candidate, farness(question, candidate), question.count)
      }
    }
  }
  const untilMs = question.by === 'place' ? question.toMs : Infinity
  while (run.outcome === null && run.engine.now < untilMs) {
    run.advance(Math.min(untilMs, run.engine.now + 1000), Infinity)
    if (question.by === 'every' && found.length >= question.count) break
  }
  return found
}

/** How far a request lies from the middle of a place, as a share of its width and of its height on a logarithmic scale. */
function farness(place: TraceQuestion & { by: 'place' }, { endMs, latencyMs }: Candidate): number {
  const { fromMs, toMs, minLatencyMs, maxLatencyMs } = place
  const across = Math.abs(2 * endMs - fromMs - toMs) / (toMs - fromMs)
  // At the edges of the map a place has no end on one side.
  const hasMiddle = minLatencyMs > 0 && maxLatencyMs < Number.MAX_VALUE
  const middle = Math.sqrt(minLatencyMs) * Math.sqrt(maxLatencyMs)
  const up = hasMiddle ? Math.abs(Math.log(latencyMs / middle)) / Math.log(maxLatencyMs / middle) : 0
  return Math.hypot(across, up)
}

/** Keeps those with the least ranks, in ascending order; of equal ones the first. */
function keepLeast(found: Ranked[], candidate: Candidate, rank: number, count: number): void {
  const last = found.at(-1)
  if (found.length >= count && last && last.rank <= rank) return
  const at = found.findIndex((one) => one.rank > rank)
  found.splice(at < 0 ? found.length : at, 0, { ...candidate, rank })
  if (found.length > count) found.pop()
}
