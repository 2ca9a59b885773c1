import { Ellipsis } from 'lucide-react'
import { useEffect, useState } from 'react'
import { menuItemOf } from '../actions/menu-item'
import { ACTIONS, actionOf } from '../actions/registry'
import { currentLanguage, t } from '../i18n/language'
import type { Head } from '../library/records'
import { useDesign } from '../stores/design'
import { useView } from '../stores/view'
import { TID } from '../test-ids'
import { IconButton } from '../ui/Button'
import { Menu, type MenuItem } from '../ui/Menu'

function idsOf(family: string): string[] {
  return ACTIONS.filter(({ id }) => id.startsWith(family)).map(({ id }) => id)
}

async function openStored(id: string): Promise<void> {
  const { openStored: open } = await import('../library/open-stored')
  await open(id)
}

/** Everything that is not worth a button of its own, and the designs kept in this browser. */
export function MoreMenu({ isWide }: { isWide: boolean }) {
  const [recent, setRecent] = useState<Head[]>([])
  const documentId = useDesign((state) => state.documentId)
  useView((state) => state.theme)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was open before belongs on the list
  useEffect(() => {
    let isCurrent = true
    import('../library/database')
      .then(({ listHeads }) => listHeads())
      .then(
        (designs) => isCurrent && setRecent(designs),
        () => undefined,
      )
    return () => {
      isCurrent = false
    }
  }, [documentId])
  const pick = (...ids: string[]): MenuItem[] => ids.map((id, index) => menuItemOf(actionOf(id), index === 0))
  const others = recent.filter(({ id, binnedAt }) => id !== documentId && binnedAt === null).slice(0, 6)
  const items = [
    ...(isWide ? [] : pick('undo', 'redo', 'gallery', 'export')),
    ...pick('new', 'open', 'import', 'library'),
    ...others.map(
      (record, index): MenuItem => ({
        id: record.id,
        label: record.name,
        detail: new Date(record.openedAt).toLocaleString(currentLanguage(), {
          dateStyle: 'medium',
          timeStyle: 'short',
        }),
        startsGroup: index === 0,
        onSelect: () => void openStored(record.id),
      }),
    ),
    ...pick('experiments', 'validation'),
    ...pick('find', 'outline', 'tidy'),
    ...pick('panel-palette', 'panel-inspector', 'panel-results'),
    ...pick(...idsOf('theme-')),
    ...pick(...idsOf('language-')),
    ...pick('commands', 'shortcuts', 'tour', 'reference'),
  ]
  return (
    <Menu
      label={t('More')}
      align="end"
      items={items.map((item, index) => (index === 0 ? { ...item, startsGroup: false } : item))}
      trigger={(props) => (
        <IconButton {...props} label={t('More')} icon={Ellipsis} variant="plain" data-testid={TID.moreButton} />
      )}
    />
  )
}
