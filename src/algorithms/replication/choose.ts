/** Choosing some of many without order bias. */
import type { Random } from '../../lib/random'

/** Shuffles the first `wanted` places of `out` so that each subset of the first `count` is as likely (partial Fisher–Yates). */
export function shuffleFirst(out: Int32Array, count: number, wanted: number, random: Random): void {
  for (let at = 0; at < wanted && at < count - 1; at++) {
    const other = at + Math.floor(random.uniform() * (count - at))
    const kept = out[at]!
    out[at] = out[other]!
    out[other] = kept
  }
}
