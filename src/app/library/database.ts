/**
 * The library in IndexedDB. Each operation is one transaction; those that write a design are strict, so that what was reported as
 * saved is on the disk.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { type Aside, type Body, ConflictError, type Head, type Revision, type Saving } from './records'
import { RECENT_REVISIONS, surplusRevisions } from './revisions'

interface Library extends DBSchema {
  designs: { key: string; value: Body }
  heads: { key: string; value: Head; indexes: { openedAt: number } }
  revisions: { key: [string, number]; value: Revision }
  aside: { key: string; value: Aside }
  settings: { key: string; value: string }
}

const NAME = 'loadbearing'
const VERSION = 2
const LAST_OPEN = 'last-open'
const STRICT = { durability: 'strict' } as const

/** A record of the first version, in which there were no heads and no revisions. */
interface FirstRecord {
  id: string
  name?: unknown
  design: unknown
  savedAt?: unknown
}

let opening: Promise<IDBPDatabase<Library>> | null = null

function database(): Promise<IDBPDatabase<Library>> {
  opening ??= openDB<Library>(NAME, VERSION, {
    upgrade: async (db, from, _, work) => {
      if (from < 1) {
        db.createObjectStore('designs', { keyPath: 'id' })
        db.createObjectStore('settings')
      }
      const heads = db.createObjectStore('heads', { keyPath: 'id' })
      heads.createIndex('openedAt', 'openedAt')
      const revisions = db.createObjectStore('revisions', { keyPath: ['id', 'rev'] })
      db.createObjectStore('aside', { keyPath: 'key' })
      const designs = work.objectStore('designs')
      for (const record of (await designs.getAll()) as FirstRecord[]) {
        const head = firstHead(record)
        await heads.put(head)
        await revisions.put(revisionOf(head, record.design, 'Kept from before'))
      }
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

function firstHead({ id, name, savedAt, design }: FirstRecord): Head {
  const at = typeof savedAt === 'number' ? savedAt : 0
  const counts = design as { blocks?: unknown; connections?: unknown } | null
  return {
    id,
    name: typeof name === 'string' ? name : 'Untitled',
    tags: [],
    rev: 1,
    savedAt: at,
    openedAt: at,
    binnedAt: null,
    blocks: lengthOf(counts?.blocks),
    connections: lengthOf(counts?.connections),
    sketch: null,
  }
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0
}

function revisionOf({ id, rev, savedAt, blocks, connections }: Head, design: unknown, label: string): Revision {
  return { id, rev, savedAt, label, design, blocks, connections }
}

/**
 * Writes a design if nobody else has since the revision that it was made from. Returns its new revision. Throws ConflictError, and whatever the browser has against writing.
 */
export async function saveDesign({
  id,
  expected,
  name,
  label,
  design,
  sketch,
  savedAt,
  isOpen,
}: Saving): Promise<number> {
  const db = await database()
  const work = db.transaction(['designs', 'heads', 'revisions', 'settings'], 'readwrite', STRICT)
  const heads = work.objectStore('heads')
  const before = await heads.get(id)
  if ((before?.rev ?? 0) !== expected) {
    work.done.catch(() => undefined)
    work.abort()
    throw new ConflictError(before?.rev ?? 0)
  }
  const head: Head = {
    id,
    name,
    tags: before?.tags ?? [],
    rev: expected + 1,
    savedAt,
    openedAt: isOpen ? savedAt : (before?.openedAt ?? savedAt),
    binnedAt: isOpen ? null : (before?.binnedAt ?? null),
    blocks: sketch.blocks.length,
    connections: sketch.wires.length,
    sketch,
  }
  const revisions = work.objectStore('revisions')
  const writing: Promise<unknown>[] = [
    heads.put(head),
    work.objectStore('designs').put({ id, design }),
    revisions.put(revisionOf(head, design, label)),
  ]
  if (isOpen) writing.push(work.objectStore('settings').put(id, LAST_OPEN))
  const keys = await revisions.getAllKeys(everyRevision(id))
  const surplus = keys.length - RECENT_REVISIONS
  if (surplus > 0) {
    const older = await revisions.getAll(everyRevision(id), surplus)
    const recent = keys.slice(surplus).map(([, rev]) => ({ rev, savedAt }))
    for (const rev of surplusRevisions([...older, ...recent])) writing.push(revisions.delete([id, rev]))
  }
  await Promise.all([...writing, work.done])
  return head.rev
}

function everyRevision(id: string): IDBKeyRange {
  // An empty list sorts after every number.
  return IDBKeyRange.bound([id], [id, []])
}

export interface Stored {
  head: Head
  design: unknown
}

/** A design with its head, or undefined when there is none. One whose body is gone has `undefined` for a design. */
export async function readDesign(id: string): Promise<Stored | undefined> {
  const work = (await database()).transaction(['heads', 'designs'])
  const [head, body] = await Promise.all([work.objectStore('heads').get(id), work.objectStore('designs').get(id)])
  return head && { head, design: body?.design }
}

/** The design that was open last, or undefined when there is none or it lies in the bin. */
export async function lastOpen(): Promise<Stored | undefined> {
  const id = await (await database()).get('settings', LAST_OPEN)
  const stored = id === undefined ? undefined : await readDesign(id)
  return stored?.head.binnedAt === null ? stored : undefined
}

/** Notes that a design was opened. */
export async function rememberOpen(id: string, openedAt: number): Promise<void> {
  const work = (await database()).transaction(['heads', 'settings'], 'readwrite')
  const head = await work.objectStore('heads').get(id)
  const writing: Promise<unknown>[] = [work.objectStore('settings').put(id, LAST_OPEN)]
  if (head) writing.push(work.objectStore('heads').put({ ...head, openedAt }))
  await Promise.all([...writing, work.done])
}

/** All heads, the last opened first. */
export async function listHeads(): Promise<Head[]> {
  return (await (await database()).getAllFromIndex('heads', 'openedAt')).reverse()
}

/** Changes a head without touching the design. */
export async function changeHead(id: string, change: (head: Head) => Head): Promise<void> {
  const work = (await database()).transaction('heads', 'readwrite', STRICT)
  const head = await work.store.get(id)
  await Promise.all([...(head ? [work.store.put(change(head))] : []), work.done])
}

/** Removes designs with all their revisions, for good. */
export async function removeDesigns(ids: readonly string[]): Promise<void> {
  const work = (await database()).transaction(['heads', 'designs', 'revisions'], 'readwrite', STRICT)
  const removing = ids.flatMap((id) => [
    work.objectStore('heads').delete(id),
    work.objectStore('designs').delete(id),
    work.objectStore('revisions').delete(everyRevision(id)),
  ])
  await Promise.all([...removing, work.done])
}

/** Revisions of a design, the newest first. */
export async function listRevisions(id: string): Promise<Revision[]> {
  return (await (await database()).getAll('revisions', everyRevision(id))).reverse()
}

/** Puts a design that cannot be read out of the way, as it was found. Its revisions stay. */
export async function putAside(aside: Aside, id: string): Promise<void> {
  const work = (await database()).transaction(['aside', 'designs'], 'readwrite', STRICT)
  await Promise.all([work.objectStore('aside').put(aside), work.objectStore('designs').delete(id), work.done])
}

export async function listAside(): Promise<Aside[]> {
  return (await database()).getAll('aside')
}

export async function removeAside(key: string): Promise<void> {
  await (await database()).delete('aside', key)
}

/** Puts an earlier state in place of a body that was set aside; the number of the revision stays. */
export async function restoreBody(id: string, design: unknown): Promise<void> {
  await (await database()).put('designs', { id, design })
}
