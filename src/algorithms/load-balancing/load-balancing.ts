/** Contract of the load-balancing family: which backend takes this call? */
import type { Random } from '../../lib/random'
import type { Fields, InferFields } from '../../lib/schema'
import type { Saveable } from '../../lib/state'
import type { Member } from '../member'

/** The backends as the balancer sees them; all lists have `size` entries. Owned and kept up to date by the caller. */
export interface Backends {
  readonly size: number
  /** Names, unique, for hashing members. */
  readonly names: readonly string[]
  /** Relative weights, at least 0; members without weights ignore them. */
  readonly weights: ArrayLike<number>
  /** 1 where a backend may be picked, 0 where it is down, draining or ejected. */
  readonly eligible: ArrayLike<number>
  /** Calls in flight to each backend from this balancer. */
  readonly inFlight: ArrayLike<number>
}

/** What is known about the call to place. One mutable instance is reused, so members must not keep it. */
export interface RoutingKey {
  /** IPv4 address of the client as an unsigned 32-bit number. */
  clientAddress: number
  /** Source port of the client. */
  clientPort: number
  /** Application key of the request (what a header hash would look at), a whole number. */
  key: number
}

/** Answer of {@link Balancer.pick} when no backend is eligible. */
export const NO_BACKEND = -1

/** Stands for the former index of a backend that was not there before. */
export const NEW_BACKEND = -1

/** One balancer over one set of backends. Never picks one that is not eligible, and always picks if one is. */
export interface Balancer extends Saveable {
  /** Index of the backend for this call, or {@link NO_BACKEND}. */
  pick(now: number, key: RoutingKey, random: Random): number
  /** A call was sent to backend `index`. Called after `inFlight` was raised. */
  started(now: number, index: number): void
  /**
   * A call to backend `index` came back after `latencyMs`, well or not; called after `inFlight` was lowered. One that was called off
   * after that time says neither, which is null.
   */
  finished(now: number, index: number, latencyMs: number, ok: boolean | null): void
  /**
   * Names, weights or the number of backends changed: rebuild what was computed from them. `before` has the index that each backend
   * had until now, or {@link NEW_BACKEND}, so that what was learned of those that stay is kept; without it all are new.
   */
  rebuild(before?: readonly number[]): void
}

/** A balancer as its file declares it. `create` throws ParamError for parameters outside their range, nothing else. */
export interface BalancerMember<Id extends string = string, F extends Fields = NoFields> extends Member<Id, F> {
  readonly create: (params: InferFields<F>, backends: Backends) => Balancer
}

/** Any balancer, for registries whose members differ in their parameters. */
export type AnyBalancerMember = Member & { readonly create: (params: never, backends: Backends) => Balancer }

/** The fields of a member without parameters. */
export type NoFields = Record<never, never>
