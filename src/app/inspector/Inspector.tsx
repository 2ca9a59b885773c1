import { useMemo } from 'react'
import { commentsOf } from '../../design/comments'
import type { Block, Connection } from '../../design/design'
import { groupsOf } from '../../design/group-tree'
import { t } from '../i18n/language'
import { useDesign } from '../stores/design'
import { type InspectorTab, useView, viewStore } from '../stores/view'
import { Tabs } from '../ui/Tabs'
import { BlockConfigure, BlockLearn } from './BlockInspector'
import { ConnectionConfigure, ConnectionLearn } from './ConnectionInspector'
import { BlockLive, ConnectionLive } from './LiveFigures'
import { ScenarioInspector } from './ScenarioInspector'
import { SeveralInspector } from './SeveralInspector'
import './inspector.css'
import { deferred } from '../ui/deferred'

const GroupInspector = deferred(() => import('./GroupInspector').then((module) => module.GroupInspector))
const CommentInspector = deferred(() => import('./CommentInspector').then((module) => module.CommentInspector))

const TABS: readonly { id: InspectorTab; label: string }[] = [
  { id: 'configure', label: 'Configure' },
  { id: 'live', label: 'Live' },
  { id: 'learn', label: 'Learn' },
]

/** What is selected: its parameters, its figures, and what there is to know about it. Nothing selected: the whole design. */
export function Inspector() {
  const selection = useView((state) => state.selection)
  const design = useDesign((state) => state.design)
  const chosen = useMemo(() => {
    const blocks = design.blocks.filter(({ id }) => selection.blocks.includes(id))
    const connections = design.connections.filter(({ id }) => selection.connections.includes(id))
    return { blocks, connections }
  }, [design, selection])
  const groups = groupsOf(design).filter(({ id }) => selection.marks.includes(id))
  const comments = commentsOf(design).filter(({ id }) => selection.marks.includes(id))
  const marks = [...groups, ...comments]
  const count = chosen.blocks.length + chosen.connections.length + marks.length
  const [block] = chosen.blocks
  const [connection] = chosen.connections
  const [group] = groups
  const [comment] = comments
  return (
    <div className="inspector">
      {count === 0 && <ScenarioInspector />}
      {count > 1 && <SeveralInspector blocks={chosen.blocks} connections={chosen.connections} marks={marks} />}
      {count === 1 && group && <GroupInspector key={group.id} group={group} />}
      {count === 1 && comment && <CommentInspector key={comment.id} comment={comment} />}
      {count === 1 && marks.length === 0 && (
        <SingleInspector key={(block ?? connection)?.id} block={block} connection={connection} />
      )}
    </div>
  )
}

function SingleInspector({ block, connection }: { block: Block | undefined; connection: Connection | undefined }) {
  const tab = useView((state) => state.inspectorTab)
  return (
    <Tabs label={t('Inspector')} tabs={TABS} selected={tab} onSelect={viewStore.setInspectorTab}>
      <div className="inspector__page scroll">
        {block && tab === 'configure' && <BlockConfigure block={block} />}
        {block && tab === 'live' && <BlockLive block={block} />}
        {block && tab === 'learn' && <BlockLearn block={block} />}
        {connection && tab === 'configure' && <ConnectionConfigure connection={connection} />}
        {connection && tab === 'live' && <ConnectionLive connection={connection} />}
        {connection && tab === 'learn' && <ConnectionLearn />}
      </div>
    </Tabs>
  )
}
