import { Ellipsis, FileDown, LayoutGrid, Share2 } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { ActionButton } from '../actions/ActionButton'
import type { Action } from '../actions/action'
import { ACTIONS, actionOf, perform } from '../actions/registry'
import type { StoredDesign } from '../library/database'
import { listDesigns } from '../library/database'
import { openStored } from '../library/open-stored'
import { designStore, type SaveState, useDesign } from '../stores/design'
import { useView } from '../stores/view'
import { TID } from '../test-ids'
import { Button, IconButton } from '../ui/Button'
import { Menu, type MenuItem } from '../ui/Menu'
import { TextInput } from '../ui/TextInput'
import { Mark } from './Mark'
import { useRoom } from './use-width'
import './top-bar.css'

/** Brand, name and state of the design; the run in the middle; what leaves the page on the right. */
export function TopBar({ children }: { children: ReactNode }) {
  const room = useRoom()
  return (
    <header className="top-bar" data-testid={TID.topBar}>
      <div className="top-bar__left">
        <h1 className="top-bar__brand">
          <Mark />
          <span className="top-bar__brand-name">Loadbearing</span>
        </h1>
        <DesignName />
        <SavedState />
        {room === 'wide' && <History />}
      </div>
      <div className="top-bar__run">{children}</div>
      <div className="top-bar__right">
        {room === 'wide' && (
          <>
            <Button
              icon={LayoutGrid}
              tip="Examples to start from"
              keys="g"
              data-testid={TID.galleryButton}
              onClick={() => perform(actionOf('gallery'))}
            >
              Gallery
            </Button>
            <Button
              icon={FileDown}
              tip="Mermaid, JSON and more"
              keys="mod+s"
              data-testid={TID.exportButton}
              onClick={() => perform(actionOf('export'))}
            >
              Export
            </Button>
          </>
        )}
        <Button
          variant="primary"
          icon={Share2}
          tip="A link that runs the same anywhere"
          data-testid={TID.shareButton}
          onClick={() => perform(actionOf('share'))}
        >
          Share
        </Button>
        {room === 'wide' && <ActionButton action={actionOf('shortcuts')} testId={TID.shortcutsButton} />}
        <MoreMenu isWide={room === 'wide'} />
      </div>
    </header>
  )
}

function DesignName() {
  const name = useDesign((state) => state.design.name)
  return (
    <span className="top-bar__name">
      <span className="top-bar__name-size" aria-hidden>
        {name}
      </span>
      <TextInput
        className="top-bar__name-input"
        label="Name of the design"
        testId={TID.designName}
        maxLength={120}
        value={name}
        onChange={(next) => {
          const clean = next.trim()
          if (clean !== '') designStore.commit('Rename design', (design) => ({ ...design, name: clean }))
        }}
      />
    </span>
  )
}

const SAVED_WORDS: Readonly<Record<SaveState, string>> = {
  saved: 'Saved',
  saving: 'Saving',
  unsaved: 'Saving',
  failed: 'Not saved',
}

function SavedState() {
  const saveState = useDesign((state) => state.saveState)
  const hasDocument = useDesign((state) => state.documentId !== null)
  const word = hasDocument ? SAVED_WORDS[saveState] : 'Example'
  return (
    <span
      className="top-bar__saved"
      role="status"
      data-testid={TID.savedState}
      data-state={hasDocument ? saveState : 'none'}
      data-tip={hasDocument ? 'Kept in this browser' : 'Your first change makes a copy of your own'}
    >
      {word}
    </span>
  )
}

function History() {
  const undoLabel = useDesign((state) => state.undoLabel)
  const redoLabel = useDesign((state) => state.redoLabel)
  return (
    <span className="top-bar__history">
      <ActionButton
        action={actionOf('undo')}
        label={undoLabel === null ? 'Undo' : `Undo: ${lower(undoLabel)}`}
        isDisabled={undoLabel === null}
        testId={TID.undoButton}
      />
      <ActionButton
        action={actionOf('redo')}
        label={redoLabel === null ? 'Redo' : `Redo: ${lower(redoLabel)}`}
        isDisabled={redoLabel === null}
        testId={TID.redoButton}
      />
    </span>
  )
}

function lower(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1)
}

function itemOf(action: Action, startsGroup = false): MenuItem {
  const [keys] = action.keys ?? []
  return {
    id: action.id,
    label: action.label,
    ...(action.icon ? { icon: action.icon } : {}),
    ...(keys ? { keys } : {}),
    ...(action.isChecked ? { isChecked: action.isChecked() } : {}),
    isDisabled: action.isEnabled?.() === false,
    startsGroup,
    onSelect: () => perform(action),
  }
}

/** Everything that is not worth a button of its own, and the designs kept in this browser. */
function MoreMenu({ isWide }: { isWide: boolean }) {
  const [recent, setRecent] = useState<StoredDesign[]>([])
  const documentId = useDesign((state) => state.documentId)
  const savedRevision = useDesign((state) => state.savedRevision)
  useView((state) => state.theme)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was just saved belongs on the list
  useEffect(() => {
    let isCurrent = true
    listDesigns().then(
      (designs) => isCurrent && setRecent(designs),
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [documentId, savedRevision])
  const pick = (...ids: string[]): MenuItem[] => ids.map((id, index) => itemOf(actionOf(id), index === 0))
  const others = recent.filter(({ id }) => id !== documentId).slice(0, 6)
  const items = [
    ...(isWide ? [] : pick('undo', 'redo', 'gallery', 'export')),
    ...pick('new', 'open'),
    ...others.map(
      (record, index): MenuItem => ({
        id: record.id,
        label: record.name,
        detail: new Date(record.savedAt).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' }),
        startsGroup: index === 0,
        onSelect: () => openStored(record),
      }),
    ),
    ...pick('panel-palette', 'panel-inspector', 'panel-results'),
    ...pick(...ACTIONS.filter(({ id }) => id.startsWith('theme-')).map(({ id }) => id)),
    ...pick('commands', 'shortcuts'),
  ]
  return (
    <Menu
      label="More"
      align="end"
      items={items.map((item, index) => (index === 0 ? { ...item, startsGroup: false } : item))}
      trigger={(props) => (
        <IconButton {...props} label="More" icon={Ellipsis} variant="plain" data-testid={TID.moreButton} />
      )}
    />
  )
}
