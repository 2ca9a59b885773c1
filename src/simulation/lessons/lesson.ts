/**
 * Claims of lessons, computed: each variant of a lesson runs on the same seeds, and the means of a few figures decide whether the
 * claim holds. The sentence has the numbers that were found, whether it holds or not.
 */
import type { Design } from '../../design/design'
import type { Lesson } from '../../design/examples/lessons/lesson'
import { lessonOf } from '../../design/examples/lessons/registry'
import { parseDesign } from '../../design/schema'
import type { Unit } from '../../lib/units'
import { type Experiment, seededTasks } from '../experiments/experiment'
import type { Report } from '../report'

/** Something that is measured of every variant. */
export interface LessonFigure {
  readonly name: string
  readonly unit: Unit
  /** From the report of a run of one of the variants. */
  readonly of: (report: Report, variant: number) => number
}

export interface Claim {
  /** Id of the lesson. */
  readonly lesson: string
  readonly runs: number
  readonly figures: readonly LessonFigure[]
  /** The claim in words, from the means of the figures of each variant in order, and whether it holds. */
  readonly judge: (means: readonly (readonly number[])[]) => LessonVerdict
}

export interface LessonVerdict {
  readonly holds: boolean
  readonly sentence: string
}

/** What came of a lesson: the verdict, and its figures as a table of variants. */
export interface LessonFinding extends LessonVerdict {
  readonly figures: readonly { readonly name: string; readonly unit: Unit }[]
  readonly variants: readonly { readonly label: string; readonly means: readonly number[] }[]
}

/** Runs the variants of a lesson. */
export function* lessonExperiment({ lesson: id, runs, figures, judge }: Claim): Experiment<LessonFinding> {
  const { variants } = lessonOf(id)
  const tasks = variants.flatMap((variant) => seededTasks(designOf(variant), runs, variant.label))
  const reports = yield { tasks, ahead: tasks.length }
  const means = variants.map((_, v) => {
    const own = reports.slice(v * runs, (v + 1) * runs)
    return figures.map((figure) => own.reduce((sum, report) => sum + figure.of(report, v), 0) / runs)
  })
  return {
    ...judge(means),
    figures: figures.map(({ name, unit }) => ({ name, unit })),
    variants: variants.map(({ label }, v) => ({ label, means: means[v]! })),
  }
}

/** Throws when the design is not valid, which only a mistake in the lesson can cause. */
function designOf({ label, design: plain }: Lesson['variants'][number]): Design {
  const { design, errors } = parseDesign(plain)
  if (errors.length > 0) throw new Error(errors.map(({ path, message }) => `${label}: ${path}: ${message}`).join('\n'))
  return design
}
