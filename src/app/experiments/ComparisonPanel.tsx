import { useEffect, useState } from 'react'
import type { Design } from '../../design/design'
import { EXAMPLES } from '../../design/examples/registry'
import { withValueAt } from '../../design/path'
import { parseDesign } from '../../design/schema'
import { sentence, t } from '../i18n/language'
import { measuresOf } from '../inspector/measures'
import { listHeads, readDesign } from '../library/database'
import { useDesign } from '../stores/design'
import { TID } from '../test-ids'
import { Field } from '../ui/Field'
import { formatQuantity } from '../ui/format'
import { NumberInput } from '../ui/NumberField'
import { Select } from '../ui/Select'
import { optionOf, optionsOf, parametersOf } from './parameters'
import { firstPath, ParameterPicker, Part, ReplicationsRow, RunRow, Stale } from './parts'
import { plusMinus } from './plus-minus'
import { valueText } from './SweepPanel'
import { experiments, type Finding, useExperiments } from './store'

const MODES = [
  { id: 'value', label: 'another value' },
  { id: 'design', label: 'another design' },
] as const
type Mode = (typeof MODES)[number]['id']

/** Two designs, or two values of a parameter, on common random numbers. */
export function ComparisonPanel() {
  const design = useDesign((state) => state.design)
  const finding = useExperiments((state) => state.findings.comparison)
  const [mode, setMode] = useState<Mode>('value')
  const [path, setPath] = useState(() => firstPath(design))
  const [value, setValue] = useState<unknown>(undefined)
  const [other, setOther] = useState('')
  const [count, setCount] = useState(10)
  const others = useOthers()
  const parameter = parametersOf(design).find((one) => one.path === path)
  const changed = parameter && value !== undefined ? withValueAt(design, path, value) : null
  const chosen = others.find(({ id }) => id === other) ?? others[0]
  const isSame = mode === 'value' && (changed === null || changed.problems.length > 0)
  const run = async (): Promise<void> => {
    const b = mode === 'value' ? changed?.design : await chosen?.load()
    if (!b) return
    const name =
      mode === 'value'
        ? `${parameter?.owner}: ${parameter?.label.toLowerCase()} ${valueText(parameter, value)}`
        : (chosen?.name ?? '')
    // Both must be seen over the same time, or their requests are not the same.
    const scenario = { ...b.scenario, durationMs: design.scenario.durationMs, warmupMs: design.scenario.warmupMs }
    await experiments.start('comparison', design, { a: design, b: { ...b, scenario }, replications: count }, [name])
  }
  return (
    <div className="experiment">
      <p className="experiment__about">
        {t('A is the design on the canvas. Both see the same requests, so that the difference is not one of luck.')}
      </p>
      <div className="experiment__form">
        <Field label={t('B is')} layout="stack">
          {(ids) => (
            <Select
              {...ids}
              value={mode}
              options={MODES.map(({ id, label }) => ({ id, label: t(label) }))}
              onChange={setMode}
              testId={`${TID.experimentField}comparison-mode`}
            />
          )}
        </Field>
        {mode === 'value' ? (
          <>
            <ParameterPicker
              design={design}
              path={path}
              label={t('Parameter')}
              testId={`${TID.experimentField}comparison-parameter`}
              onChange={(next) => {
                setPath(next)
                setValue(undefined)
              }}
            />
            {parameter && <ValueField parameter={parameter} value={value ?? parameter.value} onChange={setValue} />}
          </>
        ) : (
          <Field label={t('Design')} layout="stack">
            {(ids) => (
              <Select
                {...ids}
                value={chosen?.id ?? ''}
                options={others.map(({ id, name }) => ({ id, label: name }))}
                onChange={setOther}
                testId={`${TID.experimentField}comparison-design`}
              />
            )}
          </Field>
        )}
        <ReplicationsRow value={count} onChange={setCount} />
      </div>
      <RunRow
        kind="comparison"
        label={t('Compare')}
        obstacle={isSame ? t('Give B another value.') : count < 2 ? t('Intervals need two runs or more.') : null}
        onRun={() => void run()}
      />
      {finding && <Result finding={finding} />}
    </div>
  )
}

