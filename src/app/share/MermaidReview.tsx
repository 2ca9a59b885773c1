import { useMemo, useState } from 'react'
import { BLOCKS, blockOf } from '../../blocks/registry'
import {
  fromMermaid,
  type ImportGuess,
  type ImportNote,
  type MermaidImport,
  type Understood,
} from '../../design/mermaid-import'
import { pictureOf } from '../../design/svg/picture'
import { t } from '../i18n/language'
import { openDesign } from '../library/open-design'
import { designStore } from '../stores/design'
import { notify, useView, viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'
import { Select } from '../ui/Select'

const KINDS = BLOCKS.map(({ id, name }) => ({ id, label: name })).sort((a, b) => a.label.localeCompare(b.label))

interface MermaidReviewProps {
  text: string
  onBack: () => void
}

/** What a diagram would become: what was understood, what was not, and what each node was taken for. */
export function MermaidReview({ text, onBack }: MermaidReviewProps) {
  const [kinds, setKinds] = useState<{ readonly [id: string]: string }>({})
  const read = useMemo(() => fromMermaid(text, { kinds }), [text, kinds])
  const { design } = read
  return (
    <div className="review" data-testid={TID.importReview}>
      <p role="status">{summaryOf(read)}</p>
      <div className="review__parts">
        <div className="review__list scroll">
          {read.notUnderstood.length > 0 && <Notes notes={read.notUnderstood} />}
          {read.guesses.length > 0 && (
            <Guesses
              guesses={read.guesses}
              kinds={kinds}
              onChange={(id, kind) => setKinds((before) => ({ ...before, [id]: kind }))}
            />
          )}
          {read.understood.length > 0 && <Taken lines={read.understood} />}
          {read.ignored.length > 0 && <Ignored notes={read.ignored} />}
        </div>
        <Preview read={read} />
      </div>
      <div className="import__row">
        <Button
          variant="primary"
          data-testid={TID.importConfirm}
          disabled={design.blocks.length === 0}
          onClick={() => void open(read)}
        >
          {design.blocks.length === 1 ? t('Open 1 block') : `Open ${design.blocks.length} blocks`}
        </Button>
        <Button onClick={onBack}>{t('Back to the text')}</Button>
      </div>
    </div>
  )
}

function summaryOf({ design: { blocks, connections }, notUnderstood, guesses }: MermaidImport): string {
  const count = (size: number, one: string): string => `${size} ${one}${size === 1 ? '' : 's'}`
  const unsure = guesses.filter(({ confidence }) => confidence === 'unsure').length
  const parts = [
    `Read ${count(blocks.length, 'block')} and ${count(connections.length, 'connection')}.`,
    notUnderstood.length === 0
      ? 'Everything was understood.'
      : `Not understood: ${count(notUnderstood.length, 'line')}.`,
    unsure > 0 ? `${count(unsure, 'kind')} may be wrong.` : '',
  ]
  return parts.filter((part) => part !== '').join(' ')
}

function Preview({ read: { design } }: { read: MermaidImport }) {
  const theme = useView((state) => state.resolvedTheme)
  const picture = useMemo(() => pictureOf(design, { theme, hasTitle: false }).svg, [design, theme])
  return (
    <div className="export__picture">
      <img
        src={`data:image/svg+xml,${encodeURIComponent(picture)}`}
        alt={`The design with ${design.blocks.length} blocks and ${design.connections.length} connections`}
      />
    </div>
  )
}

function Notes({ notes }: { notes: readonly ImportNote[] }) {
  return (
    <section>
      <h3 className="review__title">{t('Not understood')}</h3>
      <ul className="review__notes" data-testid={TID.importNotUnderstood}>
        {notes.map((note) => (
          <NoteLine key={`${note.line} ${note.text} ${note.reason}`} note={note} />
        ))}
      </ul>
    </section>
  )
}

function Taken({ lines }: { lines: readonly Understood[] }) {
  return (
    <details>
      <summary className="review__title">Understood: {lines.length}</summary>
      <ul className="review__notes">
        {lines.map(({ line, text, as }) => (
          <li key={`${line} ${text} ${as}`}>
            Line {line}: <code>{text}</code> {as}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Ignored({ notes }: { notes: readonly ImportNote[] }) {
  return (
    <details>
      <summary className="review__title">Looks only, left out: {notes.length}</summary>
      <ul className="review__notes">
        {notes.map((note) => (
          <NoteLine key={`${note.line} ${note.text} ${note.reason}`} note={note} />
        ))}
      </ul>
    </details>
  )
}

function NoteLine({ note: { line, text, reason } }: { note: ImportNote }) {
  return (
    <li>
      Line {line}: {text !== '' && <code>{text}</code>} {reason}
    </li>
  )
}

interface GuessesProps {
  guesses: readonly ImportGuess[]
  kinds: { readonly [id: string]: string }
  onChange: (id: string, kind: string) => void
}

function Guesses({ guesses, kinds, onChange }: GuessesProps) {
  return (
    <section>
      <h3 className="review__title">{t('Kinds, guessed from words, shapes and arrows')}</h3>
      <ul className="review__guesses">
        {guesses.map((guess) => (
          <li key={guess.id} className="review__guess" data-confidence={guess.confidence}>
            <span className="review__label">
              <b>{guess.label}</b>
              <span className="share__note">
                {kinds[guess.id] === undefined ? `${guess.confidence}: ${guess.why}` : t('as you said')}
              </span>
            </span>
            <Select
              label={`Kind of ${guess.label}`}
              testId={TID.importKind + guess.id}
              value={kinds[guess.id] ?? guess.kind}
              options={optionsFor(guess)}
              onChange={(kind) => onChange(guess.id, kind)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The likelier kinds first. */
function optionsFor({ kind, alternatives }: ImportGuess): typeof KINDS {
  const first = [kind, ...alternatives]
  const likely = first.flatMap((id) => {
    const block = blockOf(id)
    return block ? [{ id, label: block.name }] : []
  })
  return [...likely, ...KINDS.filter(({ id }) => !first.includes(id))]
}

async function open({ design }: MermaidImport): Promise<void> {
  if (!(await openDesign(design, `Import ${design.name}`))) return
  viewStore.closeDialog()
  notify({ kind: 'success', text: `Opened ${design.name}`, action: { label: 'Undo', run: designStore.undo } })
}
