import { CircleCheck, CircleX, Plus, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import { type Design, MAX_OBJECTIVES, type Objective } from '../../design/design'
import { number } from '../../lib/schema'
import type { Report } from '../../simulation/report'
import { t } from '../i18n/language'
import { designStore } from '../stores/design'
import { useRun } from '../stores/run'
import { Button, IconButton } from '../ui/Button'
import { formatQuantity } from '../ui/format'
import { NumberInput } from '../ui/NumberField'
import { Select } from '../ui/Select'
import { type Measure, measuresOf } from './measures'

const SIDES = [
  { id: 'below', label: 'below' },
  { id: 'above', label: 'above' },
] as const
type Side = (typeof SIDES)[number]['id']

function sideOf(objective: Objective): Side {
  return objective.above === undefined ? 'below' : 'above'
}

function limitOf(objective: Objective): number {
  return objective.above ?? objective.below ?? 0
}

function change(label: string, objectives: Objective[], merge?: string): void {
  designStore.commit(label, (design) => ({ ...design, objectives }), merge === undefined ? {} : { merge })
}

/** Limits that the run has to keep; after a run each says whether it did. */
export function Objectives({ design }: { design: Design }) {
  const report = useRun((state) => (state.isReportCurrent ? state.report : null))
  const measures = useMemo(() => measuresOf(design), [design])
  const { objectives } = design
  const replace = (index: number, objective: Objective, isStep = false): void => {
    const next = objectives.map((one, at) => (at === index ? objective : one))
    change('Change objective', next, isStep ? `objective ${index}` : undefined)
  }
  return (
    <section className="fields" aria-label={t('Objectives')}>
      <h3 className="fields__title">{t('Objectives')}</h3>
      {objectives.length === 0 && (
        <p className="fields__none">{t('None yet. An objective is a limit that the run has to keep.')}</p>
      )}
      <ul className="objectives">
        {objectives.map((objective, index) => (
          <ObjectiveRow
            // biome-ignore lint/suspicious/noArrayIndexKey: objectives have no identity but their place
            key={index}
            objective={objective}
            measures={measures}
            report={report}
            onChange={(next, isStep) => replace(index, next, isStep)}
            onRemove={() =>
              change(
                'Remove objective',
                objectives.filter((_, at) => at !== index),
              )
            }
          />
        ))}
      </ul>
      {objectives.length < MAX_OBJECTIVES && (
        <Button
          variant="quiet"
          icon={Plus}
          className="list__add"
          onClick={() => change('Add objective', [...objectives, { measure: 'requests.latencyMs.p99', below: 500 }])}
        >
          {t('Add an objective')}
        </Button>
      )}
    </section>
  )
}

interface ObjectiveRowProps {
  objective: Objective
  measures: readonly Measure[]
  report: Report | null
  onChange: (objective: Objective, isStep?: boolean) => void
  onRemove: () => void
}

function ObjectiveRow({ objective, measures, report, onChange, onRemove }: ObjectiveRowProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const measure = measures.find(({ id }) => id === objective.measure)
  const unit = measure?.unit ?? 'count'
  const schema = number(unit, 1, { max: Number.MAX_VALUE })
  const side = sideOf(objective)
  const make = (limit: number, which = side, id = objective.measure): Objective =>
    which === 'below' ? { measure: id, below: limit } : { measure: id, above: limit }
  const result = report?.objectives.find((one) => one.measure === objective.measure)
  return (
    <li className="objective">
      <div className="objective__measure">
        <Select
          label={t('Measure')}
          value={objective.measure}
          options={measures.map(({ id, label, group }) => ({
            id,
            label: t('{said}: {what}', { said: group, what: label }),
          }))}
          onChange={(id) => onChange(make(limitOf(objective), side, id))}
        />
        <IconButton size="small" icon={X} label={t('Remove this objective')} onClick={onRemove} />
      </div>
      <div className="objective__limit">
        <Select
          label={t('Side of the limit')}
          value={side}
          options={SIDES.map(({ id, label }) => ({ id, label: t(label) }))}
          onChange={(which) => onChange(make(limitOf(objective), which))}
        />
        <NumberInput
          label={t('Limit##of an objective')}
          schema={schema}
          value={limitOf(objective)}
          onChange={(limit, isStep) => onChange(make(limit), isStep)}
          onProblem={setProblem}
        />
        {result && result.value !== null && (
          <span className="objective__result" data-met={result.met}>
            {result.met ? <CircleCheck size={14} aria-hidden /> : <CircleX size={14} aria-hidden />}
            {t('{one}, {other}', {
              one: result.met ? t('met') : t('missed'),
              other: formatQuantity(result.value, unit),
            })}
          </span>
        )}
      </div>
      {problem && (
        <p className="field__error" role="alert">
          {problem}
        </p>
      )}
    </li>
  )
}
