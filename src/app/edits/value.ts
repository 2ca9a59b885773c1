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

/** The value at a path, or undefined. */
export function getValue(design: Design, path: string): unknown {
  return segmentsOf(path).reduce<unknown>(entered, design)
}

function entered(target: unknown, segment: string): unknown {
  if (Array.isArray(target)) {
    return target.find((entry: { id?: string }, index) => String(index) === segment || entry.id === segment)
  }
  return typeof target === 'object' && target !== null ? (target as Record<string, unknown>)[segment] : undefined
}

/**
 * Gives other holders the value that the first has at a path. Where they chose another variant on the way there, they take over
 * the whole choice, because the value would mean nothing in theirs.
 */
export function copyValue(design: Design, path: string, from: string, to: readonly string[]): Design {
  const segments = segmentsOf(path)
  return to.reduce((present, root) => {
    const depth = segments.findIndex((_, at) => {
      const here = segments.slice(0, at + 1).join('.')
      return (
        at + 1 === segments.length || !isAlike(getValue(design, `${from}.${here}`), getValue(design, `${root}.${here}`))
      )
    })
    const place = segments.slice(0, depth + 1).join('.')
    return setValue(present, `${root}.${place}`, getValue(design, `${from}.${place}`))
  }, design)
}

/** Whether two values hold the same names, so that a value deep in one has its place in the other. */
function isAlike(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) || Array.isArray(other)) {
    return Array.isArray(one) && Array.isArray(other) && one.length === other.length
  }
  return (one as { type?: unknown }).type === (other as { type?: unknown }).type
}
