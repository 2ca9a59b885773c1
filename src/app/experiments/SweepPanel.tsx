import { useState } from 'react'
import type { Design } from '../../design/design'
import { integer } from '../../lib/schema'
import type { Unit } from '../../lib/units'
import { plural, t } from '../i18n/language'
import { type Measure, measuresOf } from '../inspector/measures'
import { useDesign } from '../stores/design'
import { TID } from '../test-ids'
import { Field } from '../ui/Field'
import { formatQuantity } from '../ui/format'
import { Select } from '../ui/Select'
import { Switch } from '../ui/Switch'
import { HeatGrid } from './HeatGrid'
import { bandText } from './LoadPanel'
import { optionOf, optionsOf, type Parameter, parametersOf, rangeAround, rangeOf } from './parameters'
import { AsTable, firstPath, NumberRow, ParameterPicker, Part, ReplicationsRow, RunRow, Stale } from './parts'
import { experiments, type Finding, useExperiments } from './store'
import { XYChart } from './XYChart'

const STEPS = integer('count', 6, { min: 2, max: 30 })
/** Measures that are computed for every sweep, so that another can be looked at without running again. */
const OFFERED =
  /^requests\.|^blocks\..*\.(utilisation|meanQueueLength|meanSojournMs|rejected)$|^connections\..*\.(amplification|wasted)$/

interface AxisState {
  path: string
  range: { from: number; to: number } | null
  steps: number
}

/** One or two parameters over several values. */
export function SweepPanel() {
  const design = useDesign((state) => state.design)
  const finding = useExperiments((state) => state.findings['parameter-sweep'])
  const [first, setFirst] = useState<AxisState>(() => ({ path: firstPath(design), range: null, steps: 6 }))
  const [second, setSecond] = useState<AxisState>(() => ({
    path: firstPath(design, first.path),
    range: null,
    steps: 4,
  }))
  const [isGrid, setGrid] = useState(false)
  const [count, setCount] = useState(3)
  const states = isGrid ? [first, second] : [first]
  const axes = states.flatMap((state) => axisOf(design, state) ?? [])
  const isTwice = axes.length === 2 && axes[0]?.path === axes[1]?.path
  const combinations = axes.reduce((product, { values }) => product * values.length, 1)
  const measures = measuresOf(design).filter(({ id }) => OFFERED.test(id))
  const obstacle =
    axes.length < states.length
      ? t('The design has no parameter to vary.')
      : isTwice
        ? t('Choose two different parameters.')
        : axes.some(({ values }) => values.length < 2)
          ? t('Give at least two values.')
          : null
  return (
    <div className="experiment">
      <p className="experiment__about">
        {t('Runs the design for several values of one parameter, or for every combination of two, on the same seeds.')}
      </p>
      <AxisForm
        design={design}
        label={t('Parameter')}
        state={first}
        onChange={setFirst}
        testId={`${TID.experimentField}sweep-parameter`}
      />
      {isGrid && (
        <AxisForm
          design={design}
          label={t('Second parameter')}
          state={second}
          onChange={setSecond}
          testId={`${TID.experimentField}sweep-second`}
        />
      )}
      <div className="experiment__form">
        <Field label={t('Two parameters')} layout="stack">
          {(ids) => <Switch {...ids} isOn={isGrid} onChange={setGrid} testId={`${TID.experimentField}sweep-grid`} />}
        </Field>
        <ReplicationsRow value={count} onChange={setCount} />
      </div>
      <RunRow
        kind="parameter-sweep"
        label={plural(combinations, { one: 'Run sweep of {count} value', other: 'Run sweep of {count} values' })}
        obstacle={obstacle}
        onRun={() =>
          void experiments.start('parameter-sweep', design, {
            design,
            axes,
            replications: count,
            measures: measures.map(({ id }) => id),
          })
        }
      />
      {finding && <Result finding={finding} />}
    </div>
  )
}

/** The axis that a form describes; undefined when its parameter is gone. */
function axisOf(design: Design, { path, range, steps }: AxisState): { path: string; values: unknown[] } | undefined {
  const parameter = parametersOf(design).find((one) => one.path === path)
  if (!parameter) return undefined
  const options = optionsOf(parameter)
  if (options) return { path, values: options.map(({ value }) => value) }
  const { schema, value } = parameter
  if (schema.kind !== 'number') return undefined
  const { from, to } = range ?? rangeAround(value as number, schema)
  return { path, values: rangeOf(from, to, steps, schema.integer) }
}

