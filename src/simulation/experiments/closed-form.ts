/**
 * Recognises designs that queueing theory has an exact answer for, and gives it.
 *
 * How: one source and one service that works by itself, nothing else: no replicas, plan, policies, loss or faults. Whatever is not
 * known to leave the answer as it is has to stand at its default, so that a policy that is yet to come is none by mistake. A Poisson
 * source gives M/M/c (all figures), M/M/c/K where the queue is limited (no percentiles) and M/G/1 for other service times
 * (means only). A closed source with exponential thinking and service is machine repair. A timeout must be so long that it
 * practically never counts, or nothing is given but the work of an open station, which timeouts leave as it is unless they cancel;
 * a constant latency is added to the response.
 * Bound: exact in the long run; a figure that theory does not give is null.
 * Units: [ms] and [1/s]; loads in the unit of load.ts. Randomness: none.
 */
import { blockOf } from '../../blocks/registry'
import { CONNECTION_FIELDS } from '../../design/connection'
import type { Block, Connection, Design } from '../../design/design'
import { loadOf, withLoad } from '../../design/load'
import { isEqual } from '../../design/serialize'
import type { ArrivalParams } from '../../lib/arrivals'
import { createDistribution, type DistributionParams } from '../../lib/distributions'
import { mg1 } from '../../lib/queueing-general'
import {
  machineRepair,
  mmc,
  mmck,
  mmcResponsePercentile,
  mmcResponseTail,
  type StationFigures,
} from '../../lib/queueing-theory'
import { defaultValues } from '../../lib/schema'
import { distancesOf } from '../groups'
import { isSteady } from '../steady'

/** What theory says at one load. */
export interface TheoryPoint {
  load: number
  meanMs: number | null
  p50: number | null
  p99: number | null
  throughputPerSecond: number | null
  goodputPerSecond: number | null
  utilisation: number | null
}

/** A design that has a closed form. */
export interface ClosedForm {
  /** As it is written: M/M/1, M/M/4/20, M/G/1, machine repair. */
  name: string
  at(load: number): TheoryPoint
}

/** A station as theory sees it. */
interface Station {
  servers: number
  serviceMs: number
  /** [ms²] */
  variance: number
  isExponential: boolean
  /** Most jobs that may wait; null is unlimited. */
  capacity: number | null
  /** [ms] on the wire, both ways. */
  networkMs: number
  timeoutMs: number
  deadlineMs: number
  /** Whether the station works whatever its callers wait for: an open one that nobody cancels at. */
  isUnmoved: boolean
}

/** Chance of a timeout from which on theory without timeouts no longer fits. */
const NEGLIGIBLE = 1e-4
const MS = 1000

/** Parameters of a service that theory takes in. */
const STATION_MAY_SAY = ['serviceTime', 'workers', 'queue']
/** Parameters of a source that theory takes in, or that a service without cache, plan and priorities makes nothing of. */
const SOURCE_MAY_SAY = [
  'arrivals',
  'deadlineMs',
  'readShare',
  'keys',
  'clients',
  'usersPerClient',
  'paths',
  'priorities',
]
/** Parameters of a connection that theory takes in, and those that only say how a policy goes about what it does. */
const CONNECTION_MAY_SAY = ['latency', 'timeoutMs', 'cancellation', 'retryOn', 'retryWrites', 'scope', 'limitBy']

/** The closed form of a design, or null when it has none that we know. */
export function closedFormOf(design: Design): ClosedForm | null {
  const { blocks, connections } = design
  const [connection] = connections
  if (blocks.length !== 2 || connections.length !== 1 || !connection || !isSteady(design)) return null
  const source = blocks.find(({ id }) => id === connection.from)
  const server = blocks.find(({ id }) => id === connection.to)
  const arrivals = source?.params['arrivals'] as ArrivalParams | undefined
  const station = source && server && arrivals && stationOf(server, connection, source, distancesOf(design)(connection))
  if (!station) return null
  if (arrivals.type === 'poisson') return openForm(station)
  if (arrivals.type !== 'closed' || !station.isExponential || station.capacity !== null) return null
  if (arrivals.thinkTime.type !== 'exponential') return null
  return closedLoadForm(design, station, arrivals.thinkTime.meanMs)
}

/** Exact figures of the closed form at each load, for loads that it is steady at. */
export function theoryPoints(design: Design, loads: readonly number[]): { name: string; points: TheoryPoint[] } | null {
  const form = closedFormOf(design)
  return form && { name: form.name, points: loads.map((load) => form.at(load)) }
}

/** The station, when nothing but service times, servers and queue length differs from a plain one. */
function stationOf(server: Block, connection: Connection, source: Block, distanceMs: number): Station | null {
  const { params } = server
  const service = params['serviceTime'] as DistributionParams | undefined
  const queue = params['queue'] as { capacity: number | null } | undefined
  const isPlain =
    service !== undefined &&
    queue !== undefined &&
    typeof params['workers'] === 'number' &&
    worksByItself(server) &&
    isDefaultBut(server.params, defaultsOf(server.kind), STATION_MAY_SAY) &&
    isDefaultBut(queue, defaultsOf(server.kind)['queue'], ['capacity']) &&
    isDefaultBut(source.params, defaultsOf(source.kind), SOURCE_MAY_SAY) &&
    isDefaultBut(connection.params, defaultValues(CONNECTION_FIELDS), CONNECTION_MAY_SAY) &&
    connection.params.latency.type === 'constant'
  if (!isPlain) return null
  const { mean, variance } = createDistribution(service)
  if (!(mean > 0) || !Number.isFinite(variance)) return null
  const latency = createDistribution(connection.params.latency)
  return {
    servers: params['workers'] as number,
    serviceMs: mean,
    variance,
    isExponential: service.type === 'exponential',
    capacity: queue.capacity,
    networkMs: 2 * (latency.mean + distanceMs),
    timeoutMs: connection.params.timeoutMs ?? Infinity,
    deadlineMs: (source.params['deadlineMs'] as number | null) ?? Infinity,
    isUnmoved: !connection.params.cancellation && (source.params['arrivals'] as ArrivalParams).type !== 'closed',
  }
}

