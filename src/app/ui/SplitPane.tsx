import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { readStoredNumber, writeStored } from '../stores/stored'
import './split-pane.css'

interface SplitPaneProps {
  /** Under which the size is remembered. */
  id: string
  /** Name of the divider for screen readers. */
  label: string
  /** At which edge the pane with a size of its own stands. */
  edge: 'left' | 'right' | 'bottom'
  /** [px] sizes of that pane. */
  initial: number
  min: number
  max: number
  /** The pane with a size of its own; null leaves all the room to the children. */
  pane: ReactNode | null
  children: ReactNode
}

const STEP = 16

/** Two panes with a divider that can be dragged, moved with arrow keys, and put back with a double click. */
export function SplitPane({ id, label, edge, initial, min, max, pane, children }: SplitPaneProps) {
  const root = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState(() => within(readStoredNumber(`size.${id}`, initial), min, max))
  const isColumn = edge === 'bottom'
  const resize = (next: number): void => {
    const bounds = root.current?.getBoundingClientRect()
    // The other pane keeps some room, however small the window is.
    const room = bounds ? (isColumn ? bounds.height : bounds.width) - 200 : max
    const bounded = Math.round(within(next, min, Math.min(max, Math.max(min, room))))
    setSize(bounded)
    writeStored(`size.${id}`, String(bounded))
  }
  const follow = (event: PointerEvent): void => {
    const bounds = root.current?.getBoundingClientRect()
    if (!bounds || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    if (edge === 'left') resize(event.clientX - bounds.left)
    else resize(edge === 'right' ? bounds.right - event.clientX : bounds.bottom - event.clientY)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const larger = edge === 'left' ? 'ArrowRight' : edge === 'right' ? 'ArrowLeft' : 'ArrowUp'
    const smaller = edge === 'left' ? 'ArrowLeft' : edge === 'right' ? 'ArrowRight' : 'ArrowDown'
    if (event.key !== larger && event.key !== smaller) return
    event.preventDefault()
    resize(size + (event.key === larger ? STEP : -STEP))
  }
  const style = { '--pane-size': `${size}px` } as CSSProperties
  return (
    <div ref={root} className={`split split--${edge}`} style={style}>
      {pane !== null && <div className="split__pane">{pane}</div>}
      {pane !== null && (
        // biome-ignore lint/a11y/useSemanticElements: a rule cannot be dragged
        <div
          className="split__divider"
          role="separator"
          tabIndex={0}
          aria-label={label}
          aria-orientation={isColumn ? 'horizontal' : 'vertical'}
          aria-valuenow={size}
          aria-valuemin={min}
          aria-valuemax={max}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={follow}
          onDoubleClick={() => resize(initial)}
          onKeyDown={onKeyDown}
        />
      )}
      <div className="split__rest">{children}</div>
    </div>
  )
}

function within(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value))
}
