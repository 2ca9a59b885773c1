import { type ComponentType, lazy, Suspense } from 'react'
import { ErrorBoundary } from 'react-error-boundary'
import { type DialogId, notify, useView, viewStore } from '../stores/view'

const ConnectDialog = lazy(() =>
  import('../canvas/ConnectDialog').then((module) => ({ default: module.ConnectDialog })),
)
const FindDialog = lazy(() => import('../canvas/FindDialog').then((module) => ({ default: module.FindDialog })))
const ReplaceDialog = lazy(() =>
  import('../canvas/ReplaceDialog').then((module) => ({ default: module.ReplaceDialog })),
)
const ShareDialog = lazy(() => import('../share/ShareDialog').then((module) => ({ default: module.ShareDialog })))
const ExportDialog = lazy(() => import('../share/ExportDialog').then((module) => ({ default: module.ExportDialog })))
const LibraryDialog = lazy(() =>
  import('../library/LibraryDialog').then((module) => ({ default: module.LibraryDialog })),
)
const GalleryDialog = lazy(() =>
  import('../gallery/GalleryDialog').then((module) => ({ default: module.GalleryDialog })),
)
const ExperimentsDialog = lazy(() =>
  import('../experiments/ExperimentsDialog').then((module) => ({ default: module.ExperimentsDialog })),
)
const ValidationDialog = lazy(() =>
  import('../validation/ValidationDialog').then((module) => ({ default: module.ValidationDialog })),
)
const ShortcutsDialog = lazy(() => import('./ShortcutsDialog').then((module) => ({ default: module.ShortcutsDialog })))
const CommandDialog = lazy(() => import('./CommandDialog').then((module) => ({ default: module.CommandDialog })))

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
      <Suspense fallback={null}>
        <Content />
      </Suspense>
    </ErrorBoundary>
  )
}
