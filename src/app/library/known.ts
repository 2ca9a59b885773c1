/** What this tab knows of the records that it has had open. */
import type { Design } from '../../design/design'

interface Known {
  /** The revision that was read or written last. */
  rev: number
  /** The design of that revision, the very object. */
  design: Design
}

/** By id of the record. */
export const known = new Map<string, Known>()
