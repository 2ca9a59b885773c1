import { Plus } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import type { Fault } from '../../design/scenario'
import { clauses, t } from '../i18n/language'
import { designStore, useDesign } from '../stores/design'
import { liveFigures } from '../stores/live-figures'
import { runStore, useRun } from '../stores/run'
import { useView, viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'
import { focusWhenShown } from '../ui/focus-when-shown'
import { formatClock, formatDuration } from '../ui/format'
import { FaultDialog } from './FaultDialog'
import { addFault, dragged, type Grip, lanesOf, newFault, removeFault, replaceFault, timeForFault } from './fault-edits'
import { faultText } from './fault-text'
import { placeOf } from './geometry'
import { CrosshairLine } from './Overlay'
import './timeline.css'

/** [ms] one press of an arrow key. */
const STEP_MS = 1000

/** A fault is 24 px high, as much as a finger or an unsteady hand needs. */
const LANE_PX = 25

/** A fault being edited: its place in the list, or one that is not in it yet. */
interface Edited {
  index: number | null
  fault: Fault
}

/** The run from start to end, with the faults on it. They can be dragged, resized, edited and removed. */
export function Timeline() {
  const design = useDesign((state) => state.design)
  const recorded = useRun((state) => state.recorded)
  const [edited, setEdited] = useState<Edited | null>(null)
  const { durationMs, warmupMs, faults, changes } = design.scenario
  const lanes = lanesOf(faults)
  const laneCount = Math.min(4, Math.max(1, ...lanes.map((lane) => lane + 1)))
  const begin = (atMs: number): void => {
    const { blocks, connections, marks } = useView.getState().selection
    const [selected, ...others] = [...blocks, ...connections, ...marks]
    const fault = newFault(design, atMs, others.length === 0 ? selected : undefined)
    if (fault !== null) setEdited({ index: null, fault })
  }
  return (
    <section className="timeline" aria-label={t('Timeline')} data-testid={TID.timeline}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button beside it does the same for the keyboard */}
      <div
        className="timeline__track"
        style={{ height: `${laneCount * LANE_PX + 4}px` }}
        onDoubleClick={(event) => {
          if (event.target !== event.currentTarget) return
          const box = event.currentTarget.getBoundingClientRect()
          begin(((event.clientX - box.left) / box.width) * durationMs)
        }}
      >
        <div
          className="timeline__warmup"
          style={{ width: placeOf(warmupMs, durationMs) }}
          title={t('Warm-up, not counted')}
        />
        <Progress durationMs={durationMs} />
        <Position durationMs={durationMs} />
        {[...changes, ...recorded].map((change, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: changes are only ever appended
            key={index}
            className="timeline__change"
            style={{ left: placeOf(change.atMs, durationMs) }}
            title={`${formatClock(change.atMs)} ${change.path} = ${JSON.stringify(change.value)}`}
          />
        ))}
        {faults.map((fault, index) => (
          <FaultMark
            // biome-ignore lint/suspicious/noArrayIndexKey: a fault has no identity but its place in the list
            key={index}
            index={index}
            fault={fault}
            lane={Math.min(lanes[index] ?? 0, laneCount - 1)}
            onEdit={() => setEdited({ index, fault })}
          />
        ))}
        {faults.length === 0 && (
          <p className="timeline__empty">{t('No faults. Add one to see how the design takes it.')}</p>
        )}
        <CrosshairLine endMs={durationMs} />
      </div>
      <Button
        variant="quiet"
        icon={Plus}
        data-testid={TID.addFault}
        disabled={design.blocks.length === 0}
        onClick={() =>
          begin(timeForFault(durationMs, useRun.getState().status === 'paused' ? liveFigures.clock().nowMs : null))
        }
      >
        {t('Fault')}
      </Button>
      {edited !== null && (
        <FaultDialog
          fault={edited.fault}
          isNew={edited.index === null}
          onClose={() => setEdited(null)}
          onSave={(fault) => {
            const { index } = edited
            if (index === null) designStore.commit('Add fault', (before) => addFault(before, fault))
            else designStore.commit('Edit fault', (before) => replaceFault(before, index, fault))
            const said = clauses([faultText(design, fault), whenText(fault)])
            viewStore.announce(index === null ? t('Added: {fault}', { fault: said }) : said)
            setEdited(null)
          }}
          onRemove={() => {
            const { index } = edited
            if (index !== null) removeAndGoOn(index, edited.fault)
            setEdited(null)
          }}
        />
      )}
    </section>
  )
}

/** Removes a fault; the keyboard goes to the one that has its place now, or to what adds one. */
function removeAndGoOn(index: number, fault: Fault): void {
  viewStore.announce(t('Removed: {fault}', { fault: faultText(designStore.get(), fault) }))
  designStore.commit('Remove fault', (before) => removeFault(before, index))
  const left = designStore.get().scenario.faults.length
  focusWhenShown(`[data-testid="${left === 0 ? TID.addFault : TID.fault + Math.min(index, left - 1)}"]`)
}

