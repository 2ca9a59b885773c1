/** The HTML that shows a design, read-only, in another page. */

/** `address` is the whole link to the design. */
export function embedSnippet(address: string, name: string): string {
  const url = new URL(address)
  url.searchParams.set('embed', '1')
  return `<iframe src="${escapeAttribute(url.href)}" title="${escapeAttribute(name)}" width="100%" height="480" style="border: 0" loading="lazy"></iframe>`
}

function escapeAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
