import { CircleCheck, Copy, Download, LoaderCircle, TriangleAlert } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Design } from '../../design/design'
import { encodeLink } from '../../design/link'
import { serializeDesign } from '../../design/serialize'
import { simulateOnce } from '../simulation-client'
import { designStore } from '../stores/design'
import { runStore, useRun } from '../stores/run'
import type { ExpectedResult } from '../stores/run-state'
import { viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { Field } from '../ui/Field'
import { formatNumber } from '../ui/format'
import { Switch } from '../ui/Switch'
import { copyFrom, downloadText } from './deliver'
import { judgeLength } from './link-length'
import './share.css'

/** What is shared: the design, or the run of it with the changes that were made on the way. */
function sharedDesign(): Design {
  return runStore.replayable() ?? designStore.get()
}

/** A finished run of the shared design, if there is one. */
function presentResult(): ExpectedResult | null {
  const { status, report, isReportCurrent } = useRun.getState()
  return status === 'finished' && report !== null && isReportCurrent ? report : null
}

/** A link that holds the whole design, and on request the result that it should give. */
export function ShareDialog() {
  const [design] = useState(sharedDesign)
  const [isWithResult, setWithResult] = useState(() => presentResult() !== null)
  const result = useResult(design, isWithResult)
  const link = useLink(design, result.value)
  const field = useRef<HTMLTextAreaElement>(null)
  const [copied, setCopied] = useState<'copied' | 'selected' | null>(null)
  const changes = design.scenario.changes.length
  const judgement = judgeLength(link?.length ?? 0)
  const copy = async (): Promise<void> => {
    if (field.current !== null) setCopied(await copyFrom(field.current))
  }
  const save = (): void => downloadText(`${design.name}.json`, serializeDesign(design), 'application/json')
  return (
    <Dialog
      title="Share"
      summary="The link holds the design, its scenario and its seed. Nothing is sent to a server."
      testId={TID.shareDialog}
      onClose={viewStore.closeDialog}
      footer={
        <>
          <Button icon={Download} onClick={save}>
            Save as a file
          </Button>
          <Button
            variant="primary"
            icon={Copy}
            data-testid={TID.shareCopy}
            disabled={link === null}
            onClick={() => void copy()}
          >
            {copied === 'copied' ? 'Copied' : 'Copy the link'}
          </Button>
        </>
      }
    >
      <div className="share">
        <textarea
          ref={field}
          className="share__text"
          aria-label="Link"
          data-testid={TID.shareLink}
          readOnly
          rows={4}
          value={link ?? 'Making the link…'}
          onFocus={(event) => event.currentTarget.select()}
        />
        <p className={`share__length share__length--${judgement.tone}`} data-testid={TID.shareLength}>
          <b>{formatNumber(link?.length ?? 0)} characters.</b> {judgement.text}
        </p>
        <p className="share__note" role="status">
          {copied === 'selected' && 'The browser does not let this page copy. The link is selected: press Ctrl+C.'}
          {copied === 'copied' && 'The link is on the clipboard.'}
        </p>
        <Field
          label="Include the result"
          help="The page that opens the link says whether it found the same."
          testId={TID.shareDigest}
        >
          {(ids) => <Switch {...ids} isOn={isWithResult} onChange={setWithResult} />}
        </Field>
        {isWithResult && <ResultLine result={result} />}
        {changes > 0 && (
          <p className="share__note">
            The link replays {changes === 1 ? 'the change' : `the ${changes} changes`} of parameters made while running.
          </p>
        )}
      </div>
    </Dialog>
  )
}

interface Result {
  value: ExpectedResult | null
  problem: string | null
}

function ResultLine({ result: { value, problem } }: { result: Result }) {
  if (problem !== null) {
    return (
      <p className="share__result share__result--bad" role="status">
        <TriangleAlert size={14} aria-hidden /> {problem}
      </p>
    )
  }
  if (value === null) {
    return (
      <p className="share__result" role="status">
        <LoaderCircle size={14} aria-hidden /> Running the design to its end for its result…
      </p>
    )
  }
  return (
    <p className="share__result share__result--ok" role="status">
      <CircleCheck size={14} aria-hidden /> Digest {value.digest}
    </p>
  )
}

/** The result of the present run, or of a run made for it beside the live one. */
function useResult(design: Design, isWanted: boolean): Result {
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
  return `There is no result: ${error instanceof Error ? error.message : 'the simulation failed.'}`
}

function useLink(design: Design, result: ExpectedResult | null): string | null {
  const [link, setLink] = useState<string | null>(null)
  const digest = result?.digest ?? null
  const engineVersion = result?.engineVersion ?? ''
  useEffect(() => {
    let isCurrent = true
    void encodeLink(design, { engineVersion, digest }).then((hash) => {
      if (isCurrent) setLink(`${location.origin}${location.pathname}${hash}`)
    })
    return () => {
      isCurrent = false
    }
  }, [design, digest, engineVersion])
  return link
}
