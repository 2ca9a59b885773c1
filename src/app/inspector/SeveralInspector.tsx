import { useMemo } from 'react'
import { blockOf } from '../../blocks/registry'
import type { Comment } from '../../design/comments'
import { CONNECTION_FIELDS } from '../../design/connection'
import type { Block, Connection } from '../../design/design'
import type { Group } from '../../design/groups'
import { nameOf } from '../../design/names'
import { ActionButton } from '../actions/ActionButton'
import { perform } from '../actions/action'
import { ACTIONS as ACTIONS_OF_ALL, actionOf } from '../actions/registry'
import { saidOf } from '../edits/said'
import { sentence, t } from '../i18n/language'
import { designStore } from '../stores/design'
import { viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'
import { iconNamed } from '../ui/icons'
import { inSentence } from '../ui/words'
import { FieldsForm } from './FieldsForm'
import { FormProvider } from './form'
import { isMixed, sharedFields } from './shared-fields'

const ACTIONS = ['group', 'duplicate', 'copy', 'zoom-selection', 'delete']
const ARRANGE = ACTIONS_OF_ALL.filter(({ group }) => group === 'Arrange')

/** Several things at once: which they are, and what can be done with all of them. */
export function SeveralInspector({
  blocks,
  connections,
  marks,
}: {
  blocks: readonly Block[]
  connections: readonly Connection[]
  marks: readonly (Group | Comment)[]
}) {
  return (
    <div className="inspector__page scroll">
      <header className="inspector__head">
        <h2 className="inspector__title" data-testid={TID.inspectorTitle}>
          {t('{count} selected', { count: blocks.length + connections.length + marks.length })}
        </h2>
        <p className="inspector__summary">{t('Choose one to set it up, or act on all of them.')}</p>
      </header>
      <div className="several__actions">
        {ACTIONS.map((id) => {
          const action = actionOf(id)
          const [keys] = action.keys ?? []
          return (
            <Button
              key={id}
              {...(action.icon ? { icon: action.icon } : {})}
              {...(keys ? { keys, tip: sentence(action.label) } : {})}
              variant={id === 'delete' ? 'danger' : 'plain'}
              disabled={blocks.length + marks.length === 0 && id !== 'delete'}
              onClick={() => perform(action)}
            >
              {sentence(action.label)}
            </Button>
          )
        })}
      </div>
      {blocks.length > 1 && (
        <div className="several__arrange" role="toolbar" aria-label={t('Arrange')}>
          {ARRANGE.filter((action) => action.isEnabled?.() !== false).map((action) => (
            <ActionButton key={action.id} action={action} />
          ))}
        </div>
      )}
      <ul className="links links--several">
        {blocks.map((block) => (
          <li key={block.id}>
            <SelectedBlock block={block} />
          </li>
        ))}
        {connections.map(({ id }) => (
          <li key={id}>
            <button type="button" className="links__item" onClick={() => viewStore.select([], [id])}>
              <span className="links__arrow" aria-hidden>
                →
              </span>
              {saidOf(designStore.get(), [id], t)}
              <span className="links__hint">{t('connection')}</span>
            </button>
          </li>
        ))}
      </ul>
      <Shared blocks={blocks} connections={connections} />
    </div>
  )
}

/** Parameters that all of them have, to be set in all at once. */
function Shared({ blocks, connections }: { blocks: readonly Block[]; connections: readonly Connection[] }) {
  const isBlocks = connections.length === 0
  const items: readonly (Block | Connection)[] = isBlocks ? blocks : connections
  const fields = useMemo(
    () => sharedFields(isBlocks ? blocks.map(({ kind }) => blockOf(kind)?.fields ?? {}) : [CONNECTION_FIELDS]),
    [blocks, isBlocks],
  )
  const scope = useMemo(() => {
    const folder = isBlocks ? 'blocks' : 'connections'
    const [root = '', ...others] = items.map(({ id }) => `${folder}.${id}.params`)
    const all = items.map(({ params }): { readonly [name: string]: unknown } => params)
    return {
      root,
      others,
      connections: [],
      owner: `${items.length} ${folder}`,
      isMixed: (path: string) => isMixed(all, path),
    }
  }, [items, isBlocks])
  const [first] = items
  if ((!isBlocks && blocks.length > 0) || !first || Object.keys(fields).length === 0) return null
  return (
    <FormProvider value={scope}>
      <h3 className="fields__title several__title">{t('What they share')}</h3>
      <FieldsForm key={items.map(({ id }) => id).join(' ')} fields={fields} values={first.params} />
    </FormProvider>
  )
}

function SelectedBlock({ block }: { block: Block }) {
  const definition = blockOf(block.kind)
  const Icon = iconNamed(definition?.icon ?? '')
  return (
    <button type="button" className="links__item" onClick={() => viewStore.select([block.id])}>
      <Icon size={14} strokeWidth={1.75} aria-hidden />
      {nameOf(block)}
      <span className="links__hint">{definition && inSentence(t(definition.name))}</span>
    </button>
  )
}
