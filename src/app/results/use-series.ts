import { useEffect, useState } from 'react'
import { liveFigures, type SeriesFrame } from '../stores/live-figures'
import { ChartSchedule } from './chart-schedule'
import { rowsOf, type SeriesRow } from './series'

const schedule = new ChartSchedule(
  { now: () => performance.now(), nextFrame: (callback) => requestAnimationFrame(callback) },
  () => liveFigures.clock().status === 'running',
)
liveFigures.subscribeSeries(() => schedule.invalidate())

const rowsByFrame = new WeakMap<SeriesFrame, SeriesRow[]>()

function cachedRows(frame: SeriesFrame): SeriesRow[] {
  const known = rowsByFrame.get(frame)
  if (known !== undefined) return known
  const rows = rowsOf(frame)
  rowsByFrame.set(frame, rows)
  return rows
}

/** What a chart draws, renewed when the schedule lets it. */
export interface ChartData {
  frame: SeriesFrame | null
  rows: readonly SeriesRow[]
}

const EMPTY: ChartData = { frame: null, rows: [] }

function present(): ChartData {
  const frame = liveFigures.series()
  return frame === null ? EMPTY : { frame, rows: cachedRows(frame) }
}

/** The series for one chart, at its own pace. */
export function useSeries(): ChartData {
  const [data, setData] = useState<ChartData>(present)
  useEffect(() => {
    setData(present())
    return schedule.add(() => setData(present()))
  }, [])
  return data
}