/** How far the run is; moved without React. */
function Progress({ durationMs }: { durationMs: number }) {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const move = (): void => {
      if (element.current !== null) element.current.style.width = placeOf(liveFigures.clock().nowMs, durationMs)
    }
    move()
    return liveFigures.subscribeClock(move)
  }, [durationMs])
  return <div ref={element} className="timeline__progress" />
}

/** The handle by which the run is taken to another time. */
function Position({ durationMs }: { durationMs: number }) {
  const element = useRef<HTMLInputElement>(null)
  const isHeld = useRef(false)
  const isThere = useRun(({ status, isReportCurrent }) => {
    if (status === 'finished') return isReportCurrent
    return status === 'running' || status === 'paused'
  })
  useEffect(() => {
    const move = (): void => {
      if (element.current !== null && !isHeld.current) element.current.value = String(liveFigures.clock().nowMs)
    }
    move()
    return liveFigures.subscribeClock(move)
  }, [])
  return (
    <input
      ref={element}
      type="range"
      className="timeline__position"
      data-testid={TID.position}
      aria-label={t('Time of the run')}
      title={t('Take the run to another time')}
      min={0}
      max={durationMs}
      step={durationMs / 240}
      defaultValue={0}
      disabled={!isThere}
      onPointerDown={() => {
        isHeld.current = true
      }}
      onPointerUp={() => {
        isHeld.current = false
      }}
      onChange={(event) => void runStore.seek(event.target.valueAsNumber)}
    />
  )
}

interface FaultMarkProps {
  index: number
  fault: Fault
  lane: number
  onEdit: () => void
}

function whenText({ atMs, forMs }: Fault): string {
  return t('from {start} for {length}', { start: formatClock(atMs), length: formatDuration(forMs) })
}

function FaultMark({ index, fault, lane, onEdit }: FaultMarkProps) {
  const design = useDesign((state) => state.design)
  const { durationMs } = design.scenario
  const { shown, grips, wasDragged } = useFaultDrag(index, fault, durationMs)
  const text = faultText(design, fault)
  const said = clauses([text, whenText(shown)])
  const commit = (label: string, next: Fault): void => {
    designStore.commit(label, (before) => replaceFault(before, index, next), { merge: `fault ${index}` })
    viewStore.announce(`${text} ${whenText(next)}`)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const direction = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (direction !== 0) {
      const byMs = direction * STEP_MS * (event.shiftKey ? 10 : 1)
      commit('Move fault', dragged(fault, event.altKey ? 'end' : 'whole', byMs, durationMs))
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      removeAndGoOn(index, fault)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <button
      type="button"
      className="timeline__fault"
      data-testid={`${TID.fault}${index}`}
      data-tip={said}
      aria-label={`${said}. ${t('Enter edits, arrows move, Alt and arrows change the length, Delete removes.')}`}
      style={{
        left: placeOf(shown.atMs, durationMs),
        width: `max(24px, ${placeOf(shown.forMs, durationMs)})`,
        top: `${2 + lane * LANE_PX}px`,
      }}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        // A key that presses the button has no pointer that could have dragged.
        if (event.detail === 0 || !wasDragged()) onEdit()
      }}
      {...grips('whole')}
    >
      <span className="timeline__grip timeline__grip--start" {...grips('start')} />
      <span className="timeline__label">{text}</span>
      <span className="timeline__grip timeline__grip--end" {...grips('end')} />
    </button>
  )
}

/** Dragging stays local and is committed once, when the pointer is let go. */
function useFaultDrag(index: number, fault: Fault, durationMs: number) {
  const [shown, setShown] = useState<Fault | null>(null)
  const held = useRef<{ grip: Grip; x: number; msPerPixel: number; next: Fault } | null>(null)
  const moved = useRef(false)
  const grips = (grip: Grip) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.stopPropagation()
      if (event.button !== 0) return
      const track = event.currentTarget.closest('.timeline__track')?.getBoundingClientRect()
      if (track === undefined) return
      event.currentTarget.setPointerCapture(event.pointerId)
      held.current = { grip, x: event.clientX, msPerPixel: durationMs / track.width, next: fault }
      moved.current = false
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const hold = held.current
      if (hold === null || hold.grip !== grip) return
      const pixels = event.clientX - hold.x
      if (Math.abs(pixels) > 3) moved.current = true
      if (!moved.current) return
      hold.next = dragged(fault, grip, pixels * hold.msPerPixel, durationMs)
      setShown(hold.next)
    },
    onPointerUp: () => {
      const hold = held.current
      held.current = null
      setShown(null)
      if (hold === null || !moved.current) return
      designStore.commit(grip === 'whole' ? 'Move fault' : 'Resize fault', (before) =>
        replaceFault(before, index, hold.next),
      )
    },
    onPointerCancel: () => {
      held.current = null
      setShown(null)
    },
  })
  return { shown: shown ?? fault, grips, wasDragged: () => moved.current }
}