interface Other {
  id: string
  name: string
  load: () => Promise<Design | undefined>
}

/** Designs to compare with: those of the library, then the examples. */
function useOthers(): Other[] {
  const documentId = useDesign((state) => state.documentId)
  const [stored, setStored] = useState<Other[]>([])
  useEffect(() => {
    let isCurrent = true
    const others = async (): Promise<Other[]> => {
      const heads = await listHeads()
      return heads
        .filter(({ id, binnedAt }) => id !== documentId && binnedAt === null)
        .map(({ id, name }) => ({ id: `stored ${id}`, name, load: () => storedDesign(id) }))
    }
    others().then(
      (found) => isCurrent && setStored(found),
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [documentId])
  return [
    ...stored,
    ...EXAMPLES.map(({ id, name, design }) => ({
      id: `example ${id}`,
      name: t('Example: {example}', { example: t(name) }),
      load: async () => parseDesign(design).design,
    })),
  ]
}

async function storedDesign(id: string): Promise<Design | undefined> {
  const { design, errors } = parseDesign((await readDesign(id))?.design)
  return errors.length === 0 ? design : undefined
}

function ValueField({
  parameter,
  value,
  onChange,
}: {
  parameter: NonNullable<ReturnType<typeof parametersOf>[number]>
  value: unknown
  onChange: (value: unknown) => void
}) {
  const [problem, setProblem] = useState<string | null>(null)
  const { schema } = parameter
  const options = optionsOf({ schema, value: parameter.value })
  return (
    <Field
      label={t('Value of B')}
      help={t('In A it is {value}.', { value: valueText(parameter, parameter.value) })}
      error={problem}
      layout="stack"
    >
      {(ids) =>
        schema.kind === 'number' ? (
          <NumberInput
            {...ids}
            schema={schema}
            value={value as number}
            onChange={onChange}
            onProblem={setProblem}
            testId={`${TID.experimentField}comparison-value`}
          />
        ) : (
          <Select
            {...ids}
            value={optionOf({ schema, value })}
            options={(options ?? []).map(({ id, label }) => ({ id, label }))}
            onChange={(id) => onChange(options?.find((option) => option.id === id)?.value)}
            testId={`${TID.experimentField}comparison-value`}
          />
        )
      }
    </Field>
  )
}

/** Measures of requests that are shown with their intervals, after the verdicts. */
const SHOWN = /^requests\.(latencyMs\.(mean|p50|p90|p99|p999)|throughputPerSecond|goodputPerSecond|failed)$/

function Result({ finding }: { finding: Finding<'comparison'> }) {
  const { result, design, notes } = finding
  const measures = measuresOf(design).filter(({ id }) => SHOWN.test(id) && result.differences[id])
  return (
    <>
      <Stale design={design} />
      <ul className="experiment__verdicts" data-testid={TID.experimentVerdict}>
        {result.verdicts.map((verdict) => (
          <li key={verdict} className={/^B's|^[AB] (got|ended)/.test(verdict) ? 'experiment__claim' : undefined}>
            {sentence(verdict)}
          </li>
        ))}
      </ul>
      <Part
        title={`A: ${design.name}; B: ${notes[0]}`}
        note={t('{count} pairs of runs, 95 % intervals', { count: result.replications })}
      >
        <div className="experiment__wide">
          <table className="figures">
            <thead>
              <tr>
                <th scope="col">{t('Figure')}</th>
                <th scope="col">A</th>
                <th scope="col">B</th>
                <th scope="col">B − A</th>
              </tr>
            </thead>
            <tbody>
              {measures.map(({ id, label, unit }) => {
                const one = result.differences[id]
                if (!one) return null
                return (
                  <tr key={id}>
                    <th scope="row">{label}</th>
                    <td>{formatQuantity(one.a, unit)}</td>
                    <td>{formatQuantity(one.b, unit)}</td>
                    <td>{plusMinus(one.difference, one.halfWidth, unit)}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      </Part>
    </>
  )
}
