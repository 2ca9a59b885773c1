import { BLOCKS } from '../../blocks/registry'
import { ACTION_GROUPS, type Action, perform } from '../actions/action'
import { ACTIONS } from '../actions/registry'
import { placeBlock } from '../canvas/place'
import { sentence, t } from '../i18n/language'
import { viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Dialog } from '../ui/Dialog'
import { iconNamed } from '../ui/icons'
import { Keys } from '../ui/Keys'
import { type ListEntry, ListSearch } from '../ui/ListSearch'
import { inSentence } from '../ui/words'

function byGroup(one: Action, other: Action): number {
  return ACTION_GROUPS.indexOf(one.group) - ACTION_GROUPS.indexOf(other.group)
}

function isPossible(entry: ListEntry): boolean {
  return entry.isDisabled !== true
}

/** Everything that can be done, by name; at the end what cannot be done now. */
export function CommandDialog() {
  const run = (act: () => void) => (): void => {
    viewStore.closeDialog()
    act()
  }
  const actions = ACTIONS.toSorted(byGroup)
    .filter((action) => !action.isHidden)
    .map((action): ListEntry => {
      const isDisabled = action.isEnabled?.() === false
      const Icon = action.icon
      const [keys] = action.keys ?? []
      return {
        id: action.id,
        label: sentence(action.label),
        words: `${action.group} ${action.label} ${action.words ?? ''}`,
        group: isDisabled ? t('Not now') : t(action.group),
        isDisabled,
        icon: Icon && <Icon size={16} strokeWidth={1.75} aria-hidden />,
        detail: keys && <Keys combo={keys} />,
        onChoose: run(() => perform(action)),
      }
    })
  const blocks = BLOCKS.map((block): ListEntry => {
    const Icon = iconNamed(block.icon)
    return {
      id: `place-${block.id}`,
      label: t('Add {kind}', { kind: inSentence(t(block.name)) }),
      words: `${block.id} ${block.name} add place`,
      group: t('Add a block'),
      icon: <Icon size={16} strokeWidth={1.75} aria-hidden />,
      onChoose: run(() => placeBlock(block.id)),
    }
  })
  return (
    <Dialog title={t('Commands')} onClose={viewStore.closeDialog} testId={TID.commandDialog}>
      <ListSearch
        label={t('Commands')}
        placeholder={t('What do you want to do')}
        entries={[...blocks, ...actions.filter(isPossible), ...actions.filter((entry) => !isPossible(entry))]}
        empty={t('There is no such command.')}
      />
    </Dialog>
  )
}
