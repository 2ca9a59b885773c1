import { useMemo, useState } from 'react'
import { BLOCKS, blockOf } from '../../blocks/registry'
import type { Block } from '../../design/design'
import {
  fromMermaid,
  type ImportGuess,
  type ImportNote,
  type MermaidImport,
  type Understood,
} from '../../design/mermaid-import'
import { pictureOf } from '../../design/svg/picture'
import { plural, sentence, t } from '../i18n/language'
import { openDesign } from '../library/open-design'
import { sayOpened } from '../library/say-opened'
import { useView, viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'
import { Select } from '../ui/Select'

function kindsByName(): { id: string; label: string }[] {
  return BLOCKS.map(({ id, name }) => ({ id, label: t(name) })).sort((a, b) => a.label.localeCompare(b.label))
}

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
          {plural(design.blocks.length, { one: 'Open {count} block', other: 'Open {count} blocks' })}
        </Button>
        <Button onClick={onBack}>{t('Back to the text')}</Button>
      </div>
    </div>
  )
}

function summaryOf({ design: { blocks, connections }, notUnderstood, guesses }: MermaidImport): string {
  const unsure = guesses.filter(({ confidence }) => confidence === 'unsure').length
  const parts = [
    t('Read {blocks} and {connections}.', {
      blocks: plural(blocks.length, { one: '{count} block', other: '{count} blocks' }),
      connections: plural(connections.length, { one: '{count} connection', other: '{count} connections' }),
    }),
    notUnderstood.length === 0
      ? t('Everything was understood.')
      : plural(notUnderstood.length, { one: 'Not understood: {count} line.', other: 'Not understood: {count} lines.' }),
    unsure > 0 ? plural(unsure, { one: '{count} kind may be wrong.', other: '{count} kinds may be wrong.' }) : '',
  ]
  return parts
    .filter((part) => part !== '')
    .reduce((before, part) => `${before}${/[.!?]$/.test(before) ? ' ' : ''}${part}`)
}

function Preview({ read: { design } }: { read: MermaidImport }) {
  const theme = useView((state) => state.resolvedTheme)
  const picture = useMemo(
    () => pictureOf(design, { theme, hasTitle: false, hasBackground: false, linesOf, say: t }).svg,
    [design, theme],
  )
  return (
    <div className="export__picture">
      <img
        src={`data:image/svg+xml,${encodeURIComponent(picture)}`}
        alt={t('The design with {blocks} blocks and {connections} connections', {
          blocks: design.blocks.length,
          connections: design.connections.length,
        })}
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
      <summary className="review__title">{t('Understood: {count}', { count: lines.length })}</summary>
      <ul className="review__notes">
        {lines.map(({ line, text, as }) => (
          <li key={`${line} ${text} ${as}`}>
            {t('Line {line}:', { line })} <code>{text}</code> {sentence(as)}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Ignored({ notes }: { notes: readonly ImportNote[] }) {
  return (
    <details>
      <summary className="review__title">{t('Looks only, left out: {count}', { count: notes.length })}</summary>
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
      {t('Line {line}:', { line })} {text !== '' && <code>{text}</code>} {sentence(reason)}
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
                {kinds[guess.id] === undefined
                  ? t('{said}: {what}', { said: t(guess.confidence), what: sentence(guess.why) })
                  : t('as you said')}
              </span>
            </span>
            <Select
              label={t('Kind of {name}', { name: guess.label })}
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

/** Below the name of a block: its kind, in the language of the page. */
function linesOf({ kind }: Block): [string, string][] {
  return [[t(blockOf(kind)?.name ?? kind), '']]
}

/** The likelier kinds first. */
function optionsFor({ kind, alternatives }: ImportGuess): ReturnType<typeof kindsByName> {
  const first = [kind, ...alternatives]
  const likely = first.flatMap((id) => {
    const block = blockOf(id)
    return block ? [{ id, label: t(block.name) }] : []
  })
  return [...likely, ...kindsByName().filter(({ id }) => !first.includes(id))]
}

async function open({ design }: MermaidImport): Promise<void> {
  if (!(await openDesign(design, `Import ${design.name}`))) return
  viewStore.closeDialog()
  sayOpened(design.name, 'success')
}
