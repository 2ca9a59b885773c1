/** Experiments of the page: the one that goes on, and the latest result of each kind. */
import { create } from 'zustand'
import type { Design } from '../../design/design'
import type { Progress } from '../../simulation/experiments/experiment'
import type { ExperimentKind, ExperimentRequests, ExperimentResults } from '../../simulation/experiments/service'
import { notify, useView, viewStore } from '../stores/view'
import { ExperimentCancelled, ExperimentPool } from './experiment-client'
import { useReplicated } from './replicated'

/** A result, what was asked, and of which design. */
export interface Finding<Kind extends ExperimentKind> {
  design: Design
  request: ExperimentRequests[Kind]
  result: ExperimentResults[Kind]
  /** What else the view must know to show it, such as the names of values. */
  notes: readonly string[]
}

type Findings = { [Kind in ExperimentKind]?: Finding<Kind> }

interface ExperimentsState {
  findings: Findings
  busy: { kind: ExperimentKind; progress: Progress; startedMs: number } | null
  /** Why the last one of this kind came to nothing. */
  problem: { kind: ExperimentKind; text: string } | null
}

export const useExperiments = create<ExperimentsState>(() => ({ findings: {}, busy: null, problem: null }))

const pool = new ExperimentPool()

export const experiments = {
  /** Conducts an experiment, unless one goes on already. Never rejects: problems are shown. */
  async start<Kind extends ExperimentKind>(
    kind: Kind,
    design: Design,
    request: ExperimentRequests[Kind],
    notes: readonly string[] = [],
  ): Promise<ExperimentResults[Kind] | null> {
    if (useExperiments.getState().busy !== null) return null
    const startedMs = performance.now()
    let isOver = false
    // Progress comes on a channel of its own and may arrive after the result.
    const show = (progress: Progress) => {
      if (!isOver) useExperiments.setState({ busy: { kind, progress, startedMs } })
    }
    useExperiments.setState({ problem: null })
    show({ done: 0, total: 0, what: '' })
    try {
      const result = await pool.conduct(kind, request, show)
      const { findings } = useExperiments.getState()
      useExperiments.setState({ findings: { ...findings, [kind]: { design, request, result, notes } } })
      return result
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error)
      if (!(error instanceof ExperimentCancelled)) useExperiments.setState({ problem: { kind, text } })
      return null
    } finally {
      isOver = true
      useExperiments.setState({ busy: null })
      tellWhoLeft(kind)
    }
  },

  /** Runs the design several times; the figures then stand in the report view too. */
  async replicate(design: Design, replications: number): Promise<void> {
    const report = await experiments.start('replications', design, { design, replications })
    if (report !== null && 'replications' in report) useReplicated.setState({ latest: { design, report } })
  },

  /** Ends the experiment that goes on; its runs are lost. */
  cancel(): void {
    pool.cancel()
  },

  /** Lets go of the workers; called when nobody looks any more and nothing goes on. */
  rest(): void {
    if (useExperiments.getState().busy === null) pool.close()
  },
}

/** Says that an experiment is over when its dialog was closed meanwhile, and lets the workers go. */
function tellWhoLeft(kind: ExperimentKind): void {
  if (useView.getState().dialog === 'experiments') return
  experiments.rest()
  const { problem, findings } = useExperiments.getState()
  if (problem === null && findings[kind] === undefined) return
  const action = { label: 'Show', run: () => viewStore.openDialog('experiments') }
  if (problem === null) notify({ kind: 'success', text: 'The experiment is done.', action })
  else notify({ kind: 'error', text: 'The experiment failed.', action })
}

/** [s] from now to the end, by how long runs took so far; null before the first. */
export function secondsLeft(
  { progress, startedMs }: NonNullable<ExperimentsState['busy']>,
  nowMs: number,
): number | null {
  const { done, total } = progress
  return done === 0 ? null : Math.ceil((((nowMs - startedMs) / done) * (total - done)) / 1000)
}
