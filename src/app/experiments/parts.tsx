import { FlaskConical, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Design } from '../../design/design'
import { integer } from '../../lib/schema'
import type { ExperimentKind } from '../../simulation/experiments/service'
import { sentence, t } from '../i18n/language'
import { useDesign } from '../stores/design'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { NumberInput } from '../ui/NumberField'
import { Select } from '../ui/Select'
import { useKeptFocus } from '../ui/use-kept-focus'
import { type Parameter, parametersOf } from './parameters'
import { experiments, secondsLeft, useExperiments } from './store'
import '../ui/progress.css'

interface NumberRowProps {
  label: string
  help: string
  schema: Parameters<typeof NumberInput>[0]['schema']
  value: number
  onChange: (value: number) => void
  testId?: string
}

/** A labelled number that shows what is wrong with it. */
export function NumberRow({ label, help, schema, value, onChange, testId }: NumberRowProps) {
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <Field label={label} help={help} error={problem} layout="stack">
      {(ids) => (
        <NumberInput
          {...ids}
          schema={schema}
          value={value}
          onChange={onChange}
          onProblem={setProblem}
          {...(testId ? { testId } : {})}
        />
      )}
    </Field>
  )
}

const REPLICATIONS = integer('count', 10, { min: 1, max: 200 })

/** How many seeds. */
export function ReplicationsRow({ value, onChange }: { value: number; onChange: (value: number) => void }) {
  return (
    <NumberRow
      label={t('Replications##how many')}
      help={t('Independent runs on successive seeds; more of them make intervals narrower.')}
      schema={REPLICATIONS}
      value={value}
      onChange={onChange}
      testId={TID.experimentReplications}
    />
  )
}

interface RunRowProps {
  kind: ExperimentKind
  label: string
  /** Why it cannot run as it is set. */
  obstacle?: string | null
  onRun: () => void
}

/** Starts an experiment; while it goes on, its progress, the time left, and a way to end it. */
export function RunRow({ kind, label, obstacle = null, onRun }: RunRowProps) {
  const busy = useExperiments((state) => state.busy)
  const problem = useExperiments((state) => (state.problem?.kind === kind ? state.problem.text : null))
  const row = useKeptFocus<HTMLDivElement>(busy !== null)
  if (busy !== null) {
    return (
      <div ref={row} className="experiment__run">
        <Going busy={busy} />
      </div>
    )
  }
  return (
    <div ref={row} className="experiment__run">
      <Button
        variant="primary"
        icon={FlaskConical}
        disabled={obstacle !== null}
        data-testid={TID.experimentRun}
        onClick={onRun}
      >
        {label}
      </Button>
      {obstacle !== null && <p className="experiment__hint">{obstacle}</p>}
      {problem !== null && (
        <p className="experiment__problem" role="alert">
          {sentence(problem)}
        </p>
      )}
    </div>
  )
}

function Going({ busy }: { busy: NonNullable<ReturnType<typeof useExperiments.getState>['busy']> }) {
  const { done, total, what } = busy.progress
  const left = secondsLeft(busy, performance.now())
  const runs = t('{done} of {total} runs', { done, total })
  const words =
    total === 0 ? t('Starting…') : left === null ? runs : `${runs} · ${t('{seconds} s left', { seconds: left })}`
  return (
    <>
      <progress
        className="progress"
        max={Math.max(1, total)}
        value={done}
        aria-label={t('Progress of the experiment')}
        data-testid={TID.experimentProgress}
      />
      <p className="experiment__hint experiment__going">
        {words}
        {what !== '' && <span> · {sentence(what)}</span>}
      </p>
      <Button icon={X} data-testid={TID.experimentCancel} onClick={() => experiments.cancel()}>
        {t('Cancel')}
      </Button>
    </>
  )
}

/** Says that a result belongs to the design as it was. */
export function Stale({ design }: { design: Design }) {
  const present = useDesign((state) => state.design)
  if (present === design) return null
  return <p className="experiment__stale">{t('The design has changed since this experiment.')}</p>
}

interface ParameterPickerProps {
  design: Design
  path: string
  onChange: (path: string) => void
  label: string
  testId?: string
}

/** Chooses one parameter: whose it is, then which. */
export function ParameterPicker({ design, path, onChange, label, testId }: ParameterPickerProps) {
  const all = parametersOf(design)
  const present = all.find((parameter) => parameter.path === path) ?? all[0]
  const owners = [...new Map(all.map((parameter) => [rootOf(parameter), parameter.owner]))]
  const own = all.filter((parameter) => present && rootOf(parameter) === rootOf(present))
  return (
    <>
      <Field label={t('{what} of', { what: label })} layout="stack">
        {(ids) => (
          <Select
            {...ids}
            value={present ? rootOf(present) : ''}
            options={owners.map(([id, owner]) => ({ id, label: owner }))}
            onChange={(root) => onChange(all.find((parameter) => rootOf(parameter) === root)?.path ?? path)}
            {...(testId ? { testId: `${testId}-owner` } : {})}
          />
        )}
      </Field>
      <Field label={label} layout="stack">
        {(ids) => (
          <Select
            {...ids}
            value={present?.path ?? ''}
            options={own.map((parameter) => ({ id: parameter.path, label: parameter.label }))}
            onChange={onChange}
            {...(testId ? { testId } : {})}
          />
        )}
      </Field>
    </>
  )
}

/** `blocks.orders` of a path below it. */
function rootOf({ path }: Parameter): string {
  return path.split('.').slice(0, 2).join('.')
}

/** The parameter that a form begins with: how many work in parallel where that can be said, else the first number. */
export function firstPath(design: Design, not = ''): string {
  const all = parametersOf(design).filter(({ path }) => path !== not)
  const paths = new Set(all.map(({ path }) => path))
  const best =
    all.find(({ path }) => /\.workers$/.test(path) && paths.has(path.replace(/workers$/, 'replicas'))) ??
    all.find(({ path }) => /\.(workers|connections)$/.test(path)) ??
    all.find(({ schema }) => schema.kind === 'number')
  return (best ?? all[0])?.path ?? ''
}

/** A table that people who cannot read the picture read instead. */
export function AsTable({
  caption,
  head,
  rows,
}: {
  caption: string
  head: readonly string[]
  rows: readonly (readonly string[])[]
}) {
  return (
    <details className="experiment__table">
      <summary>{t('As a table')}</summary>
      <div className="experiment__wide">
        <table className="figures">
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {head.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.join(' ')}>
                {row.map((cell, index) =>
                  index === 0 ? (
                    <th key={head[index]} scope="row">
                      {cell}
                    </th>
                  ) : (
                    <td key={head[index]}>{cell}</td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

/** A heading with what belongs to it. */
export function Part({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section className="experiment__part">
      <h3>
        {title}
        {note !== undefined && <span className="experiment__note">{note}</span>}
      </h3>
      {children}
    </section>
  )
}
