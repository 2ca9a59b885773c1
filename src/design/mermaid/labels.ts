/** Labels of Mermaid as plain text: quotes, entities, icons, tags and Markdown taken off. */
import { cleanText } from '../../lib/parse'

/** What a label says. */
export interface LabelText {
  /** Lines that are not empty. */
  readonly lines: readonly string[]
  /** Names of icons in it, for example `database`. */
  readonly icons: readonly string[]
}

const NAMED: { readonly [name: string]: string } = { quot: '"', amp: '&', lt: '<', gt: '>', nbsp: ' ', apos: "'" }

/** Reads the text between the brackets of a node, or the label of an edge. */
export function labelText(raw: string): LabelText {
  const icons: string[] = []
  const text = withoutQuotes(raw.trim())
    .replace(/\bfa[a-z]?:fa-([\w-]{1,40})/g, (_, icon: string) => {
      icons.push(icon)
      return ''
    })
    .replace(/<br\s{0,8}\/?>|\\n/gi, '\n')
    .replace(/<\/?[a-zA-Z][^<>\n]{0,200}>/g, '')
    .replace(/[#&](?:([a-zA-Z]{2,8})|#?(\d{1,7}));/g, (whole, name: string | undefined, code: string | undefined) =>
      name === undefined ? fromCode(Number(code)) : (NAMED[name.toLowerCase()] ?? whole),
    )
  const lines = text.split('\n').map((line) => cleanText(line).replace(/\s+/g, ' ').trim())
  return { lines: lines.filter((line) => line !== ''), icons }
}

/** `"text"`, and `` "`Markdown`" `` with its marks of emphasis. */
function withoutQuotes(raw: string): string {
  const text = raw.length > 1 && raw.startsWith('"') && raw.endsWith('"') ? raw.slice(1, -1) : raw
  const isMarkdown = text.length > 1 && text.startsWith('`') && text.endsWith('`')
  return isMarkdown ? text.slice(1, -1).replace(/\*\*|__|(?<!\w)[*_]|[*_](?!\w)/g, '') : text
}

function fromCode(code: number): string {
  const isHalf = code >= 0xd800 && code <= 0xdfff
  return code > 0x10ffff || isHalf ? '\ufffd' : String.fromCodePoint(code)
}
