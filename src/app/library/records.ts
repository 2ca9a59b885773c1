/** What the library keeps in the browser: four kinds of records. */
import type { Sketch } from '../../design/svg/thumbnail'

/** What a list shows of a design, without the design. */
export interface Head {
  id: string
  name: string
  tags: string[]
  /** Grows by one with each saving; the first is 1. */
  rev: number
  /** [ms] wall-clock times of the last change and of the last opening. */
  savedAt: number
  openedAt: number
  /** [ms] when it was put into the bin, or null. */
  binnedAt: number | null
  blocks: number
  connections: number
  /** Null in records of the first version, until it is made. */
  sketch: Sketch | null
}

/** A design as it was written; checked again when it is read. */
export interface Body {
  id: string
  design: unknown
}

/** A design as it stood after one of its savings. */
export interface Revision {
  id: string
  rev: number
  savedAt: number
  /** What was done last, such as "Move". */
  label: string
  design: unknown
  blocks: number
  connections: number
}

/** A record that could not be read, kept as it was found. */
export interface Aside {
  key: string
  name: string
  foundAt: number
  reason: string
  raw: unknown
}

/** What is saved in one go. */
export interface Saving {
  id: string
  /** The revision that this one was made from; 0 when there is none. */
  expected: number
  name: string
  label: string
  design: unknown
  sketch: Sketch
  savedAt: number
  /** Whether it is the one that is open, which is opened again at the next start. */
  isOpen: boolean
}

/** Somebody else has saved the record meanwhile. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError'
  readonly found: number
  constructor(found: number) {
    super('The design was changed elsewhere')
    this.found = found
  }
}
