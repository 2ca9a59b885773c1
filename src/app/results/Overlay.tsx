import { type CSSProperties, useEffect, useRef } from 'react'
import { useDesign } from '../stores/design'
import { crosshair } from './crosshair'
import { faultText } from './fault-text'
import { placeOf, timeAt } from './geometry'
import type { Span } from './series'

interface OverlayProps {
  endMs: number
  spans?: readonly Span[]
  spanText?: string
}

/** Over a plot: the times of faults, times that have no line and why, the crosshair, and the pointer that moves it. */
export function Overlay({ endMs, spans = [], spanText = '' }: OverlayProps) {
  return (
    <div
      className="overlay"
      onPointerMove={(event) => {
        const box = event.currentTarget.getBoundingClientRect()
        crosshair.set(timeAt(event.clientX - box.left, box.width, endMs))
      }}
      onPointerLeave={() => crosshair.set(null)}
    >
      <FaultBands endMs={endMs} />
      {spans.map(({ fromMs, toMs }) => (
        <span
          key={fromMs}
          className="overlay__span"
          style={{ '--middle': placeOf((fromMs + toMs) / 2, endMs) } as CSSProperties}
        >
          {spanText}
        </span>
      ))}
      <CrosshairLine endMs={endMs} />
    </div>
  )
}

function FaultBands({ endMs }: { endMs: number }) {
  const design = useDesign((state) => state.design)
  return design.scenario.faults.map((fault, index) => (
    <div
      // biome-ignore lint/suspicious/noArrayIndexKey: a fault has no identity but its place in the list
      key={index}
      className="overlay__fault"
      title={faultText(design, fault)}
      style={{ left: placeOf(fault.atMs, endMs), right: `calc(100% - ${placeOf(fault.atMs + fault.forMs, endMs)})` }}
    />
  ))
}

/** Moves without React, because the pointer moves more often than anything should render. */
export function CrosshairLine({ endMs }: { endMs: number }) {
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const move = (): void => {
      const timeMs = crosshair.get()
      if (line.current === null) return
      line.current.hidden = timeMs === null
      if (timeMs !== null) line.current.style.left = placeOf(timeMs, endMs)
    }
    move()
    return crosshair.subscribe(move)
  }, [endMs])
  return <div ref={line} className="overlay__crosshair" hidden />
}
