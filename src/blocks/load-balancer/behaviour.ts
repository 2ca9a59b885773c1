/**
 * Picks a replica for each call and passes it on; the answer goes back as it came.
 *
 * Wiring: callers → [balancer] → services; backends are all replicas of all of them, in the order of the connections.
 * Health checks are events of their own: a crashed or cut-off replica refuses at once, a paused one lets the check time out.
 */
import type { Backends, Balancer, RoutingKey } from '../../algorithms/load-balancing/load-balancing'
import { NEW_BACKEND, NO_BACKEND } from '../../algorithms/load-balancing/load-balancing'
import { OutlierEjection } from '../../algorithms/load-balancing/outlier-ejection'
import { buildBalancer } from '../../algorithms/load-balancing/registry'
import { type Attempt, CAUSE_NO_BACKEND, type Call, OK } from '../../engine/calls'
import type { StateReader, StateWriter } from '../../lib/state'
import { Behaviour, type BlockContext, type Condition } from '../behaviour'
import type { ParamsOf } from '../block'
import { prepareForward } from '../parts/forward'
import { Station } from '../parts/station'
import { PASS_THROUGH, type StationOwner } from '../parts/station-settings'
import type { loadBalancer } from './block'

type Params = ParamsOf<typeof loadBalancer>

const CHECK = 1
const CHECK_TIMED_OUT = 2
const DRAW_PICK = 1

/** More than a service can have replicas: the place of a replica, also in `register1` of an attempt, is connection times this plus replica. */
const MAX_UNITS = 4096

/** Values of `register0` of an attempt: held back by a pause, or passed on. */
const WAITING = 0
const FORWARDED = 1

/** The backends of one balancer: replica `unit` of outgoing connection `outgoing`. */
class BackendList implements Backends {
  names: string[] = []
  weights = new Float64Array(0)
  eligible = new Uint8Array(0)
  inFlight = new Int32Array(0)
  outgoing: number[] = []
  unit: number[] = []
  /** Both in one number, which stays the same for as long as the replica exists. */
  places: number[] = []
  /** By outgoing connection: index of its first replica, how many it has, and its share. */
  first: number[] = []
  counts: number[] = []
  shares: number[] = []
  /** Failed (negative) or passed (positive) checks in a row. */
  streak = new Int32Array(0)

  get size(): number {
    return this.names.length
  }
}

export class LoadBalancer extends Behaviour<Params> implements StationOwner {
  private readonly backends = new BackendList()
  /** Calls that are out at replicas which are not listed any more, by place. */
  private readonly strays = new Map<number, number>()
  private balancer!: Balancer
  /** The same balancer, where it ejects. */
  private ejection: OutlierEjection | null = null
  private readonly station: Station
  private readonly key: RoutingKey = { clientAddress: 0, clientPort: 0, key: 0 }
  private noBackend = 0
  private checksToken = 0

  constructor(context: BlockContext, params: Params) {
    super(context, params)
    this.station = new Station(context, this, 0, PASS_THROUGH)
  }

  override start(): void {
    this.listBackends()
    this.build()
    this.startChecks()
  }

  arrive(attempt: Attempt): void {
    attempt.register0 = WAITING
    this.station.enter(attempt)
  }

  admitted(attempt: Attempt): void {
    const { context, backends, key } = this
    attempt.register0 = FORWARDED
    if (this.isOutOfDate()) this.refresh()
    const { request } = attempt.call
    // Addresses are spread over 10.0.0.0/8 so that hashing members see different octets.
    key.clientAddress = (0x0a000000 | (request.client & 0xffffff)) >>> 0
    key.clientPort = 1024 + (request.ordinal % 64_000)
    key.key = request.key
    const backend = this.balancer.pick(context.engine.now, key, context.draw(DRAW_PICK, attempt))
    if (backend === NO_BACKEND) {
      this.noBackend++
      this.station.release()
      return context.reject(attempt, CAUSE_NO_BACKEND)
    }
    const call = prepareForward(context, attempt, backends.outgoing[backend]!, backend)
    call.pinned = backends.unit[backend]!
    backends.inFlight[backend]!++
    attempt.value0 = context.engine.now
    attempt.register1 = backends.places[backend]!
    this.balancer.started(context.engine.now, backend)
    context.send(call)
  }

