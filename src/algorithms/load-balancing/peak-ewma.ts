/**
 * Peak EWMA: of two random backends the one with the smaller expected wait, judged by latency and calls in flight.
 *
 * How: each backend has a cost c. An observation x after time Δ gives c ← x if x > c, else c·e^(−Δ/τ) + x·(1 − e^(−Δ/τ)): a
 * slow answer counts at once, a fast one only by and by. load = c·(inFlight + 1); a backend with calls in flight but no
 * history has a load of 2^47 − 1 + inFlight, so that it gets one probe first. Reading the load also observes 0.
 * Bound: a backend that has answered nothing for Δ is worth e^(−Δ/τ) of its cost, so that it is tried again.
 * Units: latency, τ = `decayMs` [ms].
 * Time: an earlier `now` counts as no time passed, and becomes the time of the last observation (tested).
 * Cost: O(1) and two exponentials while all are eligible, otherwise O(n) at times; two or four draws; no allocation.
 * Source: Finagle `PeakEwma.Metric` and P2C (4feb34c): τ = 10 s. Failed calls count with their latency, as there.
 * Deviations: the two are uniform over distinct eligible pairs; Finagle tries five times to find a live pair.
 */
import { requireNumber } from '../../lib/errors'
import { exp } from '../../lib/math'
import type { Random } from '../../lib/random'
import { field, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import { PlainBalancer } from './base'
import { countEligible, eligibleAt, randomIndex } from './eligible'
import { keptValues } from './kept'
import { type Backends, type BalancerMember, NO_BACKEND, type RoutingKey } from './load-balancing'
import { otherIndex } from './power-of-two-choices'

/** Load of a backend without history, before its calls in flight are added: 2^63 − 1 shifted right by 16. */
const PENALTY = 140737488355327

/** Finagle's Peak EWMA with two choices. */
export class PeakEwma extends PlainBalancer {
  private readonly decayMs: number
  private costs = new Float64Array(0)
  private observedAt = new Float64Array(0)

  /** @param decayMs [ms] τ, above 0; infinity keeps the peak for ever. */
  constructor(decayMs: number, backends: Backends) {
    super(backends)
    this.decayMs = requireNumber('decayMs', decayMs, { min: Number.MIN_VALUE })
    this.rebuild()
  }

  pick(now: number, _key: RoutingKey, random: Random): number {
    const { size, eligible } = this.backends
    if (size >= 2) {
      const first = randomIndex(random, size)
      const second = otherIndex(random, size, first)
      if (eligible[first] !== 0 && eligible[second] !== 0) return this.lighter(now, first, second)
    }
    const count = countEligible(this.backends)
    if (count === 0) return NO_BACKEND
    if (count === 1) return eligibleAt(this.backends, 0)
    const first = randomIndex(random, count)
    const second = otherIndex(random, count, first)
    return this.lighter(now, eligibleAt(this.backends, first), eligibleAt(this.backends, second))
  }

  override finished(now: number, index: number, latencyMs: number, _ok: boolean | null): void {
    this.observe(now, index, Math.max(latencyMs, 0))
  }

  /** Load of a backend; decays its cost. */
  loadOf(now: number, index: number): number {
    const { costs, observedAt } = this
    const elapsed = now - observedAt[index]!
    let cost = costs[index]!
    observedAt[index] = now
    if (elapsed > 0 && cost > 0) {
      cost *= exp(-elapsed / this.decayMs)
      costs[index] = cost
    }
    const pending = this.backends.inFlight[index]!
    return cost === 0 && pending !== 0 ? PENALTY + pending : cost * (pending + 1)
  }

  override rebuild(before?: readonly number[]): void {
    const { size } = this.backends
    this.costs = keptValues(this.costs, before, size)
    this.observedAt = keptValues(this.observedAt, before, size)
  }

  override save(out: StateWriter): void {
    out.array(this.costs)
    out.array(this.observedAt)
  }

  override load(input: StateReader): void {
    input.into(this.costs)
    input.into(this.observedAt)
  }

  private lighter(now: number, first: number, second: number): number {
    let lightest = first
    let least = Infinity
    // A loop has one place that calls the exponential, which is then compiled into it.
    for (let turn = 0; turn < 2; turn++) {
      const index = turn === 0 ? first : second
      const load = this.loadOf(now, index)
      if (load >= least) continue
      lightest = index
      least = load
    }
    return lightest
  }

  private observe(now: number, index: number, latencyMs: number): void {
    const cost = this.costs[index]!
    const elapsed = Math.max(now - this.observedAt[index]!, 0)
    this.observedAt[index] = now
    if (latencyMs > cost) this.costs[index] = latencyMs
    else if (cost > 0 && elapsed > 0) {
      const kept = exp(-elapsed / this.decayMs)
      this.costs[index] = cost * kept + latencyMs * (1 - kept)
    }
  }
}

const fields = {
  decayMs: field(
    1,
    'Decay time',
    'After this long without a new answer, a slow one counts only a third. Longer remembers slowness longer.',
    number('ms', 10_000, { min: 1, max: 1e7, scale: 'log' }),
  ),
}

export const peakEwma = {
  id: 'peak-ewma',
  number: 23,
  label: 'Peak EWMA',
  help: 'Of two random backends the one with the lower latency and fewer calls in flight; slow answers count at once.',
  fields,
  source: 'Finagle 4feb34c, PeakEwma and P2C',
  sourceUrl: 'https://twitter.github.io/finagle/guide/Clients.html#power-of-two-choices-p2c-least-loaded',
  formula: 'argmin of two: cost · (inFlight + 1); cost ← max(x, EWMA(x))',
  deviations: 'Pairs are uniform over distinct eligible backends.',
  create: (params, backends) => new PeakEwma(params.decayMs, backends),
} as const satisfies BalancerMember<string, typeof fields>
