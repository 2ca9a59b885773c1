/**
 * One design with several values of one parameter, or of two.
 *
 * How: every combination runs on the same seeds, so that differences between them are those of the parameters.
 */
import type { Design } from '../../design/design'
import type { Report } from '../report'
import { designWith, type Experiment, seededTasks } from './experiment'
import { type ReplicatedReport, together } from './replicate'

/** A parameter by its path, and its values. */
export interface Axis {
  readonly path: string
  readonly values: readonly unknown[]
}

/** One combination of values, in the order of the axes. */
export interface SweepPoint {
  values: unknown[]
  reports: readonly Report[]
  /** All runs of this combination together. */
  report: Report | ReplicatedReport
}

/** Runs every combination, the last axis fastest. Throws ExperimentError for a path or value that is not acceptable. */
export function* parameterSweep(design: Design, axes: readonly Axis[], replications: number): Experiment<SweepPoint[]> {
  const combinations = axes.reduce<unknown[][]>(
    (lists, { values }) => lists.flatMap((list) => values.map((value) => [...list, value])),
    [[]],
  )
  const tasks = combinations.flatMap((values) => {
    const changed = axes.reduce((current, { path }, i) => designWith(current, path, values[i]), design)
    return seededTasks(changed, replications, values.map(textOf).join(', '))
  })
  const reports = yield { tasks, ahead: tasks.length }
  return combinations.map((values, i) => {
    const own = reports.slice(i * replications, (i + 1) * replications)
    return { values, reports: own, report: together(own) }
  })
}

function textOf(value: unknown): string {
  if (typeof value === 'number') return String(Number(value.toPrecision(6)))
  if (typeof value === 'object' && value !== null && 'type' in value) return String(value.type)
  return typeof value === 'string' ? value : JSON.stringify(value)
}
