import { Ellipsis } from 'lucide-react'
import type { ReactNode } from 'react'
import { ActionButton } from '../actions/ActionButton'
import { perform } from '../actions/action'
import { FIRST } from '../actions/first-actions'
import { sentence, t } from '../i18n/language'
import { designStore, type SaveState, useDesign } from '../stores/design'
import { TID } from '../test-ids'
import { Button, IconButton } from '../ui/Button'
import { TextInput } from '../ui/TextInput'
import { Mark } from './Mark'
import { useRoom } from './use-width'
import './top-bar.css'
import { deferred } from '../ui/deferred'

const MoreMenu = deferred(
  () => import('./MoreMenu').then((module) => module.MoreMenu),
  () => <IconButton label={t('More')} icon={Ellipsis} variant="plain" />,
)

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
            <ActionButton action={FIRST.library} testId={TID.libraryButton} />
            <Button
              icon={FIRST.gallery.icon}
              tip={t('Examples to start from')}
              keys="g"
              data-testid={TID.galleryButton}
              onClick={() => perform(FIRST.gallery)}
            >
              {t('Gallery')}
            </Button>
            <Button
              icon={FIRST.export.icon}
              tip={t('Mermaid, JSON and more')}
              keys="mod+s"
              data-testid={TID.exportButton}
              onClick={() => perform(FIRST.export)}
            >
              {t('Export')}
            </Button>
          </>
        )}
        <Button
          variant="primary"
          icon={FIRST.share.icon}
          tip={t('A link that runs the same anywhere')}
          data-testid={TID.shareButton}
          onClick={() => perform(FIRST.share)}
        >
          {t('Share##with others')}
        </Button>
        {room === 'wide' && <ActionButton action={FIRST.shortcuts} testId={TID.shortcutsButton} />}
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
        label={t('Name of the design')}
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
  unsaved: 'Saving',
  failed: 'Not saved',
}

function SavedState() {
  const saveState = useDesign((state) => state.saveState)
  const hasDocument = useDesign((state) => state.documentId !== null)
  const isReading = useDesign((state) => state.readOnly === 'other-tab')
  const isEmpty = useDesign((state) => state.design.blocks.length === 0)
  const unsaved = isEmpty ? t('New##design') : t('Copy##of an example')
  const word = isReading ? t('Read-only') : hasDocument ? t(SAVED_WORDS[saveState]) : unsaved
  return (
    <span
      className="top-bar__saved"
      role="status"
      data-testid={TID.savedState}
      data-state={hasDocument ? saveState : 'none'}
      data-tip={hasDocument ? t('Kept in this browser') : t('Kept in this browser from your first change on')}
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
        action={FIRST.undo}
        label={undoLabel === null ? t('Undo') : t('Undo: {what}', { what: lower(sentence(undoLabel)) })}
        isDisabled={undoLabel === null}
        testId={TID.undoButton}
      />
      <ActionButton
        action={FIRST.redo}
        label={redoLabel === null ? t('Redo') : t('Redo: {what}', { what: lower(sentence(redoLabel)) })}
        isDisabled={redoLabel === null}
        testId={TID.redoButton}
      />
    </span>
  )
}

function lower(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1)
}
