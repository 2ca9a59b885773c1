/** A plain list of backends for callers that have no arrays of their own: figures, tests and conformance runs. */
import type { Backends, Balancer } from './load-balancing'

/** Backends that start eligible and idle. */
export class BackendList implements Backends {
  readonly names: string[]
  readonly weights: number[]
  readonly eligible: number[]
  readonly inFlight: number[]

  /** @param weights one for each name; 1 where left out. */
  constructor(names: readonly string[], weights: readonly number[] = []) {
    this.names = [...names]
    this.weights = names.map((_, i) => weights[i] ?? 1)
    this.eligible = names.map(() => 1)
    this.inFlight = names.map(() => 0)
  }

  get size(): number {
    return this.names.length
  }

  /** Adds an eligible, idle backend at the end; balancers over this list then need {@link Balancer.rebuild}. */
  add(name: string, weight = 1): void {
    this.names.push(name)
    this.weights.push(weight)
    this.eligible.push(1)
    this.inFlight.push(0)
  }

  /** Removes the last backend; balancers over this list then need {@link Balancer.rebuild}. */
  removeLast(): void {
    for (const part of [this.names, this.weights, this.eligible, this.inFlight]) part.pop()
  }

  /** Counts a call that starts and tells the balancer. */
  start(balancer: Balancer, now: number, index: number): void {
    this.inFlight[index]!++
    balancer.started(now, index)
  }

  /** Counts a call that ends and tells the balancer. */
  finish(balancer: Balancer, now: number, index: number, latencyMs = 1, ok = true): void {
    this.inFlight[index]!--
    balancer.finished(now, index, latencyMs, ok)
  }
}
