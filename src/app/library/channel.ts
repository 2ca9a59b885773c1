/** What the tabs of the library tell one another. */

export type LibraryMessage =
  /** A design has a new revision. */
  | { type: 'saved'; id: string }
  /** Another tab asks for the design that is being written here. */
  | { type: 'take-over'; id: string }
  /** Something else in the library is different. */
  | { type: 'changed' }

type Listener = (message: LibraryMessage) => void

const listeners = new Set<Listener>()
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('loadbearing')

channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const { type, id } = (data ?? {}) as { type?: unknown; id?: unknown }
  if (type === 'changed') tellHere({ type })
  else if ((type === 'saved' || type === 'take-over') && typeof id === 'string') tellHere({ type, id })
})

function tellHere(message: LibraryMessage): void {
  for (const listener of listeners) listener(message)
}

/** Tells the other tabs. */
export function tellTabs(message: LibraryMessage): void {
  channel?.postMessage(message)
}

/** Hears what other tabs tell. Returns how to stop. */
export function hearTabs(listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
