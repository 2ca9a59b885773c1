import { blockOf } from '../../blocks/registry'
import type { Block, Connection } from '../../design/design'
import { nameOf } from '../../design/names'
import { perform } from '../actions/action'
import { actionOf } from '../actions/registry'
import { viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'
import { iconNamed } from '../ui/icons'
import { inSentence } from '../ui/words'

const ACTIONS = ['duplicate', 'copy', 'zoom-selection', 'delete']

/** Several things at once: which they are, and what can be done with all of them. */
export function SeveralInspector({
  blocks,
  connections,
}: {
  blocks: readonly Block[]
  connections: readonly Connection[]
}) {
  return (
    <div className="inspector__page scroll">
      <header className="inspector__head">
        <h2 className="inspector__title" data-testid={TID.inspectorTitle}>
          {blocks.length + connections.length} selected
        </h2>
        <p className="inspector__summary">Choose one to set it up, or act on all of them.</p>
      </header>
      <div className="several__actions">
        {ACTIONS.map((id) => {
          const action = actionOf(id)
          const [keys] = action.keys ?? []
          return (
            <Button
              key={id}
              {...(action.icon ? { icon: action.icon } : {})}
              {...(keys ? { keys, tip: action.label } : {})}
              variant={id === 'delete' ? 'danger' : 'plain'}
              disabled={blocks.length === 0 && id !== 'delete'}
              onClick={() => perform(action)}
            >
              {action.label}
            </Button>
          )
        })}
      </div>
      <ul className="links links--several">
        {blocks.map((block) => (
          <li key={block.id}>
            <SelectedBlock block={block} />
          </li>
        ))}
        {connections.map(({ id, from, to }) => (
          <li key={id}>
            <button type="button" className="links__item" onClick={() => viewStore.select([], [id])}>
              <span className="links__arrow" aria-hidden>
                →
              </span>
              {from} to {to}
              <span className="links__hint">connection</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function SelectedBlock({ block }: { block: Block }) {
  const definition = blockOf(block.kind)
  const Icon = iconNamed(definition?.icon ?? '')
  return (
    <button type="button" className="links__item" onClick={() => viewStore.select([block.id])}>
      <Icon size={14} strokeWidth={1.75} aria-hidden />
      {nameOf(block)}
      <span className="links__hint">{definition && inSentence(definition.name)}</span>
    </button>
  )
}
