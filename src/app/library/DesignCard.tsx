import { Copy, Ellipsis, History, Pencil, RotateCcw, Tag, Trash2 } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { plural, t } from '../i18n/language'
import { useDesign } from '../stores/design'
import { notify, viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { IconButton } from '../ui/Button'
import { classNames } from '../ui/class-names'
import { Menu, type MenuItem } from '../ui/Menu'
import { binDesign, duplicateDesign, removeForGood, renameDesign, tagDesign, unbinDesign } from './manage'
import { openStored } from './open-stored'
import type { Head } from './records'
import { Thumbnail } from './Thumbnail'
import { whenWords } from './when'

type Editing = 'name' | 'tags'

interface DesignCardProps {
  head: Head
  onChange: () => void
  onHistory: () => void
}

/** One design: its picture opens it, its menu does the rest. */
export function DesignCard({ head, onChange, onHistory }: DesignCardProps) {
  const [editing, setEditing] = useState<Editing | null>(null)
  const isOpen = useDesign((state) => state.documentId === head.id)
  const isBinned = head.binnedAt !== null
  const act = (work: () => Promise<unknown>): void => {
    work().then(onChange, (error: unknown) =>
      notify({ kind: 'error', text: error instanceof Error ? error.message : 'That could not be done' }),
    )
  }
  const open = async (): Promise<void> => {
    if (isBinned) await unbinDesign(head.id)
    if (await openStored(head.id)) viewStore.closeDialog()
  }
  const write = (what: Editing, text: string): void => {
    setEditing(null)
    act(() => (what === 'name' ? renameDesign(head, text) : tagDesign(head, text)))
  }
  return (
    <article
      className={classNames('design-card', isOpen && 'design-card--open')}
      data-testid={TID.libraryDesign + head.id}
    >
      <button
        type="button"
        className="design-card__open"
        aria-label={t(isOpen ? '{name}, open now' : 'Open {name}', { name: head.name })}
        onClick={() => act(open)}
      >
        <Thumbnail id={head.id} sketch={head.sketch} />
      </button>
      <div className="design-card__foot">
        {editing === null ? (
          <div className="design-card__words">
            <h3 className="design-card__name">{head.name}</h3>
            <p className="design-card__note">{noteOf(head, isOpen)}</p>
            {head.tags.length > 0 && <p className="design-card__tags">{head.tags.join(', ')}</p>}
          </div>
        ) : (
          <LineInput
            label={editing === 'name' ? t('Name') : t('Tags, apart by commas')}
            value={editing === 'name' ? head.name : head.tags.join(', ')}
            onDone={(text) => write(editing, text)}
            onCancel={() => setEditing(null)}
          />
        )}
        <Menu
          label={t('Commands for {name}', { name: head.name })}
          align="end"
          items={itemsOf({ head, act, onHistory, onEdit: setEditing })}
          trigger={(props) => (
            <IconButton
              {...props}
              label={t('Commands for {name}', { name: head.name })}
              icon={Ellipsis}
              size="small"
              data-testid={TID.libraryMenu + head.id}
            />
          )}
        />
      </div>
    </article>
  )
}

function noteOf({ blocks, openedAt }: Head, isOpen: boolean): string {
  const size = plural(blocks, { one: '{count} block', other: '{count} blocks' })
  return t('{one}, {other}', { one: isOpen ? t('Open now') : whenWords(openedAt), other: size })
}

interface ItemsProps {
  head: Head
  act: (work: () => Promise<unknown>) => void
  onHistory: () => void
  onEdit: (what: Editing) => void
}

function itemsOf({ head, act, onHistory, onEdit }: ItemsProps): MenuItem[] {
  const item = (id: string, label: string, icon: typeof Copy, onSelect: () => void): MenuItem => ({
    id,
    label,
    icon,
    onSelect,
    testId: TID.libraryItem + id,
  })
  if (head.binnedAt !== null) {
    return [
      item('restore', t('Put back'), RotateCcw, () => act(() => unbinDesign(head.id))),
      { ...item('remove', t('Remove for good'), Trash2, () => act(() => removeForGood([head.id]))), isDanger: true },
    ]
  }
  return [
    item('rename', t('Rename'), Pencil, () => onEdit('name')),
    item('tags', t('Tags…'), Tag, () => onEdit('tags')),
    item('duplicate', t('Duplicate'), Copy, () => act(() => duplicateDesign(head))),
    item('history', t('Revisions…'), History, onHistory),
    { ...item('bin', t('Put into the bin'), Trash2, () => act(() => binDesign(head))), startsGroup: true },
  ]
}

interface LineInputProps {
  label: string
  value: string
  onDone: (text: string) => void
  onCancel: () => void
}

/** A line to type in: Enter takes it, Escape leaves it. */
function LineInput({ label, value, onDone, onCancel }: LineInputProps) {
  const [text, setText] = useState(value)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Enter') onDone(text)
    else onCancel()
  }
  return (
    <input
      className="design-card__input"
      aria-label={label}
      placeholder={label}
      data-testid={TID.libraryInput}
      value={text}
      maxLength={200}
      ref={(element) => element?.focus()}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => onDone(text)}
    />
  )
}
