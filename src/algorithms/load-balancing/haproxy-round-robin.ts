/**
 * HAProxy's round robin: in turn by weight, with places handed out ahead so that weights may change on the way.
 *
 * How: a cycle has as many places as the sum W of the effective weights (16 × weight). A backend that was served at place
 * p is next due W/weight places later, the remainders adding up (Bresenham's line). Those due within the running cycle
 * wait in the order (place, remainder − weight), those due later in the next cycle in order of falling weight; a place
 * for which nobody is due goes to the heaviest that has not been served in this cycle. Equal ranks come in the order in
 * which they were queued. Weights 5, 1, 1 give a a a b a a c; 3, 2, 1 give a b a c a b.
 * Backends of weight 0 take turns when no eligible one has a positive weight.
 * Bound: over a cycle with a fixed eligible set every backend is picked in proportion to its weight.
 * Cost: O(n) per pick (HAProxy: O(log n), the same order from trees); no allocation. No randomness, no time.
 * Source: HAProxy 2.6 `src/lb_fwrr.c`.
 * Deviations: none in the order; weights that HAProxy does not take (not whole, above 256) are scaled, see
 * {@link wholeWeights}. No connection limits, no backup group.
 */
import type { Random } from '../../lib/random'
import type { StateReader, StateWriter } from '../../lib/state'
import { PlainBalancer } from './base'
import { type Backends, type BalancerMember, NO_BACKEND, type RoutingKey } from './load-balancing'
import { RoundRobin } from './round-robin'
import { wholeWeights } from './weight-map'

/** Effective weights are this many times the configured ones (BE_WEIGHT_SCALE). */
const SCALE = 16
/** Configured weights are at most this (SRV_UWGHT_RANGE). */
const WEIGHT_RANGE = 256
const MAX_EFFECTIVE_WEIGHT = WEIGHT_RANGE * SCALE

const ABSENT = 0
const CURRENT = 3

/** HAProxy's `roundrobin`. Two of the queues swap roles at each cycle: `init`, served in this one, and `next`. */
export class HaproxyRoundRobin extends PlainBalancer {
  /** Effective weights by backend; 0 for those that never take part. */
  private effective: number[] = []
  /** Which queue each backend is in: ABSENT, 1 or 2 (init or next), CURRENT. */
  private queue = new Uint8Array(0)
  /** Place at which each backend is due. */
  private place = new Float64Array(0)
  private remainder = new Float64Array(0)
  /** Rank within the queue; equal ranks in order of `queuedAt`. */
  private rank = new Float64Array(0)
  private queuedAt = new Float64Array(0)
  private queuings = 0
  private init = 1
  /** Takes turns among backends of weight 0 when no other is eligible. */
  private readonly lastResort: RoundRobin
  private position = 0
  private currentWeight = 0
  private nextWeight = 0
  /** First of the queue CURRENT and of `init`, as {@link scan} found them. */
  private current = NO_BACKEND
  private unserved = NO_BACKEND

  constructor(backends: Backends) {
    super(backends)
    this.lastResort = new RoundRobin(backends)
    this.rebuild()
  }

  pick(now: number, key: RoutingKey, random: Random): number {
    this.scan()
    if (this.nextWeight === 0) return this.lastResort.pick(now, key, random)
    if (this.currentWeight === 0) {
      this.currentWeight = this.nextWeight
      this.position = this.nextWeight
    }
    let index = this.due()
    if (index === NO_BACKEND) {
      this.init = 3 - this.init
      this.currentWeight = this.nextWeight
      this.position = this.currentWeight
      this.scan()
      index = this.due()
    }
    if (index === NO_BACKEND) return NO_BACKEND
    this.advance(index)
    this.position++
    this.enqueue(index)
    return index
  }

  override rebuild(): void {
    const { size } = this.backends
    this.effective = wholeWeights(this.backends).map((weight) => weight * SCALE)
    this.queue = new Uint8Array(size)
    this.place = new Float64Array(size)
    this.remainder = new Float64Array(size)
    this.rank = new Float64Array(size)
    this.queuedAt = new Float64Array(size)
    this.queuings = 0
    this.init = 1
    this.nextWeight = 0
    for (let i = 0; i < size; i++) {
      if (!this.takesPart(i)) continue
      this.nextWeight += this.effective[i]!
      this.enqueueByWeight(i, this.init)
    }
    this.currentWeight = this.nextWeight
    this.position = this.nextWeight
  }

