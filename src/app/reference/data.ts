/**
 * What the reference page shows, as plain data. It is made when the page is built: from the registries, from the heads of the
 * algorithms' files, from the definitions of blocks, and from a run of the conformance adapters over the recorded vectors.
 */
import type { Fields } from '../../lib/schema'

/** Everything. */
export interface ReferenceData {
  readonly families: readonly FamilyData[]
}

/** One family of algorithms. */
export interface FamilyData {
  readonly id: string
  readonly name: string
  /** What its members decide, from the head of its contract. */
  readonly decides: string
  readonly members: readonly MemberData[]
  /** Named building blocks beside the members: they have a source, but no parameter chooses them. */
  readonly parts: readonly PartData[]
  readonly vectors: readonly VectorData[]
  readonly figures: readonly FigureData[]
}

/** One algorithm that a parameter can choose. */
export interface MemberData {
  readonly id: string
  readonly label: string
  readonly help: string
  readonly formula: string
  readonly source: string
  readonly sourceUrl: string | null
  readonly deviations: string
  readonly fields: Fields
  /** What the fields keep to together, in words, by name of the field. */
  readonly rules: readonly { readonly field: string; readonly text: string }[]
  readonly notes: readonly Note[]
  /** Name of the registry's list that it stands in. */
  readonly list: string
  readonly uses: readonly UseData[]
}

/** A building block. */
export interface PartData {
  readonly id: string
  readonly summary: string
  readonly source: string
  readonly notes: readonly Note[]
}

/** A passage from the head of a file, such as "Bound" or "Cost". */
export interface Note {
  readonly term: string
  readonly text: string
}

/** One file of recorded behaviour and how its cases went. */
export interface VectorData {
  readonly file: string
  readonly algorithm: string
  readonly provenance: string
  /** Members that its cases run; none for plain functions. */
  readonly members: readonly string[]
  readonly passed: number
  readonly cases: number
}

/** A parameter that can choose the algorithm. */
export interface UseData {
  /** Kind of block; null for a connection. */
  readonly kind: string | null
  /** Name of the block's kind, or of what it is. */
  readonly owner: string
  readonly label: string
  /** Names of fields from the parameters down. */
  readonly path: readonly string[]
  /** What the value is: the algorithm's id alone, its id with its parameters, or its parameters alone. */
  readonly is: 'choice' | 'variant' | 'object'
}

/** What a figure asks for; its drawing comes from the worker. */
export interface FigureData {
  readonly id: string
  readonly title: string
  readonly caption: string
  readonly inputs: Fields
  /** Nothing in it is left to chance. */
  readonly isFixed: boolean
  /** Names of the inputs that only set the members' parameters, for comparing; one member by itself shows its own instead. */
  readonly fitted: readonly string[]
  /** Members that it can run, in order. */
  readonly members: readonly FigureMember[]
  /** Those it shows at first. */
  readonly initial: readonly string[]
}

/** A member in a figure, with the parameters that suit the figure's stream at first. */
export interface FigureMember {
  readonly id: string
  readonly params: { readonly [name: string]: unknown }
}
