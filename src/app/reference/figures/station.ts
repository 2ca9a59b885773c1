/** A small station for figures: servers, a queue with a discipline, and a gate in front, under load that rises for a while. */
import type { Admission, AdmissionCall } from '../../../algorithms/admission/admission'
import { EMPTY, type QueueDiscipline } from '../../../algorithms/queueing/queueing'
import { SequentialRandom } from '../../../lib/random'
import { exponential } from './figure'

export interface StationLoad {
  /** [ms] when each call arrives, in order. */
  readonly arrivals: readonly number[]
  readonly servers: number
  /** [ms] mean time of service. */
  readonly serviceMs: number
  /** [ms] after this a caller has gone, but the work goes on. */
  readonly patienceMs: number
  /** By how much callers differ in that, as a share: 0 for not at all. */
  readonly spread: number
  readonly untilMs: number
  readonly seed: number
}

export interface StationResult {
  /** Calls that were answered in time, too late, and refused or thrown out. */
  readonly inTime: number
  readonly late: number
  readonly refused: number
  /** Calls that still wait at the end. */
  readonly left: number
  /** [ms] when service began and how long was waited, for every call that was served. */
  readonly waits: readonly (readonly [at: number, waitedMs: number])[]
}

/** Of four calls one is important. */
const PRIORITIES = [0, 0, 0, 1]

/** Runs a station. Work, patience, user and priority of a call follow from its number, so that all stations see the same calls. */
export function runStation(load: StationLoad, queue: QueueDiscipline, gate: Admission | null): StationResult {
  const { arrivals, servers, serviceMs, untilMs, seed } = load
  const draws = new SequentialRandom(seed, 9)
  const work = arrivals.map(() => exponential(draws.uniform(), serviceMs))
  const patience = arrivals.map(() => load.patienceMs * (1 + load.spread * (2 * draws.uniform() - 1)))
  const random = new SequentialRandom(seed, 10)
  const freeAt = new Array<number>(servers).fill(-1)
  const serving = new Array<number>(servers).fill(EMPTY)
  const waits: [number, number][] = []
  const call: AdmissionCall = { priority: 0, user: 0, waiting: 0, utilisation: 0 }
  const tally = { inTime: 0, late: 0, refused: 0 }

  const arrivalOf = (item: number): number => arrivals[item] ?? 0
  const finish = (now: number, item: number, isServed: boolean): void => {
    const took = now - arrivalOf(item)
    const isOk = isServed && took <= (patience[item] ?? 0)
    if (!isServed) tally.refused++
    else if (isOk) tally.inTime++
    else tally.late++
    gate?.finished(now, took, isOk)
  }
  const take = (now: number, server: number): void => {
    for (let item = queue.pop(now); item !== EMPTY; item = queue.pop(now)) {
      const waited = now - arrivalOf(item)
      const limit = limits[item] ?? Infinity
      if (waited > limit || gate?.shed(now, waited, queue.length)) {
        finish(now, item, false)
        continue
      }
      serving[server] = item
      freeAt[server] = now + (work[item] ?? 0)
      waits.push([now, waited])
      return
    }
    gate?.foundEmpty(now)
    serving[server] = EMPTY
    freeAt[server] = -1
  }
  const limits: number[] = []
  const completeUntil = (until: number): void => {
    for (;;) {
      let next = -1
      for (let server = 0; server < servers; server++) {
        if (serving[server] === EMPTY || (freeAt[server] ?? 0) > until) continue
        if (next < 0 || (freeAt[server] ?? 0) < (freeAt[next] ?? 0)) next = server
      }
      if (next < 0) return
      const now = freeAt[next] ?? 0
      finish(now, serving[next] ?? EMPTY, true)
      take(now, next)
    }
  }

  arrivals.forEach((now, item) => {
    completeUntil(now)
    call.priority = PRIORITIES[item % PRIORITIES.length] ?? 0
    call.user = Math.imul(item, 0x9e3779b1) >>> 8
    call.waiting = queue.length
    call.utilisation = serving.filter((one) => one !== EMPTY).length / servers
    if (gate && !gate.admit(now, call, random)) {
      tally.refused++
      return
    }
    limits[item] = gate?.waitLimitMs(now) ?? Infinity
    queue.push(now, item, call.priority, now + (patience[item] ?? 0))
    const idle = serving.indexOf(EMPTY)
    if (idle >= 0) take(now, idle)
  })
  completeUntil(untilMs)
  return { ...tally, left: queue.length, waits }
}

/** [ms] arrivals of a Poisson stream whose rate is higher between `from` and `to`. */
export function arrivalsWithPeak(
  { calm, peak, from, to, untilMs }: { calm: number; peak: number; from: number; to: number; untilMs: number },
  seed: number,
): number[] {
  const random = new SequentialRandom(seed, 11)
  const times: number[] = []
  const highest = Math.max(calm, peak)
  for (let now = 0; ; ) {
    now += exponential(random.uniform(), 1000 / highest)
    if (now >= untilMs) return times
    const rate = now >= from && now < to ? peak : calm
    if (random.uniform() < rate / highest) times.push(now)
  }
}

/** The highest wait in each stretch of time, for drawing. */
export function worstWaits(waits: StationResult['waits'], untilMs: number, stretches = 60): [number, number][] {
  const worst = new Array<number>(stretches).fill(0)
  for (const [at, waited] of waits) {
    const i = Math.min(stretches - 1, Math.floor((at / untilMs) * stretches))
    worst[i] = Math.max(worst[i] ?? 0, waited)
  }
  return worst.map((value, i) => [((i + 0.5) / stretches) * untilMs, value])
}
