import { useState } from 'react'
import { toMermaid } from '../../design/mermaid'
import { breakerDiagram, withBreaker } from '../export/breaker-diagram'
import { t } from '../i18n/language'
import { targetName } from '../results/fault-text'
import { useDesign } from '../stores/design'
import { useRun } from '../stores/run'
import { useView } from '../stores/view'
import { TID } from '../test-ids'
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

/** The design as a Mermaid flowchart, or one of its breakers as a state diagram, for READMEs and wikis. */
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
  const { text, warnings } = breaker
    ? { text: breakerDiagram(design, breaker, results), warnings: [] }
    : toMermaid(design, { direction, results })
  const subjects = [
    { id: WHOLE, label: 'Flowchart of the design' },
    ...breakers.map(({ id }) => ({ id, label: `Breaker ${targetName(design, id)}` })),
  ]
  return (
    <div className="export__mermaid">
      <div className="export__text">
        <div className="export__options">
          {breakers.length > 0 && (
            <Field label={t('Diagram')}>
              {(ids) => (
                <Select
                  {...ids}
                  value={breaker ? subject : WHOLE}
                  options={subjects}
                  onChange={setSubject}
                  testId={TID.mermaidSubject}
                />
              )}
            </Field>
          )}
          {!breaker && (
            <Field label={t('Direction')}>
              {(ids) => <Select {...ids} value={direction} options={DIRECTIONS} onChange={setDirection} />}
            </Field>
          )}
          {report !== null ? (
            <Field label={t('Results on the labels')} help={t('Rate, p99 and share of errors of the last run.')}>
              {(ids) => <Switch {...ids} isOn={isWithResults} onChange={setWithResults} />}
            </Field>
          ) : (
            <p className="share__note">{t('Run the design to its end to put its results on the labels.')}</p>
          )}
        </div>
        {warnings.map((warning) => (
          <p key={warning} className="share__result share__result--bad">
            {warning}
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
      <MermaidPreview text={text} theme={theme} />
    </div>
  )
}
