/**
 * What an experiment is, and how it is conducted.
 *
 * Lifecycle: an experiment is a generator that asks for runs in rounds and is given their reports, in the order in which it asked;
 * in the end it returns what it found. It has no clock, no thread and no randomness: the same designs give the same result,
 * whoever runs them and in whatever order they end. {@link conduct} lets a pool run the designs of a round side by side;
 * {@link conductHere} runs them one after another. Between two runs it can be cancelled, and a pool may end runs at once.
 */
import type { Design } from '../../design/design'
import { MAX_SEED } from '../../design/design'
import { withValueAt } from '../../design/path'
import type { Problem } from '../../lib/parse'
import type { Report } from '../report'

/** One run of a design, and what to call it: "load 250/s, seed 8". */
export interface Task {
  readonly design: Design
  readonly label: string
}

/** Runs that an experiment needs before it can go on. */
export interface Round {
  readonly tasks: readonly Task[]
  /** Runs of this round and all that may follow, at most. */
  readonly ahead: number
}

export type Experiment<T> = Generator<Round, T, readonly Report[]>

/** Runs a design to its end, somewhere. */
export type Pool = (design: Design) => Promise<Report>

/** How far an experiment has come. `total` falls when fewer runs are needed than had to be feared. */
export interface Progress {
  done: number
  total: number
  /** Label of a run that goes on, or of the last one. */
  what: string
}

/** An experiment cannot be done as asked. The problem names the path in the design and the cure. */
export class ExperimentError extends Error {
  override readonly name = 'ExperimentError'
  readonly problem: Problem

  constructor(problem: Problem) {
    super(`${problem.path}: ${problem.message}; ${problem.cure}`)
    this.problem = problem
  }
}

/** The experiment was cancelled. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError'

  constructor() {
    super('The experiment was cancelled.')
  }
}

export interface ConductOptions {
  onProgress?(progress: Progress): void
  /** Asked after each run. */
  isCancelled?(): boolean
}

/** Conducts an experiment with all runs of a round at the same time. Rejects with what a run fails with, or CancelledError. */
export async function conduct<T>(
  experiment: Experiment<T>,
  pool: Pool,
  { onProgress, isCancelled }: ConductOptions = {},
): Promise<T> {
  let done = 0
  let foreseen = 0
  let step = experiment.next()
  while (!step.done) {
    const { tasks, ahead } = step.value
    const total = done + ahead
    foreseen = total
    onProgress?.({ done, total, what: tasks[0]?.label ?? '' })
    const reports = await Promise.all(
      tasks.map(async ({ design }, i) => {
        const report = await pool(design)
        if (isCancelled?.()) throw new CancelledError()
        done++
        onProgress?.({ done, total, what: tasks[i + 1]?.label ?? tasks[i]?.label ?? '' })
        return report
      }),
    )
    step = experiment.next(reports)
  }
  if (done < foreseen) onProgress?.({ done, total: done, what: '' })
  return step.value
}

/** Conducts an experiment here and now, one run after another. */
export function conductHere<T>(experiment: Experiment<T>, run: (design: Design) => Report): T {
  let step = experiment.next()
  while (!step.done) step = experiment.next(step.value.tasks.map(({ design }) => run(design)))
  return step.value
}

/** The runs of a design on successive seeds from its own, going round at 2^32. */
export function seededTasks(design: Design, replications: number, name = ''): Task[] {
  return Array.from({ length: replications }, (_, r) => {
    const seed = (design.seed + r) % (MAX_SEED + 1)
    return { design: { ...design, seed }, label: name === '' ? `seed ${seed}` : `${name}, seed ${seed}` }
  })
}

/** A copy of the design with a value replaced. Throws ExperimentError when path or value are not acceptable. */
export function designWith(design: Design, path: string, value: unknown): Design {
  const { design: changed, problems } = withValueAt(design, path, value)
  if (problems[0]) throw new ExperimentError(problems[0])
  return changed
}
