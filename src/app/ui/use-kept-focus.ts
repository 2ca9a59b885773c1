import { type RefObject, useLayoutEffect, useRef } from 'react'

/**
 * For a row whose buttons take turns, such as Run and Cancel: when the one with the focus went away because `turn` has changed, the
 * first button of the row has it, instead of nothing.
 */
export function useKeptFocus<Row extends HTMLElement>(turn: unknown): RefObject<Row | null> {
  const row = useRef<Row>(null)
  const before = useRef(turn)
  useLayoutEffect(() => {
    if (before.current === turn) return
    before.current = turn
    if (document.activeElement === document.body) row.current?.querySelector('button')?.focus()
  }, [turn])
  return row
}
