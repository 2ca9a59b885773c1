import { useMemo } from 'react'
import { MAX_SEED } from '../../design/design'
import { SCENARIO_FIELDS } from '../../design/scenario'
import { warningsOf } from '../../design/warnings'
import { type Fields, field, integer } from '../../lib/schema'
import { plural, t, text } from '../i18n/language'
import { useDesign } from '../stores/design'
import { TID } from '../test-ids'
import { FieldRow, NestedFields } from './FieldRow'
import { FormProvider } from './form'
import { Notes } from './Notes'
import { Objectives } from './Objectives'

const SEED = field(
  1,
  text('Seed'),
  text('Where all chance comes from: the same seed gives the same run, bit for bit.'),
  integer('count', 1, { max: MAX_SEED }),
)

const SEED_SCOPE = { root: '', connections: [], owner: '' }
const SCENARIO_SCOPE = { root: 'scenario', connections: [], owner: '' }

/** Of one field of a block: such a warning says little away from its form. */
const OF_A_FIELD = /^blocks\[\d+\]\./

/** What belongs to the design as a whole, shown while nothing is selected. */
export function ScenarioInspector() {
  const design = useDesign((state) => state.design)
  const warnings = useMemo(() => warningsOf(design).filter(({ path }) => !OF_A_FIELD.test(path)), [design])
  const times: Fields = SCENARIO_FIELDS
  return (
    <div className="inspector__page scroll">
      <header className="inspector__head">
        <h2 className="inspector__title" data-testid={TID.inspectorTitle}>
          {t('Scenario')}
        </h2>
        <p className="inspector__summary">
          <span>
            <strong>
              {t('{blocks}, {connections}.', {
                blocks: plural(design.blocks.length, { one: '{count} block', other: '{count} blocks' }),
                connections: plural(design.connections.length, {
                  one: '{count} connection',
                  other: '{count} connections',
                }),
              })}
            </strong>{' '}
            {t('Select one to set it up. What stands here is for the whole run.')}
          </span>
        </p>
      </header>
      <Notes problems={warnings} />
      <div className="fields">
        <FormProvider value={SEED_SCOPE}>
          <FieldRow field={SEED} value={design.seed} path="seed" />
        </FormProvider>
        <FormProvider value={SCENARIO_SCOPE}>
          <NestedFields
            fields={times}
            values={{
              durationMs: design.scenario.durationMs,
              warmupMs: design.scenario.warmupMs,
              drainMs: design.scenario.drainMs,
            }}
          />
        </FormProvider>
      </div>
      <Objectives design={design} />
    </div>
  )
}
