import { useState } from 'react'
import { toMermaid } from '../../design/mermaid'
import type { TraceQuestion } from '../../simulation/traces/search'
import { breakerDiagram, withBreaker } from '../export/breaker-diagram'
import { sequenceDiagram } from '../export/sequence-diagram'
import { sentence, t } from '../i18n/language'
import { targetName } from '../results/fault-text'
import { useDesign } from '../stores/design'
import { useRun } from '../stores/run'
import { useView } from '../stores/view'
import { TID } from '../test-ids'
import { useTraces } from '../traces/use-traces'
import { Field } from '../ui/Field'
import { Select } from '../ui/Select'
import { Switch } from '../ui/Switch'
import { MermaidPreview } from './MermaidPreview'
import { TextOut } from './TextOut'

const DIRECTIONS = [
  { id: 'LR', label: 'left to right' },
  { id: 'TB', label: 'top to bottom' },
] as const

/** Stands for the design in the choice of diagrams; no id of a connection is empty. */
const WHOLE = ''

/** Choices of a request to draw; no id of a connection has a space. */
const REQUESTS: readonly { id: string; label: string; question: TraceQuestion }[] = [
  { id: 'a request', label: 'Sequence of a request', question: { by: 'every', every: 100, count: 1 } },
  { id: 'slowest request', label: 'Sequence of the slowest request', question: { by: 'slowest', count: 1 } },
]

/** The design as a flowchart, one of its breakers as a state diagram, or a request as a sequence: Mermaid for READMEs and wikis. */
export function MermaidPart() {
  const design = useDesign((state) => state.design)
  const report = useRun((state) => (state.isReportCurrent ? state.report : null))
  const theme = useView((state) => state.resolvedTheme)
  const [direction, setDirection] = useState<'LR' | 'TB'>('LR')
  const [isWithResults, setWithResults] = useState(false)
  const results = isWithResults ? report : null
  const [subject, setSubject] = useState(WHOLE)
  const breakers = withBreaker(design)
  const breaker = breakers.find(({ id }) => id === subject)
  const question = REQUESTS.find(({ id }) => id === subject)?.question ?? null
  const { traces, problem } = useTraces(question)
  const drawn = (): { text: string; warnings: readonly string[] } => {
    if (breaker) return { text: breakerDiagram(design, breaker, results), warnings: [] }
    if (question === null) return toMermaid(design, { direction, results, say: t })
    const [trace] = traces ?? []
    if (trace) return { text: sequenceDiagram(design, trace), warnings: [] }
    return { text: '', warnings: problem === null ? [] : [problem] }
  }
  const { text, warnings } = drawn()
  const subjects = [
    { id: WHOLE, label: t('Flowchart of the design') },
    ...REQUESTS.map(({ id, label }) => ({ id, label: t(label) })),
    ...breakers.map(({ id }) => ({ id, label: t('Breaker {name}', { name: targetName(design, id) }) })),
  ]
  return (
    <div className="export__mermaid">
      <div className="export__text">
        <div className="export__options">
          <Field label={t('Diagram')}>
            {(ids) => (
              <Select
                {...ids}
                value={breaker || question ? subject : WHOLE}
                options={subjects}
                onChange={setSubject}
                testId={TID.mermaidSubject}
              />
            )}
          </Field>
          {!breaker && question === null && (
            <Field label={t('Direction')}>
              {(ids) => (
                <Select
                  {...ids}
                  value={direction}
                  options={DIRECTIONS.map(({ id, label }) => ({ id, label: t(label) }))}
                  onChange={setDirection}
                />
              )}
            </Field>
          )}
          {question === null &&
            (report !== null ? (
              <Field label={t('Results on the labels')} help={t('Rate, p99 and share of errors of the last run.')}>
                {(ids) => <Switch {...ids} isOn={isWithResults} onChange={setWithResults} />}
              </Field>
            ) : (
              <p className="share__note">{t('Run the design to its end to put its results on the labels.')}</p>
            ))}
        </div>
        {text === '' && problem === null && (
          <p className="share__note" role="status">
            {traces === null ? t('Following a request…') : t('No request of this run is there.')}
          </p>
        )}
        {warnings.map((warning) => (
          <p key={warning} className="share__result share__result--bad">
            {sentence(warning)}
          </p>
        ))}
        <TextOut
          label={t('Mermaid text')}
          text={text}
          file={{ name: `${design.name}.mmd`, type: 'text/vnd.mermaid' }}
          textTestId={TID.mermaidText}
          copyTestId={TID.mermaidCopy}
        />
      </div>
      {text !== '' && <MermaidPreview text={text} theme={theme} />}
    </div>
  )
}
