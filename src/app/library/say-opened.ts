/** Says that a design was opened. */
import { designStore } from '../stores/design'
import { notify } from '../stores/view'

/** The newest takes the place of the one before; what was open comes back with undo. */
export function sayOpened(name: string, kind: 'info' | 'success'): void {
  notify({ kind, text: `Opened ${name}`, topic: 'opened', action: { label: 'Undo', run: designStore.undo } })
}
