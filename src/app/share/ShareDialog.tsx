import { CircleCheck, Copy, Download, LoaderCircle, TriangleAlert } from 'lucide-react'
import { type RefObject, useMemo, useRef, useState } from 'react'
import { viewport } from '../canvas/viewport'
import { plural, sentence, t } from '../i18n/language'
import { saveAsFile } from '../library/keep-file'
import { viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { Field } from '../ui/Field'
import { formatNumber } from '../ui/format'
import { Switch } from '../ui/Switch'
import { Tabs } from '../ui/Tabs'
import { copyFrom } from './deliver'
import { EmbedPart } from './EmbedPart'
import { judgeLength, LONGEST_LENGTH } from './link-length'
import { presentResult, type Result, sharedDesign, useLink, useResult, withoutSeed } from './use-link'
import './share.css'
import { deferred } from '../ui/deferred'

const QrPart = deferred(
  () => import('./QrPart').then((module) => module.QrPart),
  () => <p className="share__note">{t('Drawing the code…')}</p>,
)

type Tab = 'link' | 'qr' | 'embed'

const TABS = [
  { id: 'link', label: 'Link', testId: `${TID.shareTab}link` },
  { id: 'qr', label: 'QR code', testId: `${TID.shareTab}qr` },
  { id: 'embed', label: 'Embed', testId: `${TID.shareTab}embed` },
] as const

/** A link that holds the whole design, and on request the seed, the result that it should give, and where to look. */
export function ShareDialog() {
  const [design] = useState(sharedDesign)
  const [tab, setTab] = useState<Tab>('link')
  const [isWithSeed, setWithSeed] = useState(true)
  const [isWithResult, setWithResult] = useState(() => presentResult() !== null)
  const [isWithView, setWithView] = useState(false)
  const [view] = useState(() => viewport()?.read() ?? null)
  const shown = useMemo(() => (isWithSeed ? design : withoutSeed(design)), [design, isWithSeed])
  // A result is that of a seed.
  const result = useResult(design, isWithResult && isWithSeed)
  const link = useLink(shown, result.value, isWithView ? view : null)
  const field = useRef<HTMLTextAreaElement>(null)
  const [copied, setCopied] = useState<{ link: string; how: 'copied' | 'selected' } | null>(null)
  const how = copied !== null && copied.link === link ? copied.how : null
  const isTooLong = (link?.length ?? 0) > LONGEST_LENGTH
  const copy = async (): Promise<void> => {
    if (field.current !== null && link !== null) setCopied({ link, how: await copyFrom(field.current) })
  }
  return (
    <Dialog
      title={t('Share##with others')}
      summary={t('The link holds the design itself. Nothing is sent to a server.')}
      testId={TID.shareDialog}
      onClose={viewStore.closeDialog}
      footer={
        <>
          <Button icon={Download} variant={isTooLong ? 'primary' : 'plain'} onClick={saveAsFile}>
            {t('Save as a file')}
          </Button>
          {tab === 'link' && (
            <Button
              variant={isTooLong ? 'plain' : 'primary'}
              icon={Copy}
              data-testid={TID.shareCopy}
              disabled={link === null}
              onClick={() => void copy()}
            >
              {how === 'copied' ? t('Copied') : t('Copy the link')}
            </Button>
          )}
        </>
      }
    >
      <Tabs label={t('Ways to share')} tabs={TABS} selected={tab} onSelect={setTab}>
        <div className="share__part">
          {tab === 'link' && <LinkPart link={link} field={field} how={how} />}
          {tab === 'qr' && link !== null && <QrPart link={link} name={design.name} />}
          {tab === 'embed' && link !== null && <EmbedPart link={link} name={design.name} />}
        </div>
      </Tabs>
      <div className="share__options">
        <Field
          label={t('Include the seed')}
          help={t('Without it the run draws other numbers than yours.')}
          testId={TID.shareSeed}
        >
          {(ids) => <Switch {...ids} isOn={isWithSeed} onChange={setWithSeed} />}
        </Field>
        {isWithSeed && (
          <Field
            label={t('Include the result')}
            help={t('The page that opens the link says whether it found the same.')}
            testId={TID.shareDigest}
          >
            {(ids) => <Switch {...ids} isOn={isWithResult} onChange={setWithResult} />}
          </Field>
        )}
        {isWithSeed && isWithResult && <ResultLine result={result} />}
        {view !== null && (
          <Field
            label={t('Include the view')}
            help={t('The link opens at the part of the canvas that you see now.')}
            testId={TID.shareView}
          >
            {(ids) => <Switch {...ids} isOn={isWithView} onChange={setWithView} />}
          </Field>
        )}
        <ChangesLine changes={design.scenario.changes.length} />
      </div>
    </Dialog>
  )
}

interface LinkPartProps {
  link: string | null
  field: RefObject<HTMLTextAreaElement | null>
  how: 'copied' | 'selected' | null
}

function LinkPart({ link, field, how }: LinkPartProps) {
  const judgement = judgeLength(link?.length ?? 0)
  return (
    <div className="share">
      <textarea
        ref={field}
        className="share__text"
        aria-label={t('Link')}
        data-testid={TID.shareLink}
        readOnly
        rows={4}
        value={link ?? t('Making the link…')}
        onFocus={(event) => event.currentTarget.select()}
      />
      <p className={`share__length share__length--${judgement.tone}`} data-testid={TID.shareLength}>
        <b>{t('{size} characters.', { size: formatNumber(link?.length ?? 0) })}</b> {t(judgement.text)}
      </p>
      <p className="share__note" role="status">
        {how === 'selected' && t('The browser does not let this page copy. The link is selected: press Ctrl+C.')}
        {how === 'copied' && t('The link is on the clipboard.')}
      </p>
    </div>
  )
}

function ChangesLine({ changes }: { changes: number }) {
  if (changes === 0) return null
  return (
    <p className="share__note">
      {plural(changes, {
        one: 'The link replays the change of parameters made while running.',
        other: 'The link replays the {count} changes of parameters made while running.',
      })}
    </p>
  )
}

function ResultLine({ result: { value, problem } }: { result: Result }) {
  if (problem !== null) {
    return (
      <p className="share__result share__result--bad" role="status">
        <TriangleAlert size={14} aria-hidden /> {sentence(problem)}
      </p>
    )
  }
  if (value === null) {
    return (
      <p className="share__result" role="status">
        <LoaderCircle size={14} aria-hidden /> {t('Running the design to its end for its result…')}
      </p>
    )
  }
  return (
    <p className="share__result share__result--ok" role="status">
      <CircleCheck size={14} aria-hidden /> {t('Digest {digest}', { digest: value.digest })}
    </p>
  )
}
