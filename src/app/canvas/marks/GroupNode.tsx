import { Handle, type NodeProps, Position } from '@xyflow/react'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { memo, useEffect, useRef } from 'react'
import { barBeside } from '../../../design/group-cuts'
import { blocksIn, groupsOf } from '../../../design/group-tree'
import { distancesOf, GROUP_KINDS, type Group } from '../../../design/groups'
import { nameOf } from '../../../design/names'
import { variantOf } from '../../../lib/schema'
import { setCollapsed } from '../../edits/groups'
import { plural, t } from '../../i18n/language'
import { designStore, useDesign } from '../../stores/design'
import { liveFigures } from '../../stores/live-figures'
import { viewStore } from '../../stores/view'
import { TID } from '../../test-ids'
import { classNames } from '../../ui/class-names'
import { formatQuantity, formatRate } from '../../ui/format'
import { CONDITION_WORDS } from '../face'
import type { GroupNodeType } from '../flow-types'
import { groupFigures } from './group-figures'
import { GROUP_ICONS } from './icons'
import './marks.css'

/** A container with its title bar, or, collapsed, a node in its place. */
export const GroupNode = memo(function GroupNode({ data, selected, width = 0 }: NodeProps<GroupNodeType>) {
  const { group, isTarget, holes } = data
  const bar = barBeside(width, holes)
  const Icon = GROUP_ICONS[group.kind]
  const Chevron = group.collapsed ? ChevronRight : ChevronDown
  return (
    <div
      className={classNames(
        'group',
        group.collapsed && 'group--collapsed',
        selected && 'group--selected',
        isTarget && 'group--target',
      )}
      data-kind={group.kind}
      data-testid={TID.group + group.id}
    >
      <Handle type="target" position={Position.Left} className="group__port" isConnectable={false} />
      {holes.length > 0 && (
        <div className="group__holes" aria-hidden>
          {holes.map(({ x, y, width, height }) => (
            <span key={`${x} ${y}`} style={{ left: x, top: y, width, height }} />
          ))}
        </div>
      )}
      <div
        className={classNames('group__bar', bar.isOnTop && 'group__bar--on-top')}
        style={holes.length > 0 ? { left: bar.left, width: bar.width } : undefined}
      >
        <button
          type="button"
          className="group__toggle nodrag"
          tabIndex={-1}
          aria-label={
            group.collapsed
              ? t('Expand {name}', { name: nameOf(group) })
              : t('Collapse {name}', { name: nameOf(group) })
          }
          aria-expanded={!group.collapsed}
          data-testid={TID.groupToggle + group.id}
          onClick={(event) => {
            event.stopPropagation()
            toggleGroup(group)
          }}
        >
          <Chevron size={14} aria-hidden />
        </button>
        <Icon className="group__icon" size={15} strokeWidth={1.75} aria-hidden />
        <span className="group__name" data-name>
          {nameOf(group)}
        </span>
        <span className="group__kind">{kindWords(group)}</span>
      </div>
      {group.collapsed && <CollapsedFace group={group} />}
      <Handle type="source" position={Position.Right} className="group__port" isConnectable={false} />
    </div>
  )
})

/** Opens a collapsed group or collapses an open one. */
export function toggleGroup(group: Group): void {
  const { collapsed = false } = group
  const label = `${collapsed ? 'Expand' : 'Collapse'} ${nameOf(group)}`
  if (designStore.commit(label, (design) => setCollapsed(design, group.id, !collapsed))) viewStore.announce(label)
}

/** "tier 2, closed", "region, 6,200 km". */
function kindWords({ kind, params, ...group }: Group): string {
  const word = t(variantOf(GROUP_KINDS, kind)?.label ?? kind).toLowerCase()
  if (kind === 'tier')
    return params['closed'] ? `${word} ${params['order']}, ${t('closed##tier')}` : `${word} ${params['order']}`
  const distances = Object.values(distancesOf({ ...group, kind, params }))
  return kind === 'region' && distances.length === 1 ? `${word}, ${formatQuantity(distances[0], 'km')}` : word
}

function CollapsedFace({ group }: { group: Group }) {
  const design = useDesign((state) => state.design)
  const root = useRef<HTMLDivElement>(null)
  const inside = blocksIn(groupsOf(design), group.id)
  const [watched = ''] = inside
  useEffect(() => {
    const element = root.current
    return element ? keepFace(element, group.id, watched) : undefined
  }, [group.id, watched])
  return (
    <div ref={root} className="group__face" data-live="false">
      <span className="block__state" />
      <span className="group__size">{plural(inside.size, { one: '{count} block', other: '{count} blocks' })}</span>
      <span className="group__rates" aria-hidden>
        <span>
          <span className="block__word">{t('in')}</span> <b data-cell="in" />
        </span>
        <span>
          <span className="block__word">{t('out')}</span> <b data-cell="out" />
        </span>
      </span>
    </div>
  )
}

/** Writes the sums of a group into its face from now on. Returns how to stop. All blocks are told at once: one is enough. */
function keepFace(element: HTMLElement, id: string, watched: string): () => void {
  const node = element.closest<HTMLElement>('.group')
  const [state, incoming, outgoing] = ['.block__state', '[data-cell="in"]', '[data-cell="out"]'].map((selector) =>
    element.querySelector(selector),
  )
  const update = (): void => {
    const { inPerSecond, outPerSecond, condition } = groupFigures(designStore.get(), id)
    element.dataset['live'] = String(inPerSecond !== null)
    if (node) node.dataset['condition'] = condition
    if (state) state.textContent = wordFor(CONDITION_WORDS[condition])
    if (incoming) incoming.textContent = formatRate(inPerSecond ?? 0)
    if (outgoing) outgoing.textContent = formatRate(outPerSecond ?? 0)
  }
  update()
  return liveFigures.subscribeBlock(watched, update)
}

function wordFor(english: string | undefined): string {
  return english === undefined ? '' : t(english)
}
