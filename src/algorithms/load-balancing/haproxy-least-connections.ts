/**
 * HAProxy's least connections: the backend with the smallest load by weight, the longest untouched among equals.
 *
 * How: key = 0 for an idle backend, else floor((inFlight + 1) · 4096 / (16 · weight)); the smallest key wins, ties go to
 * the one queued longest ago. A call's start and its end both queue its backend anew, behind all equals; a backend that
 * becomes eligible again is queued at the next pick.
 * Bound: the pick is idle whenever some eligible backend of positive weight is.
 * A backend of weight 0 is picked only when no eligible one has a positive weight; then all count as 1.
 * Cost: O(n) per pick (HAProxy: O(log n), the same order from a tree); no allocation. No randomness, no time.
 * Source: HAProxy 2.6, `balance leastconn` (`src/lb_fwlc.c`).
 */
import type { Random } from '../../lib/random'
import type { StateReader, StateWriter } from '../../lib/state'
import { PlainBalancer } from './base'
import { hasWeight } from './eligible'
import { type Backends, type BalancerMember, NO_BACKEND, type RoutingKey } from './load-balancing'

/** Largest effective weight (SRV_EWGHT_MAX), the unit of the key. */
const KEY_UNIT = 4096
/** Effective weights are this many times the configured ones (BE_WEIGHT_SCALE). */
const SCALE = 16
const NOT_QUEUED = -1

/** HAProxy's `leastconn`. */
export class HaproxyLeastConnections extends PlainBalancer {
  private queuedAt = new Float64Array(0)
  private queuings = 0

  constructor(backends: Backends) {
    super(backends)
    this.rebuild()
  }

  pick(_now: number, _key: RoutingKey, _random: Random): number {
    const { size, eligible, weights, inFlight } = this.backends
    const isWeighted = hasWeight(this.backends)
    let best = NO_BACKEND
    let bestKey = 0
    for (let i = 0; i < size; i++) {
      if (eligible[i] === 0) {
        this.queuedAt[i] = NOT_QUEUED
        continue
      }
      if (this.queuedAt[i] === NOT_QUEUED) this.queuedAt[i] = this.queuings++
      const weight = isWeighted ? weights[i]! : 1
      if (weight === 0) continue
      const calls = inFlight[i]!
      const key = calls === 0 ? 0 : Math.floor(((calls + 1) * KEY_UNIT) / (SCALE * weight))
      const difference = best === NO_BACKEND ? -1 : key - bestKey
      if (difference > 0 || (difference === 0 && this.queuedAt[i]! > this.queuedAt[best]!)) continue
      best = i
      bestKey = key
    }
    return best
  }

  override started(_now: number, index: number): void {
    this.queuedAt[index] = this.queuings++
  }

  override finished(_now: number, index: number, _latencyMs: number, _ok: boolean | null): void {
    this.queuedAt[index] = this.queuings++
  }

  override rebuild(): void {
    this.queuedAt = new Float64Array(this.backends.size).fill(NOT_QUEUED)
    this.queuings = 0
  }

  override save(out: StateWriter): void {
    out.array(this.queuedAt)
    out.number(this.queuings)
  }

  override load(input: StateReader): void {
    input.into(this.queuedAt)
    this.queuings = input.number()
  }
}

export const haproxyLeastConnections = {
  id: 'haproxy-least-connections',
  number: 11,
  label: 'HAProxy least connections',
  help: 'The backend with the fewest calls in flight for its weight; among equals the one untouched for longest.',
  fields: {},
  source: 'HAProxy 2.6, balance leastconn, src/lb_fwlc.c',
  sourceUrl: 'https://docs.haproxy.org/2.6/configuration.html#4-balance',
  formula: 'argmin (inFlight = 0 ? 0 : ⌊(inFlight + 1) · 256 / weight⌋), ties: queued longest ago',
  deviations: 'No connection limits. Weight 0 is allowed and means: only as a last resort.',
  create: (_params, backends) => new HaproxyLeastConnections(backends),
} as const satisfies BalancerMember
