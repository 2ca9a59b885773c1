/**
 * Experiments as the page asks for them: one request, one result, both plain data.
 *
 * The service conducts; the runs themselves go to a pool that is passed in, so that they happen side by side in workers of
 * their own. Results leave out the reports of single runs, which nobody looks at.
 */
import type { Design } from '../../design/design'
import { type LessonFinding, lessonExperiment } from '../lessons/lesson'
import { claimOf } from '../lessons/registry'
import { measureAt } from '../objectives'
import type { Report } from '../report'
import { STUDIES, studyOf } from '../validation/registry'
import { infoOf, type StudyInfo, studyExperiment, type Verdict } from '../validation/study'
import { type Capacity, type CapacityQuestion, capacitySearch } from './capacity'
import { type Comparison, comparison } from './compare'
import { conduct, type Experiment, type Pool, type Progress } from './experiment'
import { type Band, bandOf, type LoadSweep, loadSweep } from './load-sweep'
import { type Axis, parameterSweep } from './parameter-sweep'
import { outcomesOf, type ReplicatedReport, replications, runToEnd } from './replicate'
import { type WarmupFinding, warmupDetection } from './warmup'

/** What can be asked for. */
export interface ExperimentRequests {
  replications: { design: Design; replications: number }
  comparison: { a: Design; b: Design; replications: number }
  'load-sweep': { design: Design; loads: readonly number[]; replications: number }
  'parameter-sweep': { design: Design; axes: readonly Axis[]; replications: number; measures: readonly string[] }
  capacity: { design: Design; question: CapacityQuestion }
  warmup: { design: Design }
  /** All studies as they can be shown; nothing is run. */
  studies: Record<never, never>
  /** The checks of one study. */
  study: { id: string }
  /** The claim of one lesson. */
  lesson: { id: string }
}

/** One combination of values, and the figures that were asked for, by measure. */
export interface SweepRow {
  values: unknown[]
  figures: { [measure: string]: Band }
  outcomes: ReplicatedReport['outcomes']
}

/** What comes back. */
export interface ExperimentResults {
  replications: Report | ReplicatedReport
  comparison: Omit<Comparison, 'reports'>
  'load-sweep': LoadSweep
  'parameter-sweep': SweepRow[]
  capacity: Capacity
  warmup: WarmupFinding
  studies: StudyInfo[]
  study: Verdict[]
  lesson: LessonFinding
}

export type ExperimentKind = keyof ExperimentRequests

/** What the worker of the page offers. */
export interface ExperimentService {
  /** Runs a design to its end. */
  run(design: Design): Promise<Report>
  /** Conducts an experiment whose runs are done by `pool`. */
  conduct<Kind extends ExperimentKind>(
    kind: Kind,
    request: ExperimentRequests[Kind],
    pool: Pool,
    onProgress: (progress: Progress) => void,
  ): Promise<ExperimentResults[Kind]>
}

type Makers = { [Kind in ExperimentKind]: (request: ExperimentRequests[Kind]) => Experiment<ExperimentResults[Kind]> }

const MAKERS: Makers = {
  replications: ({ design, replications: count }) => replications(design, count),
  comparison: function* ({ a, b, replications: count }) {
    const { reports: _single, ...found } = yield* comparison(a, b, count)
    return found
  },
  'load-sweep': ({ design, loads, replications: count }) => loadSweep(design, loads, count),
  'parameter-sweep': function* ({ design, axes, replications: count, measures }) {
    const points = yield* parameterSweep(design, axes, count)
    return points.map(({ values, reports }) => ({
      values,
      figures: Object.fromEntries(measures.map((measure) => [measure, measureOf(reports, measure)])),
      outcomes: outcomesOf(reports),
    }))
  },
  capacity: ({ design, question }) => capacitySearch(design, question),
  warmup: ({ design }) => warmupDetection(design),
  // biome-ignore lint/correctness/useYield: it needs no run
  studies: function* () {
    return STUDIES.map(infoOf)
  },
  study: ({ id }) => studyExperiment(studyOf(id)),
  lesson: ({ id }) => lessonExperiment(claimOf(id)),
}

function measureOf(reports: readonly Report[], measure: string): Band {
  return bandOf(reports.map((report) => measureAt(report, measure)))
}

/** Makes the service; `clock` is the one on the wall. */
export function createExperimentService(clock: () => number): ExperimentService {
  return {
    run: async (design) => runToEnd(design, clock),
    conduct: (kind, request, pool, onProgress) => conduct(MAKERS[kind](request), pool, { onProgress }),
  }
}
