import { FolderOpen } from 'lucide-react'
import { type DragEvent, useEffect, useId, useRef, useState } from 'react'
import { type ParsedDesign, parseDesignText } from '../../design/schema'
import type { Problem } from '../../lib/parse'
import { plural, sentence, t } from '../i18n/language'
import { ACCEPTED_FILES, MAX_FILE_BYTES } from '../library/files'
import { openDesign } from '../library/open-design'
import { sayOpened } from '../library/say-opened'
import { openLinkLater } from '../library/start'
import { viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'
import { deferred } from '../ui/deferred'
import { recognise, useImportRequest, whyUnreadable } from './incoming'

const MermaidReview = deferred(() => import('./MermaidReview').then((module) => module.MermaidReview))

/** What was asked to be shown when the part opens. */
function asIsAsked(): { text: string; source: string } {
  return useImportRequest.getState().request ?? { text: '', source: 'The text' }
}

function diagramIn(text: string): string | null {
  const incoming = recognise(text)
  return incoming.is === 'mermaid' ? incoming.text : null
}

const JSON_EXAMPLE = '{ "format": "loadbearing/1", … }'
const FLOWCHART_EXAMPLE = 'flowchart LR\n  users --> shop --> orders[(Orders)]'

/** Reads a design from a file, by dropping one, or from pasted text; lists by name what is wrong with it. */
export function ImportPart() {
  const [{ text: asked, source: askedSource }] = useState(asIsAsked)
  useEffect(() => useImportRequest.setState({ request: null }), [])
  const [text, setText] = useState(asked)
  const [source, setSource] = useState(askedSource)
  const [parsed, setParsed] = useState<ParsedDesign | null>(null)
  const [diagram, setDiagram] = useState<string | null>(() => diagramIn(asked))
  const [isOver, setOver] = useState(false)
  const file = useRef<HTMLInputElement>(null)
  const id = useId()

  const read = (content: string, name: string): void => {
    setText(content)
    setSource(name)
    const incoming = recognise(content)
    if (incoming.is === 'mermaid') return setDiagram(incoming.text)
    if (incoming.is === 'link') {
      viewStore.closeDialog()
      void openLinkLater(incoming.fragment)
      return
    }
    const reason = whyUnreadable(content)
    if (reason) return setParsed(refusal(reason.message, reason.cure))
    const result = content.trim() === '' ? null : parseDesignText(content)
    if (result !== null && result.errors.length === 0) void open(result)
    else setParsed(result)
  }
  const readFile = async (chosen: File | undefined): Promise<void> => {
    if (chosen === undefined) return
    if (chosen.size <= MAX_FILE_BYTES) read(await chosen.text(), chosen.name)
    else setParsed(refusal(`${chosen.name} is too large`, 'choose a file under 4 MB'))
  }
  const onDrop = (event: DragEvent): void => {
    event.preventDefault()
    event.stopPropagation()
    setOver(false)
    const dropped = event.dataTransfer.files[0]
    if (dropped !== undefined) void readFile(dropped)
    else read(event.dataTransfer.getData('text/plain'), 'The dropped text')
  }
  if (diagram !== null) {
    return <MermaidReview text={diagram} onBack={() => setDiagram(null)} />
  }
  return (
    <div className="import">
      <div className="import__row">
        <Button icon={FolderOpen} onClick={() => file.current?.click()}>
          {t('Choose a file')}
        </Button>
        <label className="share__note" htmlFor={id}>
          {t('or drop one here, or paste a design in JSON, a Mermaid flowchart or a link. Opening it can be undone.')}
        </label>
        <input
          ref={file}
          type="file"
          accept={ACCEPTED_FILES}
          className="visually-hidden"
          tabIndex={-1}
          aria-label={t('Design file')}
          data-testid={TID.importFile}
          onChange={(event) => {
            void readFile(event.currentTarget.files?.[0])
            event.currentTarget.value = ''
          }}
        />
      </div>
      <textarea
        id={id}
        className={`share__text import__text ${isOver ? 'import__text--over' : ''}`}
        data-testid={TID.importText}
        spellCheck={false}
        placeholder={[JSON_EXAMPLE, t('or'), FLOWCHART_EXAMPLE].join('\n\n')}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setSource('The text')
          setParsed(null)
        }}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      />
      {parsed !== null && <Problems parsed={parsed} source={source} />}
      <div className="import__row">
        <Button
          variant="primary"
          data-testid={TID.importButton}
          disabled={text.trim() === ''}
          onClick={() => read(text, source)}
        >
          {t('Open')}
        </Button>
        {parsed !== null && parsed.design.blocks.length > 0 && (
          <Button onClick={() => void open(parsed)}>{t('Open it mended')}</Button>
        )}
      </div>
    </div>
  )
}

async function open({ design }: ParsedDesign): Promise<void> {
  if (!(await openDesign(design, `Open ${design.name}`))) return
  viewStore.closeDialog()
  sayOpened(design.name, 'success')
}

function refusal(message: string, cure: string): ParsedDesign {
  return { ...parseDesignText('{}'), errors: [{ path: '', message, cure }] }
}

function Problems({ parsed, source }: { parsed: ParsedDesign; source: string }) {
  const { errors } = parsed
  const problems = plural(errors.length, { one: 'one problem', other: '{count} problems' })
  return (
    <div className="import__problems scroll" role="alert" data-testid={TID.importProblems}>
      <p>
        <b>{t('{source} has {problems}.', { source: t(source), problems })}</b>{' '}
        {parsed.design.blocks.length > 0 && t('Mend the text, or open it with these places mended.')}
      </p>
      <ul>
        {errors.map((problem) => (
          <ProblemLine key={`${problem.path} ${problem.message}`} problem={problem} />
        ))}
      </ul>
    </div>
  )
}

function ProblemLine({ problem: { path, message, cure } }: { problem: Problem }) {
  const said = t('{message}; {cure}.', { message: sentence(message), cure: sentence(cure) })
  const [, line, column] = /^line (\d+), column (\d+)$/.exec(path) ?? []
  return (
    <li className="import__problem">
      {line && column ? t('Line {line}, column {column}:', { line, column }) : path !== '' && <code>{path}:</code>}{' '}
      {said.charAt(0).toUpperCase() + said.slice(1)}
    </li>
  )
}
