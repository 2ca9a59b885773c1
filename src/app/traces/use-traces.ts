/** Requests of the present run that fit a question, each with what it went through. */
import { useEffect, useState } from 'react'
import type { TraceQuestion } from '../../simulation/traces/search'
import type { Trace } from '../../simulation/traces/trace'
import { traceOnce } from '../simulation-client'
import { designStore } from '../stores/design'
import { runStore } from '../stores/run'

/** Null until they are found; what went wrong is told in words. */
export interface FoundTraces {
  readonly traces: Trace[] | null
  readonly problem: string | null
}

const NOTHING_YET: FoundTraces = { traces: null, problem: null }

/** Repeats the run to follow the requests that `question` is about. No question, nothing to find. */
export function useTraces(question: TraceQuestion | null): FoundTraces {
  const [found, setFound] = useState(NOTHING_YET)
  useEffect(() => {
    setFound(NOTHING_YET)
    if (question === null) return
    const abort = new AbortController()
    const design = runStore.replayable() ?? designStore.get()
    traceOnce(design, question, abort.signal).then(
      (traces) => {
        if (!abort.signal.aborted) setFound({ traces, problem: null })
      },
      (error: unknown) => {
        const why = error instanceof Error ? error.message : 'the simulation failed.'
        if (!abort.signal.aborted) setFound({ traces: null, problem: `The requests could not be followed: ${why}` })
      },
    )
    return () => abort.abort()
  }, [question])
  return found
}
