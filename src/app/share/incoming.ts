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

const OTHER_DIAGRAM =
  /^(?:sequenceDiagram|stateDiagram|classDiagram|erDiagram|requirementDiagram|gantt|pie|journey|mindmap|timeline|gitGraph|quadrantChart|C4\w+|(?:architecture|block|kanban|packet|radar|sankey|xychart)(?:-beta)?)\b/

/** What is wrong with a text that is `other` and cannot be a design in JSON either; null when it might be one. */
export function whyUnreadable(text: string): { message: string; cure: string } | null {
  const start = text.trimStart().slice(0, MAX_LOOK)
  if (start === '' || /^[{[]/.test(start)) return null
  if (OTHER_DIAGRAM.test(start))
    return { message: 'this is a Mermaid diagram of another kind', cure: 'write it as a flowchart' }
  if (/^https?:\/\/\S*\s*$/.test(start))
    return { message: 'this link holds no design', cure: 'copy the whole link from "Share"' }
  return {
    message: 'this is neither a design in JSON nor a Mermaid flowchart nor a link to a design',
    cure: 'check that it was copied from its very beginning',
  }
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
