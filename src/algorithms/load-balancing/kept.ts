/** What is kept of backends when their list changes. */
import { NEW_BACKEND } from './load-balancing'

/** Values for so many backends: those of the backends that stay, `initial` for new ones. `before` is as in `Balancer.rebuild`. */
export function keptValues(
  values: Float64Array,
  before: readonly number[] | undefined,
  size: number,
  initial = 0,
): Float64Array<ArrayBuffer> {
  const kept = new Float64Array(size).fill(initial)
  if (before === undefined) return kept
  for (const [index, at] of before.entries()) if (at !== NEW_BACKEND) kept[index] = values[at]!
  return kept
}
