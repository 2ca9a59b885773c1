/** What to do with a record that cannot be read: keep it aside as it is, and go on with the last revision that is sound. */
import type { Design } from '../../design/design'
import { downloadText } from '../share/deliver'
import { newDocumentId } from '../stores/design'
import { viewStore } from '../stores/view'
import { listRevisions, putAside, removeDesigns, restoreBody, type Stored } from './database'
import type { Aside } from './records'
import { readStoredDesign } from './stored-design'

/** The design as it was last sound, or null when there is nothing left of it. */
export async function rescue({ head, design: raw }: Stored, reason: string): Promise<Design | null> {
  const aside: Aside = { key: newDocumentId(), name: head.name, foundAt: Date.now(), reason, raw: raw ?? null }
  await putAside(aside, head.id)
  const sound = await lastSound(head.id)
  if (sound === null) await removeDesigns([head.id])
  else await restoreBody(head.id, sound.raw)
  viewStore.showBanner({
    kind: 'warning',
    title: `The record of ${head.name} is damaged`,
    lines: [
      reason,
      sound === null
        ? 'There is no earlier revision of it. The damaged record is kept in the library, set aside.'
        : 'You see its last sound revision. The damaged record is kept in the library, set aside.',
    ],
    action: { label: 'Save the damaged record', run: () => saveAside(aside) },
  })
  return sound?.design ?? null
}

async function lastSound(id: string): Promise<{ design: Design; raw: unknown } | null> {
  for (const { design: raw } of await listRevisions(id)) {
    const result = readStoredDesign(raw)
    if (result.is === 'fine') return { design: result.design, raw }
  }
  return null
}

/** Offers a record that was set aside as a file, as it was found. */
export function saveAside({ name, raw }: Aside): void {
  downloadText(`${name} (damaged).json`, JSON.stringify(raw, null, 2), 'application/json')
}