/** Whether calls come in and may be answered without asking anyone. */
function worksByItself({ kind }: Block): boolean {
  const definition = blockOf(kind)
  return definition !== undefined && definition.inPort !== null && (definition.outPort?.min ?? 0) === 0
}

/** Whether all parameters but these are as in `defaults`. */
function isDefaultBut(params: object, defaults: unknown, names: readonly string[]): boolean {
  const plain = new Map(Object.entries(defaults ?? {}))
  return Object.entries(params).every(([name, value]) => names.includes(name) || isEqual(value, plain.get(name)))
}

function defaultsOf(kind: string): { readonly [name: string]: unknown } {
  return defaultValues(blockOf(kind)?.fields ?? {})
}

function openForm(station: Station): ClosedForm | null {
  const { servers, serviceMs, variance, isExponential, capacity } = station
  const mu = MS / serviceMs
  if (isExponential && capacity === null) {
    return {
      name: `M/M/${servers}`,
      at: (load) => (load < servers * mu ? mmcPoint(station, load, mu) : overloaded(station, load)),
    }
  }
  if (isExponential && capacity !== null) {
    // So long a queue that it is never full is no limit; percentiles are known then.
    const at = (load: number): TheoryPoint => {
      const figures = mmck(load, mu, servers, servers + capacity)
      if (figures.blocking < 1e-9 && load < servers * mu) return mmcPoint(station, load, mu)
      return meansOnly(station, load, figures)
    }
    return { name: capacity >= 1000 ? `M/M/${servers}` : `M/M/${servers}/${servers + capacity}`, at }
  }
  if (servers !== 1 || (capacity !== null && capacity < 1000)) return null
  const at = (load: number): TheoryPoint => {
    const secondMoment = (variance + serviceMs * serviceMs) / (MS * MS)
    const { response, utilization } = mg1({ lambda: load, service: serviceMs / MS, secondMoment })
    if (utilization >= 1) return overloaded(station, load)
    return meansOnly(station, load, { throughput: load, response, utilization })
  }
  return { name: variance === 0 ? 'M/D/1' : 'M/G/1', at }
}

function mmcPoint(station: Station, load: number, mu: number): TheoryPoint {
  const { servers, networkMs, timeoutMs, deadlineMs } = station
  const { response, utilization } = mmc(load, mu, servers)
  const later = (limitMs: number): number => {
    return limitMs === Infinity ? 0 : mmcResponseTail(load, mu, servers, Math.max(0, limitMs - networkMs) / MS)
  }
  if (later(timeoutMs) > NEGLIGIBLE) return overloaded(station, load)
  const percentile = (p: number) => mmcResponsePercentile(load, mu, servers, p) * MS + networkMs
  return {
    load,
    meanMs: response * MS + networkMs,
    p50: percentile(0.5),
    p99: percentile(0.99),
    throughputPerSecond: load,
    goodputPerSecond: load * (1 - later(deadlineMs)),
    utilisation: utilization,
  }
}

function meansOnly(
  { networkMs, deadlineMs, timeoutMs, isUnmoved }: Station,
  load: number,
  { throughput, response, utilization }: Pick<StationFigures, 'throughput' | 'response' | 'utilization'>,
): TheoryPoint {
  const meanMs = response * MS + networkMs
  // Nothing is known of the tail; a timeout far beyond the mean practically never counts.
  const isKnown = timeoutMs > 20 * meanMs
  return {
    load,
    meanMs: isKnown ? meanMs : null,
    p50: null,
    p99: null,
    throughputPerSecond: isKnown ? throughput : null,
    goodputPerSecond: isKnown && deadlineMs === Infinity ? throughput : null,
    utilisation: isKnown || isUnmoved ? utilization : null,
  }
}

/** Beyond its capacity, or where timeouts count: only utilisation is given, and throughput where nobody gives up. */
function overloaded({ servers, serviceMs, timeoutMs, isUnmoved }: Station, load: number): TheoryPoint {
  const capacity = (servers * MS) / serviceMs
  return {
    load,
    meanMs: null,
    p50: null,
    p99: null,
    throughputPerSecond: timeoutMs === Infinity ? Math.min(load, capacity) : null,
    goodputPerSecond: null,
    utilisation: timeoutMs === Infinity || isUnmoved ? Math.min(1, load / capacity) : null,
  }
}

function closedLoadForm(design: Design, station: Station, thinkMs: number): ClosedForm | null {
  if (!(thinkMs > 0)) return null
  return {
    name: 'machine repair',
    at: (load) => {
      const users = loadOf(withLoad(design, load)).value
      const upTime = (thinkMs + station.networkMs) / MS
      const figures = machineRepair(users, upTime, station.serviceMs / MS, station.servers)
      return { ...meansOnly(station, users, figures), load: users }
    },
  }
}
