/** The link of the share dialog, made anew as its options change. */
import { useEffect, useState } from 'react'
import type { Design } from '../../design/design'
import { emptyDesign } from '../../design/empty'
import { encodeLink } from '../../design/link'
import { simulateOnce } from '../simulation-client'
import { designStore } from '../stores/design'
import { runStore, useRun } from '../stores/run'
import type { ExpectedResult } from '../stores/run-state'
import { type LinkView, withView } from './link-view'

/** What is shared: the design, or the run of it with the changes that were made on the way. */
export function sharedDesign(): Design {
  return runStore.replayable() ?? designStore.get()
}

/** The design with the usual seed in place of its own. */
export function withoutSeed(design: Design): Design {
  return { ...design, seed: emptyDesign().seed }
}

/** A finished run of the shared design, if there is one. */
export function presentResult(): ExpectedResult | null {
  const { status, report, isReportCurrent } = useRun.getState()
  return status === 'finished' && report !== null && isReportCurrent ? report : null
}

export interface Result {
  value: ExpectedResult | null
  problem: string | null
}

/** The result of the present run, or of a run made for it beside the live one. */
export function useResult(design: Design, isWanted: boolean): Result {
  const [result, setResult] = useState<Result>(() => ({ value: presentResult(), problem: null }))
  const isMissing = isWanted && result.value === null
  useEffect(() => {
    if (!isMissing) return undefined
    const abort = new AbortController()
    simulateOnce(design, abort.signal).then(
      (value) => {
        if (!abort.signal.aborted) setResult({ value, problem: null })
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setResult({ value: null, problem: problemOf(error) })
      },
    )
    return () => abort.abort()
  }, [design, isMissing])
  return isWanted ? result : { value: null, problem: null }
}

function problemOf(error: unknown): string {
  return `There is no result: ${error instanceof Error ? error.message : String(error)}`
}

/** The whole address of a design, with the result and the view if there are any. */
export async function addressOf(design: Design, result: ExpectedResult | null, view: LinkView | null): Promise<string> {
  const fragment = await encodeLink(design, {
    engineVersion: result?.engineVersion ?? '',
    digest: result?.digest ?? null,
  })
  return `${location.origin}${location.pathname}${view ? withView(fragment, view) : fragment}`
}

/** The whole address, or null while it is made. */
export function useLink(design: Design, result: ExpectedResult | null, view: LinkView | null): string | null {
  const [link, setLink] = useState<string | null>(null)
  const digest = result?.digest ?? null
  const engineVersion = result?.engineVersion ?? ''
  useEffect(() => {
    let isCurrent = true
    void addressOf(design, digest === null ? null : { digest, engineVersion }, view).then((address) => {
      if (isCurrent) setLink(address)
    })
    return () => {
      isCurrent = false
    }
  }, [design, digest, engineVersion, view])
  return link
}
