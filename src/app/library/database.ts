/** Designs kept in this browser: one record each, and which of them was open last. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

export interface StoredDesign {
  id: string
  name: string
  /** As it was written; checked again when it is read. */
  design: unknown
  /** [ms] wall-clock time of the last change. */
  savedAt: number
}

interface Library extends DBSchema {
  designs: { key: string; value: StoredDesign; indexes: { savedAt: number } }
  settings: { key: string; value: string }
}

/** Most records that are kept; the oldest go first. */
const MAX_RECORDS = 50

const LAST_OPEN = 'last-open'

let opening: Promise<IDBPDatabase<Library>> | null = null

function database(): Promise<IDBPDatabase<Library>> {
  opening ??= openDB<Library>('loadbearing', 1, {
    upgrade(db) {
      db.createObjectStore('designs', { keyPath: 'id' }).createIndex('savedAt', 'savedAt')
      db.createObjectStore('settings')
    },
    // Another tab with a newer version must not wait for this one.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase | null)?.close(),
    terminated: () => {
      opening = null
    },
  })
  opening.catch(() => {
    opening = null
  })
  return opening
}

/** Writes a record and remembers that it is the one that is open. */
export async function saveDesign(record: StoredDesign): Promise<void> {
  const db = await database()
  const work = db.transaction(['designs', 'settings'], 'readwrite')
  await Promise.all([
    work.objectStore('designs').put(record),
    work.objectStore('settings').put(record.id, LAST_OPEN),
    work.done,
  ])
}

/** The record that was open last, or undefined. */
export async function lastOpen(): Promise<StoredDesign | undefined> {
  const db = await database()
  const id = await db.get('settings', LAST_OPEN)
  return id === undefined ? undefined : db.get('designs', id)
}

export async function rememberOpen(id: string): Promise<void> {
  await (await database()).put('settings', id, LAST_OPEN)
}

/** All records, the newest first. */
export async function listDesigns(): Promise<StoredDesign[]> {
  const all = await (await database()).getAllFromIndex('designs', 'savedAt')
  return all.reverse()
}

/** Drops the oldest records beyond what is kept. */
export async function prune(): Promise<void> {
  const db = await database()
  const keys = await db.getAllKeysFromIndex('designs', 'savedAt')
  for (const id of keys.slice(0, Math.max(0, keys.length - MAX_RECORDS))) await db.delete('designs', id)
}
