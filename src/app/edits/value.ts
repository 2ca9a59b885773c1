/** One value deep in a design, replaced. */

import type { Design } from '../../design/design'
import { segmentsOf } from '../../design/path'

/** A copy of the design with the value at a path such as `blocks.orders.params.workers` or `scenario.durationMs` replaced. */
export function setValue(design: Design, path: string, value: unknown): Design {
  return replaced(design, segmentsOf(path), value) as Design
}

/** Copies along the path only. Lists are entered by index, or by id where their entries have one. */
function replaced(target: unknown, segments: readonly string[], value: unknown): unknown {
  const [head, ...rest] = segments
  if (head === undefined) return value
  if (Array.isArray(target)) {
    const index = /^\d+$/.test(head) ? Number(head) : target.findIndex((entry: { id?: string }) => entry.id === head)
    return target.map((entry: unknown, at) => (at === index ? replaced(entry, rest, value) : entry))
  }
  if (typeof target !== 'object' || target === null) return target
  return { ...target, [head]: replaced((target as Record<string, unknown>)[head], rest, value) }
}
