import { Cable } from 'lucide-react'
import { useMemo } from 'react'
import type { AnyBlock } from '../../blocks/block'
import { blockOf } from '../../blocks/registry'
import type { Block } from '../../design/design'
import { nameOf } from '../../design/names'
import { warningsOf } from '../../design/warnings'
import { perform } from '../actions/action'
import { actionOf } from '../actions/registry'
import { focusSelected } from '../canvas/place'
import { renameBlock } from '../edits/blocks'
import { t } from '../i18n/language'
import { designStore, useDesign } from '../stores/design'
import { viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'
import { iconNamed } from '../ui/icons'
import { TextInput } from '../ui/TextInput'
import { asSentence } from '../ui/words'
import { FieldsForm } from './FieldsForm'
import { FormProvider } from './form'
import { Notes } from './Notes'

export { BlockLearn } from './BlockLearn'

/** Parameters of a block. */
export function BlockConfigure({ block }: { block: Block }) {
  const definition = blockOf(block.kind)
  const design = useDesign((state) => state.design)
  const scope = useMemo(() => {
    const names = new Map(design.blocks.map((one) => [one.id, nameOf(one)]))
    const connections = design.connections
      .filter(({ from }) => from === block.id)
      .map(({ id, to }) => ({ id, label: names.get(to) ?? to }))
    return { root: `blocks.${block.id}.params`, connections, owner: nameOf(block) }
  }, [design, block])
  const warnings = useMemo(() => {
    const place = `blocks[${design.blocks.findIndex(({ id }) => id === block.id)}]`
    return warningsOf(design).filter(({ path }) => path === place || path.startsWith(`${place}.`))
  }, [design, block.id])
  if (!definition) return null
  return (
    <FormProvider value={scope}>
      <BlockHeader block={block} definition={definition} />
      <Notes problems={warnings} />
      <FieldsForm fields={definition.fields} values={block.params} />
      <Outgoing block={block} definition={definition} connections={scope.connections} />
    </FormProvider>
  )
}

function BlockHeader({ block, definition }: { block: Block; definition: AnyBlock }) {
  const Icon = iconNamed(definition.icon)
  return (
    <header className="inspector__head">
      <h2 className="visually-hidden">{nameOf(block)}</h2>
      <TextInput
        className="inspector__title"
        label={t('Name of the block')}
        testId={TID.inspectorTitle}
        maxLength={80}
        value={nameOf(block)}
        onChange={(label) =>
          designStore.commit(`Rename ${nameOf(block)}`, (design) => renameBlock(design, block.id, label))
        }
        onDone={focusSelected}
      />
      <p className="inspector__summary">
        <Icon size={14} strokeWidth={1.75} aria-hidden />
        <span>
          <strong>{asSentence(definition.name)}</strong> {t(definition.summary)}
        </span>
      </p>
    </header>
  )
}

interface OutgoingProps {
  block: Block
  definition: AnyBlock
  connections: readonly { id: string; label: string }[]
}

/** Whom the block calls, and a way to connect it further. */
function Outgoing({ block, definition, connections }: OutgoingProps) {
  if (!definition.outPort) return null
  return (
    <section className="fields" aria-label={t('Calls')}>
      <h3 className="fields__title">{t('Calls')}</h3>
      <ul className="links">
        {connections.map(({ id, label }) => (
          <li key={id}>
            <button type="button" className="links__item" onClick={() => viewStore.select([], [id])}>
              <span className="links__arrow" aria-hidden>
                →
              </span>
              {label}
              <span className="links__hint">{t('connection')}</span>
            </button>
          </li>
        ))}
      </ul>
      <Button
        variant="quiet"
        icon={Cable}
        keys="c"
        tip={t('Choose a block to call')}
        className="list__add"
        data-testid={TID.connectButton}
        onClick={() => {
          viewStore.select([block.id])
          perform(actionOf('connect'))
        }}
      >
        {t('Connect to…')}
      </Button>
    </section>
  )
}