  worked(): void {}

  idle(): void {}

  override handle(kind: number, a: number, b: number): void {
    if (kind === CHECK && b === this.checksToken) this.check(a)
    else if (kind === CHECK_TIMED_OUT && b === this.checksToken) this.noteCheck(a, false)
  }

  override answered(call: Call): void {
    const attempt = call.parent!
    this.endCall(attempt, call.outcome === OK)
    this.station.release()
    this.context.answer(attempt, call.outcome, call.result, call.result2)
  }

  override cancel(attempt: Attempt): void {
    const isForwarded = attempt.register0 === FORWARDED
    this.station.remove(attempt, isForwarded)
    if (isForwarded) this.endCall(attempt, null)
    this.context.drop(attempt)
  }

  override configure(params: Params): void {
    const before = this.params
    super.configure(params)
    const isSame =
      JSON.stringify(before.algorithm) === JSON.stringify(params.algorithm) &&
      JSON.stringify(before.outlierEjection) === JSON.stringify(params.outlierEjection)
    if (!isSame) this.build()
    if (JSON.stringify(before.healthCheck) !== JSON.stringify(params.healthCheck)) this.startChecks()
  }

  override conditionChanged(): void {
    const condition: Condition = this.context.condition(0)
    if (condition.isPaused) this.station.pause()
    else this.station.resume()
    if (condition.isCrashed) {
      this.station.clear()
      this.backends.inFlight.fill(0)
      this.strays.clear()
    }
  }

  override openWindow(): void {
    this.noBackend = 0
  }

  override figures(): number[] {
    return [this.backends.eligible.reduce((sum, one) => sum + one, 0), this.noBackend, this.ejected()]
  }

  private build(): void {
    const { algorithm, outlierEjection } = this.params
    const inner = (backends: Backends) => buildBalancer(algorithm, backends)
    this.ejection = outlierEjection && new OutlierEjection(outlierEjection, this.backends, inner)
    this.balancer = this.ejection ?? inner(this.backends)
  }

  /** Replicas that are ejected right now. */
  private ejected(): number {
    if (!this.ejection) return Number.NaN
    let count = 0
    for (let i = 0; i < this.backends.size; i++) if (this.ejection.isEjected(this.context.engine.now, i)) count++
    return count
  }

  /** A call is over, well or not, or called off. */
  private endCall(attempt: Attempt, ok: boolean | null): void {
    const { backends } = this
    const { now } = this.context.engine
    const place = attempt.register1
    const backend = backends.first[Math.floor(place / MAX_UNITS)]! + (place % MAX_UNITS)
    if (backends.places[backend] !== place) return this.addStrays(place, -1)
    backends.inFlight[backend]!--
    this.balancer.finished(now, backend, now - attempt.value0, ok)
  }

  private addStrays(place: number, calls: number): void {
    const left = (this.strays.get(place) ?? 0) + calls
    if (left > 0) this.strays.set(place, left)
    else this.strays.delete(place)
  }

  private isOutOfDate(): boolean {
    const { outgoing } = this.context
    const { counts, shares } = this.backends
    for (let i = 0; i < outgoing.length; i++) {
      if (counts[i] !== outgoing[i]!.replicas() || shares[i] !== outgoing[i]!.share) return true
    }
    return false
  }

  /** Replicas came or went, or shares changed: list them anew, keeping what is known of those that stay. */
  private refresh(): void {
    this.balancer.rebuild(this.listBackends())
    this.startChecks()
  }

