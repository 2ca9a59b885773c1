import { ChevronDown, ChevronRight, CornerDownRight, MessageSquare } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { blockOf } from '../../blocks/registry'
import type { Design } from '../../design/design'
import { groupsOf } from '../../design/group-tree'
import { perform } from '../actions/action'
import { actionOf } from '../actions/registry'
import { GROUP_ICONS } from '../canvas/marks/icons'
import { viewport } from '../canvas/viewport'
import { renameBlock } from '../edits/blocks'
import { renameGroup } from '../edits/groups'
import { blockName } from '../edits/said'
import { clauses, t } from '../i18n/language'
import { rich } from '../i18n/rich'
import { designStore, useDesign } from '../stores/design'
import { useView, viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { iconNamed } from '../ui/icons'
import { Keys } from '../ui/Keys'
import { TextInput } from '../ui/TextInput'
import { afterKey, type Row, rowsOf } from './rows'
import './outline.css'

/** Blocks and connections as a tree: all that the canvas shows, to be read and changed from top to bottom. */
export function Outline() {
  const design = useDesign((state) => state.design)
  const selection = useView((state) => state.selection)
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [renamed, setRenamed] = useState<string | null>(null)
  const tree = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => rowsOf(design, closed), [design, closed])
  const selected = useMemo(
    () => new Set([...selection.blocks, ...selection.connections, ...selection.marks]),
    [selection],
  )
  const active = Math.max(
    0,
    rows.findIndex(({ id }) => selected.has(id)),
  )
  useKeepInView(tree, active)
  const focusSelected = (): void => {
    requestAnimationFrame(() => tree.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus())
  }
  const toggle = (id: string): void => {
    const next = new Set(closed)
    if (!next.delete(id)) next.add(id)
    setClosed(next)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || renamed !== null) return
    const row = rows[active]
    const result = afterKey(rows, active, event.key)
    if (result && 'to' in result) {
      const next = rows[result.to]
      if (next) choose(next)
      focusSelected()
    } else if (result) toggle(result.toggle)
    else if ((event.key === 'F2' || event.key === 'Enter') && (row?.kind === 'block' || row?.kind === 'group')) {
      choose(row)
      setRenamed(row.id)
    } else if (event.key === 'Enter' && row) {
      choose(row)
      perform(actionOf(row.kind === 'comment' ? 'rename' : 'inspect'))
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      perform(actionOf('delete'))
      focusSelected()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="outline" data-testid={TID.outline}>
      <div
        ref={tree}
        role="tree"
        aria-label={t('Outline')}
        aria-multiselectable
        className="outline__tree scroll"
        onKeyDown={onKeyDown}
      >
        {rows.map((row, index) => (
          <OutlineRow
            key={row.id}
            row={row}
            design={design}
            isSelected={selected.has(row.id)}
            isActive={index === active}
            isRenamed={renamed === row.id}
            onToggle={() => toggle(row.id)}
            onRename={() => setRenamed(row.id)}
            onRenamed={() => {
              setRenamed(null)
              focusSelected()
            }}
          />
        ))}
      </div>
      {rows.length === 0 && <p className="palette__empty">{t('Nothing stands on the canvas yet.')}</p>}
      <p className="outline__keys">
        {rich('{enter} rename or set up, {c} connect, {delete} remove', {
          enter: <Keys combo="enter" />,
          c: <Keys combo="c" />,
          delete: <Keys combo="delete" />,
        })}
      </p>
    </div>
  )
}

function choose(row: Row): void {
  if (row.kind === 'block') viewStore.select([row.id])
  else if (row.kind === 'connection') viewStore.select([], [row.id])
  else viewStore.select([], [], [row.id])
  viewport()?.reveal(row.id)
}

function useKeepInView(tree: React.RefObject<HTMLElement | null>, active: number): void {
  useEffect(() => {
    tree.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [tree, active])
}

interface OutlineRowProps {
  row: Row
  design: Design
  isSelected: boolean
  isActive: boolean
  isRenamed: boolean
  onToggle: () => void
  onRename: () => void
  onRenamed: () => void
}

function OutlineRow({ row, design, isSelected, isActive, isRenamed, onToggle, onRename, onRenamed }: OutlineRowProps) {
  const Chevron = row.isOpen ? ChevronDown : ChevronRight
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it has the keys
    <div
      role="treeitem"
      tabIndex={isActive ? 0 : -1}
      aria-level={row.level}
      style={{ paddingLeft: 2 + 12 * (row.level - 1) }}
      aria-setsize={row.siblings}
      aria-posinset={row.place}
      aria-selected={isSelected}
      aria-expanded={row.isOpen ?? undefined}
      aria-label={sayRow(design, row)}
      className="outline__row"
      data-kind={row.kind}
      data-testid={TID.outlineItem + row.id}
      onClick={() => choose(row)}
      onDoubleClick={row.kind === 'block' || row.kind === 'group' ? onRename : undefined}
    >
      {row.isOpen === null ? (
        <span className="outline__chevron" />
      ) : (
        // biome-ignore lint/a11y/useKeyWithClickEvents: arrows do the same
        // biome-ignore lint/a11y/noStaticElementInteractions: the row says whether it is open
        <span
          className="outline__chevron"
          onClick={(event) => {
            event.stopPropagation()
            onToggle()
          }}
        >
          <Chevron size={14} aria-hidden />
        </span>
      )}
      <RowIcon design={design} row={row} />
      {isRenamed ? (
        <RenameField id={row.id} label={row.label} onDone={onRenamed} />
      ) : (
        <span className="outline__text">
          <span className="outline__label" data-name>
            {row.label}
          </span>
          {row.detail !== '' && row.level < 3 && <span className="outline__detail">{row.detail}</span>}
        </span>
      )}
    </div>
  )
}

function sayRow(design: Design, { kind, label, detail, parent }: Row): string {
  const name =
    kind !== 'connection' ? label : t('{name} calls {name2}', { name: blockName(design, parent ?? ''), name2: label })
  return clauses([name, detail])
}

function RowIcon({ design, row }: { design: Design; row: Row }) {
  if (row.kind === 'connection') return <CornerDownRight className="outline__icon" size={13} aria-hidden />
  const kind = design.blocks.find(({ id }) => id === row.id)?.kind ?? ''
  const group = groupsOf(design).find(({ id }) => id === row.id)
  const mark = group ? GROUP_ICONS[group.kind] : MessageSquare
  const Icon = kind === '' ? mark : iconNamed(blockOf(kind)?.icon ?? '')
  return <Icon className="outline__icon" size={15} strokeWidth={1.75} aria-hidden />
}

function RenameField({ id, label, onDone }: { id: string; label: string; onDone: () => void }) {
  const root = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const input = root.current?.querySelector('input')
    input?.focus()
    input?.select()
  }, [])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the field inside are not those of the tree
    <span
      ref={root}
      className="outline__rename"
      onBlur={onDone}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Escape') onDone()
      }}
    >
      <TextInput
        label={t('Name of {name}', { name: label })}
        maxLength={80}
        value={label}
        onChange={(next) =>
          designStore.commit(`Rename ${label}`, (design) =>
            groupsOf(design).some((group) => group.id === id)
              ? renameGroup(design, id, next)
              : renameBlock(design, id, next),
          )
        }
      />
    </span>
  )
}
