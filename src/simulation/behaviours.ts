/** Finds the behaviour of each kind of block: the `create` of `behaviour.ts` in the folder that is named like the kind. */
import type { BehaviourFactory } from '../blocks/behaviour'

const modules = import.meta.glob<{ create: BehaviourFactory }>('../blocks/*/behaviour.ts', { eager: true })

const factories = new Map(
  Object.entries(modules).map(([path, module]) => [path.split('/').at(-2) ?? '', module.create] as const),
)

/** The factory of a kind. Throws RangeError when the kind has no behaviour: kinds are validated at the edge. */
export function behaviourFactory(kind: string): BehaviourFactory {
  const factory = factories.get(kind)
  if (!factory) throw new RangeError(`no behaviour for "${kind}"`)
  return factory
}
