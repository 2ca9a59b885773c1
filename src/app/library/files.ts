/** Designs from files: chosen in a dialog or dropped on the page. */
import { notify, viewStore } from '../stores/view'
import { openDesign } from './open-design'

/** Largest file that is read. */
export const MAX_FILE_BYTES = 4_194_304

/** Kinds of files that are offered to be chosen. */
export const ACCEPTED_FILES = '.json,.mmd,.mermaid,.md,.txt,application/json,text/plain'

/** Asks for a file and opens it. */
export function chooseFile(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = ACCEPTED_FILES
  input.addEventListener('change', () => {
    const file = input.files?.[0]
    if (file) void openFile(file)
  })
  input.click()
}

/** Opens the design in a file. One that has problems is opened repaired, with the problems listed. */
export async function openFile(file: File): Promise<void> {
  if (file.size > MAX_FILE_BYTES) {
    notify({ kind: 'error', text: `${file.name} is too large to be a design` })
    return
  }
  await openText(await file.text(), file.name)
}

/** Opens the design that a text holds, if there is one. A diagram is looked through first. */
async function openText(text: string, source: string): Promise<void> {
  const { takeIn, whyUnreadable } = await import('../share/incoming')
  if (await takeIn(text, source)) return
  const { parseDesignText } = await import('../../design/schema')
  const reason = whyUnreadable(text)
  const { design, errors } = reason ? parseDesignText('') : parseDesignText(text)
  if (reason) errors.splice(0, errors.length, { path: '', ...reason })
  if (design.blocks.length === 0 && errors.length > 0) {
    viewStore.showBanner({
      kind: 'error',
      isAboutOpening: true,
      title: `${source} was not opened`,
      lines: errors
        .slice(0, 4)
        .map(({ path, message, cure }) => `${path ? `${path}: ` : ''}${message}. To mend it: ${cure}.`),
    })
    return
  }
  if (!(await openDesign(design, `Open ${source}`))) return
  if (errors.length > 0) {
    viewStore.showBanner({
      kind: 'warning',
      isAboutOpening: true,
      title: `${source} was opened with ${errors.length === 1 ? 'one problem' : `${errors.length} problems`} mended`,
      lines: errors.slice(0, 4).map(({ path, message, cure }) => `${path}: ${message}; ${cure}`),
    })
  } else notify({ kind: 'success', text: `Opened ${design.name}`, topic: 'opened' })
}