  override save(out: StateWriter): void {
    for (const part of [this.queue, this.place, this.remainder, this.rank, this.queuedAt]) out.array(part)
    for (const part of [this.queuings, this.init, this.position, this.currentWeight, this.nextWeight]) out.number(part)
    this.lastResort.save(out)
  }

  override load(input: StateReader): void {
    for (const part of [this.queue, this.place, this.remainder, this.rank, this.queuedAt]) input.into(part)
    this.queuings = input.number()
    this.init = input.number()
    this.position = input.number()
    this.currentWeight = input.number()
    this.nextWeight = input.number()
    this.lastResort.load(input)
  }

  private takesPart(index: number): boolean {
    return this.backends.eligible[index] !== 0 && this.effective[index]! > 0
  }

  /** Takes out what is no longer eligible, lets in what is again, and finds the first of the two queues that serve. */
  private scan(): void {
    const { queue, effective, init } = this
    const { size, eligible } = this.backends
    let current = NO_BACKEND
    let unserved = NO_BACKEND
    for (let i = 0; i < size; i++) {
      const takesPart = eligible[i] !== 0 && effective[i]! > 0
      if ((queue[i] !== ABSENT) !== takesPart) this.follow(i)
      const where = queue[i]
      if (where === CURRENT) {
        if (current === NO_BACKEND || this.isBefore(i, current)) current = i
      } else if (where === init && (unserved === NO_BACKEND || this.isBefore(i, unserved))) unserved = i
    }
    this.current = current
    this.unserved = unserved
  }

  private isBefore(a: number, b: number): boolean {
    const order = this.rank[a]! - this.rank[b]!
    return order < 0 || (order === 0 && this.queuedAt[a]! < this.queuedAt[b]!)
  }

  /** Takes a backend out of its queue, or puts it into one. */
  private follow(index: number): void {
    const weight = this.effective[index]!
    if (this.queue[index] !== ABSENT) {
      this.nextWeight -= weight
      this.queue[index] = ABSENT
      return
    }
    this.nextWeight += weight
    this.place[index] = this.position + Math.trunc((this.nextWeight + this.currentWeight - this.position) / weight)
    this.enqueue(index)
  }

  /** The backend to serve at the present position, or {@link NO_BACKEND} when the cycle is over. */
  private due(): number {
    const { current, unserved } = this
    if (current !== NO_BACKEND && this.place[current]! <= this.position) return current
    if (unserved === NO_BACKEND) return current
    this.place[unserved] = 0
    this.remainder[unserved] = 0
    return unserved
  }

  /** Computes when a backend that is being served now is due again. */
  private advance(index: number): void {
    const weight = this.effective[index]!
    const from = this.place[index] === 0 ? this.position : this.place[index]!
    this.place[index] = from + Math.floor(this.nextWeight / weight)
    this.remainder[index]! += this.nextWeight % weight
    if (this.remainder[index]! < weight) return
    this.remainder[index]! -= weight
    this.place[index]!++
  }

  private enqueue(index: number): void {
    const place = this.place[index]!
    if (place >= 2 * this.currentWeight || place >= this.currentWeight + this.nextWeight) {
      this.place[index] = place - this.currentWeight
      this.enqueueByWeight(index, 3 - this.init)
      return
    }
    const finer = Math.floor((MAX_EFFECTIVE_WEIGHT + this.remainder[index]! - this.effective[index]!) / SCALE)
    this.put(index, CURRENT, WEIGHT_RANGE * place + finer)
  }

  private enqueueByWeight(index: number, queue: number): void {
    this.put(index, queue, MAX_EFFECTIVE_WEIGHT - this.effective[index]!)
  }

  private put(index: number, queue: number, rank: number): void {
    this.queue[index] = queue
    this.rank[index] = rank
    this.queuedAt[index] = this.queuings++
  }
}

export const haproxyRoundRobin = {
  id: 'haproxy-round-robin',
  number: 10,
  label: 'HAProxy round robin',
  help: 'In turn by weight, in the order that HAProxy uses: the same counts as nginx, another order.',
  fields: {},
  source: 'HAProxy 2.6, balance roundrobin, src/lb_fwrr.c',
  sourceUrl: 'https://docs.haproxy.org/2.6/configuration.html#4-balance',
  formula: 'due again Σ weight / weightᵢ places after the last',
  deviations: 'Weights that are not whole or above 256 are brought to whole numbers of nearly the same ratio.',
  create: (_params, backends) => new HaproxyRoundRobin(backends),
} as const satisfies BalancerMember