function AxisForm({
  design,
  label,
  state,
  onChange,
  testId,
}: {
  design: Design
  label: string
  state: AxisState
  onChange: (state: AxisState) => void
  testId: string
}) {
  const parameter = parametersOf(design).find((one) => one.path === state.path)
  const schema = parameter?.schema.kind === 'number' ? parameter.schema : null
  const range = state.range ?? (schema ? rangeAround(parameter?.value as number, schema) : { from: 0, to: 0 })
  return (
    <div className="experiment__form">
      <ParameterPicker
        design={design}
        path={state.path}
        label={label}
        testId={testId}
        onChange={(path) => onChange({ ...state, path, range: null })}
      />
      {schema && (
        <>
          <NumberRow
            label={t('From')}
            help={t('First value.')}
            schema={schema}
            value={range.from}
            onChange={(from) => onChange({ ...state, range: { ...range, from } })}
          />
          <NumberRow
            label={t('To')}
            help={t('Last value.')}
            schema={schema}
            value={range.to}
            onChange={(to) => onChange({ ...state, range: { ...range, to } })}
          />
          <NumberRow
            label={t('Steps##of a sweep')}
            help={t('Values, evenly spaced.')}
            schema={STEPS}
            value={state.steps}
            onChange={(steps) => onChange({ ...state, steps })}
          />
        </>
      )}
      {parameter && !schema && <p className="experiment__hint experiment__every">{t('Every choice is run.')}</p>}
    </div>
  )
}

function Result({ finding }: { finding: Finding<'parameter-sweep'> }) {
  const { design, request, result } = finding
  const measures = measuresOf(design).filter(({ id }) => request.measures.includes(id))
  const [id, setId] = useState('requests.latencyMs.p99')
  const measure = measures.find((one) => one.id === id) ?? measures[0]
  const parameters = request.axes.map(({ path }) => parametersOf(design).find((one) => one.path === path))
  const [one, two] = parameters
  if (!measure || !one) return null
  const textOf = (axis: number) => (value: unknown) => valueText(parameters[axis], value)
  return (
    <>
      <Stale design={design} />
      <div className="experiment__form experiment__form--wide">
        <Field label={t('Show')} layout="stack">
          {(ids) => (
            <Select
              {...ids}
              value={measure.id}
              options={measures.map(({ id: each, label, group }) => ({
                id: each,
                label: t('{said}: {what}', { said: group, what: label }),
              }))}
              onChange={setId}
              testId={`${TID.experimentField}sweep-measure`}
            />
          )}
        </Field>
      </div>
      {two ? (
        <HeatGrid
          title={t('{measure} by {one} and {two}', {
            measure: capital(measure.label),
            one: one.label.toLowerCase(),
            two: two.label.toLowerCase(),
          })}
          rowLabel={nameOf(one)}
          columnLabel={nameOf(two)}
          rows={(request.axes[0]?.values ?? []).map(textOf(0))}
          columns={(request.axes[1]?.values ?? []).map(textOf(1))}
          values={result.map(({ figures }) => figures[measure.id]?.value ?? null)}
          format={(value) => formatQuantity(value, measure.unit)}
        />
      ) : (
        <Lines finding={finding} parameter={one} measure={measure} />
      )}
      <Part title={t('Figures')} note={t('{count} replications each', { count: request.replications })}>
        <AsTable
          caption={t('The sweep')}
          head={[...parameters.map((parameter) => parameter?.label ?? ''), measure.label]}
          rows={result.map(({ values, figures }) => [
            ...values.map((value, axis) => textOf(axis)(value)),
            bandText(figures[measure.id] ?? { value: null, lower: null, upper: null }, measure.unit),
          ])}
        />
      </Part>
    </>
  )
}

function Lines({
  finding,
  parameter,
  measure,
}: {
  finding: Finding<'parameter-sweep'>
  parameter: Parameter
  measure: Measure
}) {
  const { result } = finding
  const unit = unitOf(parameter)
  const points = result.map(({ values, figures }, index) => {
    const band = figures[measure.id]
    const x = unit === null ? index : (values[0] as number)
    return { x, y: band?.value ?? null, lower: band?.lower ?? null, upper: band?.upper ?? null }
  })
  return (
    <XYChart
      title={t('{measure} by {parameter}', { measure: capital(measure.label), parameter: nameOf(parameter) })}
      xLabel={nameOf(parameter)}
      formatX={(value) => formatQuantity(value, unit ?? 'count')}
      formatY={(value) => formatQuantity(value, measure.unit)}
      lines={[{ id: measure.id, label: measure.label, colour: '--p99', points }]}
      {...(unit === null ? { categories: result.map(({ values }) => valueText(parameter, values[0])) } : {})}
    />
  )
}

function nameOf({ owner, label }: Parameter): string {
  return t('{said}: {what}', { said: owner, what: label.toLowerCase() })
}

function unitOf({ schema }: Parameter): Unit | null {
  return schema.kind === 'number' ? schema.unit : null
}

/** A value of a parameter as people read it. */
export function valueText(parameter: Parameter | undefined, value: unknown): string {
  if (!parameter) return String(value)
  if (parameter.schema.kind === 'number') return formatQuantity(value as number, parameter.schema.unit)
  const id = optionOf({ schema: parameter.schema, value })
  return optionsOf(parameter)?.find((option) => option.id === id)?.label ?? id
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