  /**
   * Lists what there is, or so many replicas of each connection with these shares. Returns the index that each had until now, or
   * {@link NEW_BACKEND}.
   */
  private listBackends(
    counts = this.context.outgoing.map((outgoing) => outgoing.replicas()),
    shares = this.context.outgoing.map((outgoing) => outgoing.share),
  ): number[] {
    const { backends, context } = this
    const before = new Map(backends.places.map((place, i) => [place, i]))
    const old = { eligible: backends.eligible, streak: backends.streak }
    for (const [i, place] of backends.places.entries()) this.addStrays(place, backends.inFlight[i]!)
    backends.names = []
    backends.places = []
    backends.outgoing = []
    backends.unit = []
    backends.first = []
    backends.counts = counts
    backends.shares = shares
    const weights: number[] = []
    for (const [index, outgoing] of context.outgoing.entries()) {
      backends.first.push(backends.names.length)
      for (let replica = 0; replica < counts[index]!; replica++) {
        backends.names.push(`${outgoing.calleeId}-${replica}`)
        backends.outgoing.push(index)
        backends.unit.push(replica)
        backends.places.push(index * MAX_UNITS + replica)
        weights.push(shares[index]!)
      }
    }
    const { places } = backends
    const kept = places.map((place) => before.get(place) ?? NEW_BACKEND)
    backends.weights = Float64Array.from(weights)
    backends.eligible = Uint8Array.from(kept, (at) => (at === NEW_BACKEND ? 1 : old.eligible[at]!))
    backends.inFlight = Int32Array.from(places, (place) => this.strays.get(place) ?? 0)
    for (const place of places) this.strays.delete(place)
    backends.streak = Int32Array.from(kept, (at) => (at === NEW_BACKEND ? 0 : old.streak[at]!))
    return kept
  }

  private startChecks(): void {
    this.checksToken = (this.checksToken + 1) | 0
    const check = this.params.healthCheck
    if (!check) {
      this.backends.eligible.fill(1)
      return
    }
    for (let backend = 0; backend < this.backends.size; backend++) {
      const offset = (check.intervalMs * (backend + 1)) / this.backends.size
      this.context.after(offset, CHECK, backend, this.checksToken)
    }
  }

  private check(backend: number): void {
    const check = this.params.healthCheck!
    const { context, backends } = this
    const outgoing = context.outgoing[backends.outgoing[backend]!]!
    const unit = backends.unit[backend]!
    context.after(check.intervalMs, CHECK, backend, this.checksToken)
    if (outgoing.isSilent(unit)) context.after(check.timeoutMs, CHECK_TIMED_OUT, backend, this.checksToken)
    else this.noteCheck(backend, outgoing.isReachable(unit))
  }

  private noteCheck(backend: number, passed: boolean): void {
    const check = this.params.healthCheck!
    const { streak, eligible } = this.backends
    const before = streak[backend]!
    streak[backend] = passed ? Math.max(1, before + 1) : Math.min(-1, before - 1)
    if (streak[backend]! >= check.healthyAfter) eligible[backend] = 1
    else if (-streak[backend]! >= check.unhealthyAfter) eligible[backend] = 0
  }

  override save(out: StateWriter): void {
    const { backends } = this
    out.number(this.noBackend)
    out.number(this.checksToken)
    // A change of replicas or shares is noticed by the next call only: until then the list is the old one.
    out.array(backends.counts)
    out.array(backends.shares)
    out.array(backends.eligible)
    out.array(backends.inFlight)
    out.array(backends.streak)
    out.array([...this.strays].flat())
    this.balancer.save(out)
    this.station.save(out)
  }

  override load(input: StateReader): void {
    const { backends } = this
    this.noBackend = input.number()
    this.checksToken = input.number()
    this.listBackends([...input.array()], [...input.array()])
    backends.eligible = Uint8Array.from(input.array())
    backends.inFlight = Int32Array.from(input.array())
    backends.streak = Int32Array.from(input.array())
    const strays = [...input.array()]
    for (let at = 0; at < strays.length; at += 2) this.strays.set(strays[at]!, strays[at + 1]!)
    this.balancer.rebuild()
    this.balancer.load(input)
    this.station.load(input)
  }
}

export const create = (context: BlockContext, params: Params): LoadBalancer => new LoadBalancer(context, params)
