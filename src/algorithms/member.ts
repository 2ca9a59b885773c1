/** What every member of an algorithm family says about itself. */
import type { Fields, InferFields, Variant } from '../lib/schema'

/** Identity and documentation of one algorithm. Registries are lists of these; forms, links and pages come from them. */
export interface Member<Id extends string = string, F extends Fields = Fields> extends Variant<Id, F> {
  /** Where the semantics come from: document and section, or repository and version. */
  readonly source: string
  /** Address of the source, for the reference page. */
  readonly sourceUrl?: string
  /** The deciding formula or rule in one line, as on the reference page. */
  readonly formula: string
  /** Every way in which this differs from the source; empty when it does not. */
  readonly deviations: string
}

/** A member that can be built from its parameters (values of its fields, with units as there). */
export interface BuildableMember<Id extends string, F extends Fields, T> extends Member<Id, F> {
  /** Builds an instance. Throws ParamError for parameters outside their range, never anything else. */
  readonly create: (params: InferFields<F>) => T
}

/** Any buildable member of a family of `T`, for registries whose members differ in their parameters. */
export type AnyMember<T> = Member & { readonly create: (params: never) => T }

/** The member with that id. Throws RangeError when the registry has none: ids are validated at the edge. */
export function memberOf<M extends { readonly id: string }>(registry: readonly M[], id: string): M {
  const member = registry.find((candidate) => candidate.id === id)
  if (!member) throw new RangeError(`no algorithm "${id}"; there are ${registry.map((m) => m.id).join(', ')}`)
  return member
}

/** Builds the member that a validated `{ type, ...parameters }` value names. */
export function build<T>(registry: readonly AnyMember<T>[], value: { readonly type: string }): T {
  const { type, ...params } = value
  return (memberOf(registry, type).create as (params: unknown) => T)(params)
}
