/**
 * Findings about places in flight: connections whose callers may have so many calls under way, and no more.
 *
 * How: by Little's law the places that are taken on average are attempts a second times the time that each is under way. That time is
 * what the callee takes on average, whoever calls, and the wire both ways; the timeout ends it.
 */
import { createDistribution } from '../../lib/distributions'
import { duration, type Finding, type FindingRule, type Observed, type ObservedConnection, short } from './finding'
import { waitedFor, wantedPerSecond } from './strain'

/** Share of the places that is taken from which there are none left. */
const FULL = 0.95
/** Utilisation from which a caller is taken for one that is held up. */
const HELD_UP = 0.98

/** The places in flight of a connection. */
export interface Places {
  readonly way: ObservedConnection
  readonly count: number
  /** Share of them that is taken. */
  readonly taken: number
  /** [ms] that one is taken by an attempt, and what is left of that when the callee has no queue. */
  readonly heldMs: number
  readonly unqueuedMs: number
}

/** The places of a connection; null where there is no limit that all calls of a caller share, or nothing to tell how long each is held. */
export function placesOf(run: Observed, way: ObservedConnection): Places | null {
  const { from, to, report, connection } = way
  const { bulkhead, isolateBy, scope, latency, timeoutMs } = connection.params
  if (bulkhead === null || isolateBy !== 'all' || to.report.completions === 0 || !(run.seconds > 0)) return null
  const count = bulkhead.maxInFlight * (scope === 'connection' ? 1 : Math.max(1, from.meanUnits))
  const networkMs = 2 * createDistribution(latency).mean
  const heldMs = Math.min(timeoutMs ?? Infinity, to.report.meanSojournMs + networkMs)
  const taken = ((report.attempts / run.seconds) * heldMs) / 1000 / count
  return { way, count, taken, heldMs, unqueuedMs: Math.max(0, heldMs - to.report.meanWaitMs) }
}

/** The places out of a block of which none is left while its servers mostly wait; null where there are no such. */
export function fullPlaces(run: Observed, block: ObservedConnection['from']): Places | null {
  if (block.report.cpuUtilisation >= block.report.utilisation / 2) return null
  const all = waitedFor(run, block).flatMap((way) => placesOf(run, way) ?? [])
  return all.find(({ taken }) => taken >= FULL) ?? null
}

/** Places that are fewer than what is wanted needs, where it is not the queue of the callee that holds them. */
export const smallPlaces: FindingRule = (run) =>
  run.connections.flatMap((way): Finding[] => {
    const places = placesOf(run, way)
    if (!places || places.taken < FULL / 2) return []
    const { from, report, connection, name } = way
    const isHeldUp = from.servers !== null && from.report.completions > 0 && from.report.utilisation >= HELD_UP
    const calls = isHeldUp
      ? (wantedPerSecond(run, from) * report.calls) / from.report.completions
      : report.calls / run.seconds
    const need = (calls * places.unqueuedMs) / 1000
    if (need < places.count * 1.02) return []
    return [
      {
        id: 'small-pool',
        target: connection.id,
        severity: 'serious',
        text: `${name} gets ${short(calls)} calls a second that each hold one of its places in flight for ${duration(places.unqueuedMs)}: that needs ${short(Math.ceil(need))} of them, and there are ${short(places.count)}.`,
        evidence: [
          `connections.${connection.id}.calls`,
          `connections.${connection.id}.attempts`,
          `blocks.${way.to.block.id}.meanSojournMs`,
        ],
      },
    ]
  })
