import { ArrowRight } from 'lucide-react'
import { useMemo } from 'react'
import { blockOf } from '../../blocks/registry'
import { CONNECTION_FIELDS } from '../../design/connection'
import type { Connection } from '../../design/design'
import { nameOf } from '../../design/names'
import type { Fields } from '../../lib/schema'
import { t } from '../i18n/language'
import { useDesign } from '../stores/design'
import { viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { FieldsForm } from './FieldsForm'
import { FormProvider } from './form'

/** The network between two blocks, and the caller's policies on it. */
export function ConnectionConfigure({ connection }: { connection: Connection }) {
  const blocks = useDesign((state) => state.design.blocks)
  const from = blocks.find(({ id }) => id === connection.from)
  const to = blocks.find(({ id }) => id === connection.to)
  const owner = from && to ? `${nameOf(from)} to ${nameOf(to)}` : connection.id
  const scope = useMemo(
    () => ({ root: `connections.${connection.id}.params`, connections: [], owner }),
    [connection.id, owner],
  )
  const protocol = to && blockOf(to.kind)?.inPort?.protocol
  const fields: Fields = CONNECTION_FIELDS
  return (
    <FormProvider value={scope}>
      <header className="inspector__head">
        <h2 className="inspector__ends" data-testid={TID.inspectorTitle}>
          {from && <End id={from.id} name={nameOf(from)} />}
          <ArrowRight size={14} aria-label={t('to')} />
          {to && <End id={to.id} name={nameOf(to)} />}
        </h2>
        <p className="inspector__summary">
          <span>
            <strong>{protocol ? t('Connection, {protocol}.', { protocol: t(protocol) }) : t('Connection.')}</strong>{' '}
            {t('The network between the two, and what the caller does about slow and failed calls.')}
          </span>
        </p>
      </header>
      <FieldsForm fields={fields} values={connection.params} />
    </FormProvider>
  )
}

function End({ id, name }: { id: string; name: string }) {
  return (
    <button
      type="button"
      className="inspector__end"
      data-tip={t('Select this block')}
      onClick={() => viewStore.select([id])}
    >
      {name}
    </button>
  )
}

export function ConnectionLearn() {
  return (
    <article className="learn">
      <h2 className="learn__title">{t('Connection')}</h2>
      <p className="learn__lead">
        {t('One block calls another; what the caller does about trouble stands here, as it does in real services.')}
      </p>
      <p>
        {t(
          'Policies wrap a call from outside in: deadline, retry, circuit breaker, rate limit, bulkhead, timeout of the attempt. A retry is another attempt of the same call; what its own breaker, limiter or bulkhead refused is not tried again.',
        )}
      </p>
      <p>
        {t(
          'A timeout ends the waiting, not the work: the callee goes on unless abandoned work is cancelled. What it does then is counted as wasted.',
        )}
      </p>
      <h3>{t('Parameters')}</h3>
      <dl>
        {Object.entries(CONNECTION_FIELDS).map(([name, field]) => (
          <div key={name}>
            <dt>{t(field.label)}</dt>
            <dd>{t(field.help)}</dd>
          </div>
        ))}
      </dl>
    </article>
  )
}
