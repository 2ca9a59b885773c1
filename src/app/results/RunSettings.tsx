import { useState } from 'react'
import { MAX_SEED } from '../../design/design'
import { SCENARIO_FIELDS } from '../../design/scenario'
import { integer } from '../../lib/schema'
import { t } from '../i18n/language'
import { designStore, useDesign } from '../stores/design'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { Field } from '../ui/Field'
import { NumberInput } from '../ui/NumberField'

const SEED = integer('count', 1, { max: MAX_SEED })
const TIMES = ['durationMs', 'warmupMs', 'drainMs'] as const

/** How long the run is and where its chance comes from. */
export function RunSettings({ onClose }: { onClose: () => void }) {
  const scenario = useDesign((state) => state.design.scenario)
  const seed = useDesign((state) => state.design.seed)
  const setTime = (name: (typeof TIMES)[number], value: number): void => {
    designStore.commit(`Set ${SCENARIO_FIELDS[name].label.toLowerCase()}`, (design) => ({
      ...design,
      scenario: withTime(design.scenario, name, value),
    }))
  }
  const setSeed = (value: number): void => {
    designStore.commit('Set seed', (design) => ({ ...design, seed: value }))
  }
  return (
    <Dialog
      title={t('Run settings')}
      size="small"
      testId={TID.runSettings}
      onClose={onClose}
      summary={t('The same design, seed and version give the same result, bit for bit.')}
      footer={
        <>
          <Button onClick={() => setSeed(crypto.getRandomValues(new Uint32Array(1))[0] ?? 1)}>
            {t('Another seed')}
          </Button>
          <Button variant="primary" onClick={onClose}>
            {t('Done')}
          </Button>
        </>
      }
    >
      {TIMES.map((name) => {
        const { label, help, schema } = SCENARIO_FIELDS[name]
        return (
          <QuantityField
            key={name}
            label={t(label)}
            help={t(help)}
            schema={schema}
            value={scenario[name]}
            onChange={(value) => setTime(name, value)}
          />
        )
      })}
      <QuantityField
        label={t('Seed')}
        help={t('Decides every draw of the run.')}
        schema={SEED}
        value={seed}
        onChange={setSeed}
      />
    </Dialog>
  )
}

type Scenario = ReturnType<typeof designStore.get>['scenario']

/** A warm-up must end before the run does. */
function withTime(scenario: Scenario, name: (typeof TIMES)[number], value: number): Scenario {
  const next = { ...scenario, [name]: value }
  return next.warmupMs < next.durationMs ? next : { ...next, warmupMs: Math.min(next.warmupMs, next.durationMs / 2) }
}

interface QuantityFieldProps {
  label: string
  help: string
  schema: Parameters<typeof NumberInput>[0]['schema']
  value: number
  onChange: (value: number) => void
}

/** A labelled number that shows what is wrong with it. */
export function QuantityField({ label, help, schema, value, onChange }: QuantityFieldProps) {
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <Field label={label} help={help} error={problem}>
      {(ids) => <NumberInput {...ids} schema={schema} value={value} onChange={onChange} onProblem={setProblem} />}
    </Field>
  )
}
