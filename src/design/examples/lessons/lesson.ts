/** A lesson: one question, put to variants of a design. What is claimed of it is computed from runs, in the simulation. */
import type { PlainDesign } from '../published/parts'

export interface Variant {
  readonly label: string
  readonly design: PlainDesign
}

export interface Lesson {
  readonly id: string
  readonly name: string
  /** What there is to see, in a sentence. */
  readonly summary: string
  readonly variants: readonly Variant[]
}
