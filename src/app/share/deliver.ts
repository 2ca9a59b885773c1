/** Getting text out of the page: to the clipboard or into a file. */

/** A file name without what file systems refuse. */
export function fileName(name: string): string {
  const clean = name
    .replace(/[\p{Cc}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return clean === '' || clean.startsWith('.') ? `design ${clean}`.trim() : clean.slice(0, 100)
}

/** Offers text as a file to save. */
export function downloadText(name: string, text: string, type: string): void {
  downloadBlob(name, new Blob([text], { type }))
}

/** Offers anything as a file to save. */
export function downloadBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName(name)
  link.click()
  // The browser has taken the address over by the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}

/**
 * Copies the text of a field. Where the clipboard is refused or absent, the text is selected and the older command tried.
 * Returns `selected` when all that could be done was to select it.
 */
export async function copyFrom(field: HTMLTextAreaElement | HTMLInputElement): Promise<'copied' | 'selected'> {
  try {
    await navigator.clipboard.writeText(field.value)
    return 'copied'
  } catch {
    field.focus()
    field.select()
    return document.execCommand('copy') ? 'copied' : 'selected'
  }
}
