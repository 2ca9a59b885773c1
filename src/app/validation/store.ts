/** Studies and lessons of the page: what there is, what was found, and what runs now, one after another. */
import { create } from 'zustand'
import type { Progress } from '../../simulation/experiments/experiment'
import type { LessonFinding } from '../../simulation/lessons/lesson'
import type { StudyInfo, Verdict } from '../../simulation/validation/study'
import { ExperimentCancelled, ExperimentPool } from '../experiments/experiment-client'

/** Something that can be run: a study or a lesson. */
export interface Item {
  readonly kind: 'study' | 'lesson'
  readonly id: string
}

interface ValidationState {
  /** Null until they are known. */
  studies: readonly StudyInfo[] | null
  /** By id of the study, in the order of its checks. */
  verdicts: Readonly<Record<string, readonly Verdict[]>>
  /** By id of the lesson. */
  lessons: Readonly<Record<string, LessonFinding>>
  /** What runs, and how many of those asked for are done. */
  busy: { item: Item; progress: Progress; done: number; total: number } | null
  /** Why the last one came to nothing. */
  problem: string | null
}

export const useValidation = create<ValidationState>(() => ({
  studies: null,
  verdicts: {},
  lessons: {},
  busy: null,
  problem: null,
}))

const pool = new ExperimentPool()
const NOTHING_YET: Progress = { done: 0, total: 0, what: '' }

export const validation = {
  /** Finds out which studies there are. Never rejects: problems are shown. */
  async load(): Promise<void> {
    if (useValidation.getState().studies !== null) return
    try {
      useValidation.setState({ studies: await pool.conduct('studies', {}, () => undefined), problem: null })
    } catch (error) {
      show(error)
    }
  },

  /** Runs these one after another, unless something runs already; each result is shown as soon as it is there. */
  async run(items: readonly Item[]): Promise<void> {
    if (useValidation.getState().busy !== null) return
    useValidation.setState({ problem: null })
    try {
      for (const [done, item] of items.entries()) {
        const onProgress = (progress: Progress) =>
          useValidation.setState({ busy: { item, progress, done, total: items.length } })
        onProgress(NOTHING_YET)
        await runOne(item, onProgress)
      }
    } catch (error) {
      show(error)
    } finally {
      useValidation.setState({ busy: null })
    }
  },

  /** Ends what runs; what was found before stays. */
  cancel(): void {
    pool.cancel()
  },

  /** Lets go of the workers; called when nobody looks any more. */
  rest(): void {
    pool.cancel()
  },
}

async function runOne({ kind, id }: Item, onProgress: (progress: Progress) => void): Promise<void> {
  if (kind === 'study') {
    const verdicts = await pool.conduct('study', { id }, onProgress)
    useValidation.setState(({ verdicts: before }) => ({ verdicts: { ...before, [id]: verdicts } }))
  } else {
    const finding = await pool.conduct('lesson', { id }, onProgress)
    useValidation.setState(({ lessons }) => ({ lessons: { ...lessons, [id]: finding } }))
  }
}

function show(error: unknown): void {
  if (error instanceof ExperimentCancelled) return
  useValidation.setState({ problem: error instanceof Error ? error.message : String(error) })
}
