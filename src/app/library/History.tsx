import { ChevronLeft } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Design } from '../../design/design'
import { pictureOf } from '../../design/svg/picture'
import { placed } from '../edits/blocks'
import { plural, sentence, t } from '../i18n/language'
import { designStore } from '../stores/design'
import { notify, useView, viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { listRevisions } from './database'
import { openStored } from './open-stored'
import type { Head, Revision } from './records'
import { readStoredDesign } from './stored-design'
import { momentWords } from './when'

/** How a design stood after each of its last savings, with a way back to any of them. */
export function History({ head, onBack }: { head: Head; onBack: () => void }) {
  const [revisions, setRevisions] = useState<Revision[] | null>(null)
  const [chosen, setChosen] = useState<Revision | null>(null)
  useEffect(() => {
    listRevisions(head.id).then(
      (found) => {
        setRevisions(found)
        setChosen(found[0] ?? null)
      },
      () => setRevisions([]),
    )
  }, [head.id])
  return (
    <Dialog
      title={t('Revisions of {name}', { name: head.name })}
      summary={t('The last 50 savings, and before them the last one of each day. Restoring one can be undone.')}
      size="large"
      testId={TID.libraryHistory}
      onClose={viewStore.closeDialog}
      footer={
        <Button icon={ChevronLeft} onClick={onBack}>
          {t('All designs')}
        </Button>
      }
    >
      <div className="history">
        <ul className="history__list scroll">
          {revisions?.map((revision) => (
            <li key={revision.rev}>
              <button
                type="button"
                className="history__row"
                aria-pressed={revision === chosen}
                data-testid={TID.libraryRevision + revision.rev}
                onClick={() => setChosen(revision)}
              >
                <b>{sentence(revision.label)}</b>
                <span className="library__note">
                  {momentWords(revision.savedAt)},{' '}
                  {plural(revision.blocks, { one: '{count} block', other: '{count} blocks' })}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {chosen !== null && <RevisionView key={chosen.rev} head={head} revision={chosen} />}
        {revisions?.length === 0 && <p className="library__none">{t('There are no revisions of this design.')}</p>}
      </div>
    </Dialog>
  )
}

function RevisionView({ head, revision }: { head: Head; revision: Revision }) {
  const theme = useView((state) => state.resolvedTheme)
  const result = readStoredDesign(revision.design)
  if (result.is !== 'fine') return <p className="library__none">{t('This revision cannot be read.')}</p>
  const { design } = result
  return (
    <div className="history__view">
      <img
        className="history__picture"
        src={`data:image/svg+xml,${encodeURIComponent(pictureOf(design, { theme, hasTitle: false, say: t }).svg)}`}
        alt={t('The design with {blocks} blocks and {connections} connections', {
          blocks: revision.blocks,
          connections: revision.connections,
        })}
      />
      <div className="history__actions">
        <Button
          variant="primary"
          data-testid={TID.libraryRestore}
          onClick={() => void restore(head.id, design, revision)}
        >
          {t('Restore this revision')}
        </Button>
        <Button onClick={() => openCopy(design)}>{t('Open as a copy')}</Button>
      </div>
    </div>
  )
}

/** Puts the revision in place of what the design is now, as one step that can be undone. */
async function restore(id: string, design: Design, { savedAt }: Revision): Promise<void> {
  if (!(await openStored(id))) return
  const label = `Restore the revision of ${momentWords(savedAt)}`
  if (designStore.commit(label, () => placed(design))) finish(`${design.name} is as it was on ${momentWords(savedAt)}`)
}

function openCopy(design: Design): void {
  if (designStore.open({ ...design, name: t('{name} copy', { name: design.name.slice(0, 110) }) }, 'Open a revision'))
    finish(`Opened a copy of ${design.name}`)
}

function finish(text: string): void {
  viewStore.selectNothing()
  viewStore.closeDialog()
  notify({ kind: 'success', text, action: { label: 'Undo', run: designStore.undo } })
}
