/**
 * Text in pictures: escaped, and cut to its room by estimated widths, because a picture cannot know which font will draw it.
 */

/** What the picture asks for, best first. None of it is embedded or loaded. */
export const FONT = "Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans SC', 'PingFang SC', sans-serif"

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text for an element or an attribute. What XML 1.0 may not hold becomes a space. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029\ufffe\uffff]/gu, ' ')
    .replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char)
}

/** [em] advance of a character: the wide side of what the usual sans-serif fonts have. */
function advance(char: string): number {
  if (/[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\u{1f000}-\u{3fffd}]/u.test(char))
    return 1
  if (/[ijlI.,:;'|!`\u2009]/.test(char)) return 0.3
  if (/[ftr()[\]{}/\\ "-]/.test(char)) return 0.38
  if (/[mwMW@%]/.test(char)) return 0.92
  if (/[A-Z&×]/.test(char)) return 0.7
  if (/[0-9+=<>]/.test(char)) return 0.63
  return 0.59
}

/** [px] estimated width of a text of this size. */
export function textWidth(text: string, size: number): number {
  let width = 0
  for (const char of text) width += advance(char)
  return width * size
}

/** The text, cut with an ellipsis where it would not fit. */
export function fitText(text: string, size: number, room: number): string {
  if (textWidth(text, size) <= room) return text
  let kept = ''
  let width = textWidth('…', size)
  for (const char of text) {
    width += advance(char) * size
    if (width > room) break
    kept += char
  }
  return `${kept.trimEnd()}…`
}
