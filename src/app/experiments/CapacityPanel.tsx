import { useState } from 'react'
import type { Fault } from '../../design/scenario'
import { integer, number } from '../../lib/schema'
import { sentence, t } from '../i18n/language'
import { faultText } from '../results/fault-text'
import { useDesign } from '../stores/design'
import { TID } from '../test-ids'
import { Field } from '../ui/Field'
import { formatNumber, formatRate, formatShare } from '../ui/format'
import { Select } from '../ui/Select'
import { loadSchema, presentLoad } from './LoadPanel'
import { NumberRow, Part, ReplicationsRow, RunRow, Stale } from './parts'
import { experiments, type Finding, useExperiments } from './store'

const WITHIN = number('ms', 300_000, { min: 1000, max: 43_200_000, scale: 'log' })
const WIDTH = integer('count', 5, { min: 1, max: 50 })

/** The highest load from which the design recovers after a trigger. */
export function CapacityPanel() {
  const design = useDesign((state) => state.design)
  const finding = useExperiments((state) => state.findings.capacity)
  const { load, obstacle } = presentLoad(design)
  const [index, setIndex] = useState('0')
  const [range, setRange] = useState<{ from: number; to: number } | null>(null)
  const [within, setWithin] = useState<number | null>(null)
  const [percent, setPercent] = useState(5)
  const [count, setCount] = useState(3)
  const { faults } = design.scenario
  const trigger = faults[Number(index)] ?? faults[0]
  const { from, to } = range ?? { from: rounded(load.value / 5, load.unit), to: rounded(load.value * 2, load.unit) }
  const withinMs = within ?? withinOf(trigger)
  const run = (): void => {
    if (!trigger) return
    const question = { trigger, withinMs, from, to, width: percent / 100, replications: count }
    void experiments.start('capacity', design, { design, question })
  }
  return (
    <div className="experiment">
      <p className="experiment__about">
        {t(
          'Puts the design under a load, hits it with a fault, and sees whether its goodput comes back to 90 % of what it is without the fault. Bisection finds the highest load from which it does.',
        )}
      </p>
      <div className="experiment__form">
        <div className="experiment__long">
          <Field label={t('Trigger')} layout="stack">
            {(ids) => (
              <Select
                {...ids}
                value={trigger ? index : ''}
                options={faults.map((fault, at) => ({ id: String(at), label: faultText(design, fault) }))}
                onChange={setIndex}
                isDisabled={faults.length === 0}
                testId={`${TID.experimentField}capacity-trigger`}
              />
            )}
          </Field>
        </div>
        <NumberRow
          label={t('From')}
          help={t('A load that should recover.')}
          schema={loadSchema(load.unit)}
          value={from}
          onChange={(value) => setRange({ from: value, to })}
          testId={`${TID.experimentField}capacity-from`}
        />
        <NumberRow
          label={t('To')}
          help={t('A load that should not.')}
          schema={loadSchema(load.unit)}
          value={to}
          onChange={(value) => setRange({ from, to: value })}
          testId={`${TID.experimentField}capacity-to`}
        />
        <NumberRow
          label={t('Time to recover')}
          help={t('From the end of the trigger; goodput is judged over its last fifth.')}
          schema={WITHIN}
          value={withinMs}
          onChange={setWithin}
          testId={`${TID.experimentField}capacity-within`}
        />
        <NumberRow
          label={t('Precision, %')}
          help={t('How close the two loads of the answer are, relative to them.')}
          schema={WIDTH}
          value={percent}
          onChange={setPercent}
        />
        <ReplicationsRow value={count} onChange={setCount} />
      </div>
      <RunRow
        kind="capacity"
        label={t('Search')}
        obstacle={
          obstacle ??
          (trigger === undefined
            ? t('Put a fault on the timeline first: it is what the design has to recover from.')
            : to > from
              ? null
              : t('The range must end higher than it begins.'))
        }
        onRun={run}
      />
      {finding && <Result finding={finding} />}
    </div>
  )
}

/** As the command has it: sixty times the trigger, from one to ten minutes. */
function withinOf(trigger: Fault | undefined): number {
  return Math.min(600_000, Math.max(60_000, 60 * (trigger?.forMs ?? 0)))
}

function rounded(value: number, unit: '1/s' | 'users'): number {
  return unit === 'users' ? Math.max(1, Math.round(value)) : Number(value.toPrecision(3))
}

function Result({ finding }: { finding: Finding<'capacity'> }) {
  const { verdict, trials, replications, unit } = finding.result
  const formatLoad = (value: number) => (unit === 'users' ? formatNumber(value) : formatRate(value))
  return (
    <>
      <Stale design={finding.design} />
      <p className="experiment__verdict" data-testid={TID.experimentVerdict}>
        {sentence(verdict)}
      </p>
      <Scale trials={trials} replications={replications} format={formatLoad} />
      <Part
        title={t('Loads tried')}
        note={t('{count} replications, with the trigger and without it', { count: replications })}
      >
        <table className="figures experiment__figures">
          <thead>
            <tr>
              <th scope="col">{t('Load')}</th>
              <th scope="col">{t('Recovered')}</th>
              <th scope="col">{t('Goodput after')}</th>
              <th scope="col">{t('Without trigger')}</th>
            </tr>
          </thead>
          <tbody>
            {trials.map((trial) => (
              <tr key={trial.load}>
                <th scope="row">{formatLoad(trial.load)}</th>
                <td className={trial.recoveredIn === replications ? 'experiment__good' : 'experiment__problem'}>
                  {t('{number} of {total}', { number: trial.recoveredIn, total: replications })}
                </td>
                <td>{formatShare(trial.goodputShare)}</td>
                <td>{formatShare(trial.goodputShareWithout)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Part>
    </>
  )
}

/** The loads tried on one line: filled where the design recovers, hollow where it stays down. */
function Scale({
  trials,
  replications,
  format,
}: {
  trials: Finding<'capacity'>['result']['trials']
  replications: number
  format: (load: number) => string
}) {
  const least = trials[0]?.load ?? 0
  const most = trials.at(-1)?.load ?? 1
  const at = (load: number) => (most > least ? (100 * (load - least)) / (most - least) : 50)
  return (
    <div className="capacity-scale" aria-hidden="true">
      {trials.map(({ load, recoveredIn }) => (
        <span
          key={load}
          className={`capacity-scale__dot capacity-scale__dot--${recoveredIn === replications ? 'up' : 'down'}`}
          style={{ left: `${at(load)}%` }}
        />
      ))}
      <span className="capacity-scale__end">{format(least)}</span>
      <span className="capacity-scale__end capacity-scale__end--right">{format(most)}</span>
    </div>
  )
}
