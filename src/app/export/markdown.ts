/** Markdown that shows exactly the text that it was given. */

/** Text of one line in which nothing is markup. */
export function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .replace(/[\\`*_{}[\]#+!|~]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^-/, '\\-')
    .replace(/(https?):\/\//gi, '$1:\u200b//')
}

/** A table; cells are Markdown already. Nothing when there are no rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  // Numbers line up on the right.
  const marks = head.map((_, index) => (index === 0 ? '---' : '---:'))
  return [line(head), line(marks), ...rows.map(line)].join('\n')
}
