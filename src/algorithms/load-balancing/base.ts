/**
 * What most balancers share: nothing to learn from calls, nothing to save, nothing computed from the backends.
 *
 * Members override what they need.
 */
import type { Random } from '../../lib/random'
import type { StateReader, StateWriter } from '../../lib/state'
import type { Backends, Balancer, RoutingKey } from './load-balancing'

/** A balancer that only picks. */
export abstract class PlainBalancer implements Balancer {
  protected readonly backends: Backends

  constructor(backends: Backends) {
    this.backends = backends
  }

  abstract pick(now: number, key: RoutingKey, random: Random): number

  started(_now: number, _index: number): void {}

  finished(_now: number, _index: number, _latencyMs: number, _ok: boolean | null): void {}

  rebuild(_before?: readonly number[]): void {}

  save(_out: StateWriter): void {}

  load(_input: StateReader): void {}
}
