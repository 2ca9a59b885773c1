/** Text that comes from elsewhere, by paste, drop or file: what it is, and where it goes. */
import { create } from 'zustand'
import { viewStore } from '../stores/view'

export type Incoming = { is: 'link'; fragment: string } | { is: 'mermaid'; text: string } | { is: 'other' }

/** Most characters that are looked at. */
const MAX_LOOK = 4096

/** What a text is, from its first lines. */
export function recognise(text: string): Incoming {
  const trimmed = text.slice(0, MAX_LOOK).trimStart()
  const link = /^(?:https?:\/\/[^\s#]+)?(#v\d{1,6}\.\S*)\s*$/.exec(text.trim())
  if (link) return { is: 'link', fragment: link[1] ?? '' }
  const fenced = /^[\s\S]*?^[ \t]*```[ \t]*mermaid[^\n]*\n([\s\S]*?)^[ \t]*```/m.exec(text)
  if (fenced && !trimmed.startsWith('{')) return { is: 'mermaid', text: fenced[1] ?? '' }
  const [first = ''] = trimmed
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('%%'))
  return /^(?:flowchart|graph)(?:-elk)?(?:[\s;]|$)/.test(first) ? { is: 'mermaid', text } : { is: 'other' }
}

interface ImportRequest {
  /** What the import part is to show when it opens. */
  text: string
  source: string
}

export const useImportRequest = create<{ request: ImportRequest | null }>(() => ({ request: null }))

/** Shows a text in the import part, to be looked through before it is opened. */
export function reviewImport(text: string, source: string): void {
  useImportRequest.setState({ request: { text, source } })
  viewStore.openDialog('export')
}

/** Opens a link or a diagram. Returns whether the text was one. */
export async function takeIn(text: string, source = 'The pasted text'): Promise<boolean> {
  const incoming = recognise(text)
  if (incoming.is === 'other') return false
  if (incoming.is === 'mermaid') reviewImport(incoming.text, source)
  else await (await import('../library/start')).openLinkLater(incoming.fragment)
  return true
}
