import type { ComponentType } from 'react'
import { ErrorBoundary } from 'react-error-boundary'
import { type DialogId, notify, useView, viewStore } from '../stores/view'
import { deferred } from '../ui/deferred'

const ConnectDialog = deferred(() => import('../canvas/ConnectDialog').then((module) => module.ConnectDialog))
const FindDialog = deferred(() => import('../canvas/FindDialog').then((module) => module.FindDialog))
const ReplaceDialog = deferred(() => import('../canvas/ReplaceDialog').then((module) => module.ReplaceDialog))
const ShareDialog = deferred(() => import('../share/ShareDialog').then((module) => module.ShareDialog))
const ExportDialog = deferred(() => import('../share/ExportDialog').then((module) => module.ExportDialog))
const LibraryDialog = deferred(() => import('../library/LibraryDialog').then((module) => module.LibraryDialog))
const GalleryDialog = deferred(() => import('../gallery/GalleryDialog').then((module) => module.GalleryDialog))
const ExperimentsDialog = deferred(() =>
  import('../experiments/ExperimentsDialog').then((module) => module.ExperimentsDialog),
)
const ValidationDialog = deferred(() =>
  import('../validation/ValidationDialog').then((module) => module.ValidationDialog),
)
const ShortcutsDialog = deferred(() => import('./ShortcutsDialog').then((module) => module.ShortcutsDialog))
const CommandDialog = deferred(() => import('./CommandDialog').then((module) => module.CommandDialog))

const DIALOGS: Readonly<Record<DialogId, ComponentType>> = {
  share: ShareDialog,
  export: ExportDialog,
  library: LibraryDialog,
  gallery: GalleryDialog,
  experiments: ExperimentsDialog,
  validation: ValidationDialog,
  shortcuts: ShortcutsDialog,
  commands: CommandDialog,
  connect: ConnectDialog,
  find: FindDialog,
  replace: ReplaceDialog,
}

/** The dialog that is open, if any. Most are loaded when they are first asked for. */
export function Dialogs() {
  const dialog = useView((state) => state.dialog)
  if (dialog === null) return null
  const Content = DIALOGS[dialog]
  return (
    <ErrorBoundary
      key={dialog}
      fallback={null}
      onError={() => {
        viewStore.closeDialog()
        notify({ kind: 'error', text: 'That could not be loaded. Reload the page if the app was updated.' })
      }}
    >
      <Content />
    </ErrorBoundary>
  )
}
