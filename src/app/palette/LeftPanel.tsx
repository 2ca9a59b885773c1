import { t } from '../i18n/language'
import { type LeftTab, useView, viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { deferred } from '../ui/deferred'
import { type TabItem, Tabs } from '../ui/Tabs'
import { Palette } from './Palette'

const Outline = deferred(() => import('../outline/Outline').then((module) => module.Outline))

const TABS: readonly TabItem<LeftTab>[] = [
  { id: 'blocks', label: 'Blocks', testId: `${TID.leftTab}blocks` },
  { id: 'outline', label: 'Outline', testId: `${TID.leftTab}outline` },
]

/** What can be added, or what is there. */
export function LeftPanel() {
  const tab = useView((state) => state.leftTab)
  return (
    <Tabs label={t('Blocks and outline')} tabs={TABS} selected={tab} onSelect={viewStore.setLeftTab}>
      {tab === 'blocks' ? <Palette /> : <Outline />}
    </Tabs>
  )
}
