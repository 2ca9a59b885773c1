/**
 * Contract of a block: what it is called, what can be set, what it can be wired to, how it is explained and drawn.
 *
 * A block is one folder: `block.ts` exports a definition made by {@link defineBlock}, `behaviour.ts` exports how it acts in a
 * run, and one line in `registry.ts` makes it known. Everything else (palette, form, validation, links, help, gallery) is
 * derived from the definition.
 */
import type { Fields, InferFields } from '../lib/schema'
import type { Unit } from '../lib/units'

/** Groups of the palette, in its order. */
export const BLOCK_GROUPS = ['traffic', 'edge', 'compute', 'data', 'messaging', 'coordination'] as const
export type BlockGroup = (typeof BLOCK_GROUPS)[number]

/**
 * What an in-port can be asked to be. A connection is allowed when the caller's out-port calls at least one of the roles that
 * the callee's in-port has.
 * - `request`: answers a plain request; `data`: answers reads and writes of keys; `copy`: keeps versions that it is given;
 *   `message`: takes in messages;
 * - `lock`: grants leases; `replica`: may stand behind a balancer; `consumer`: may pull from a queue.
 */
export const PORT_ROLES = ['request', 'data', 'copy', 'message', 'lock', 'replica', 'consumer'] as const
export type PortRole = (typeof PORT_ROLES)[number]

/** What arrives at a block. */
export interface InPort {
  readonly roles: readonly PortRole[]
  /** Word for the protocol on exported diagrams, for example "HTTP" or "SQL". */
  readonly protocol: string
}

/** Whom a block calls. */
export interface OutPort {
  readonly roles: readonly PortRole[]
  /** Fewest connections with which the block makes sense; fewer is a problem to show, not an error. */
  readonly min: number
  /** Most connections that are allowed. */
  readonly max: number
}

/** A number that a block of this kind reports beside the common ones, under this name in the report. */
export interface Figure {
  /** Name in the report, for example `staleReads`. */
  readonly id: string
  /** Short sentence-case label on the canvas, for example "stale reads". */
  readonly label: string
  readonly unit: Unit
  /** How the number is made: a running total, or the value right now. */
  readonly is: 'total' | 'level'
  /** True when any value above zero is a broken invariant. */
  readonly isViolation?: boolean
  /** True for a figure of something that may be off; the behaviour gives NaN for it then, and the report leaves it out. */
  readonly isOptional?: boolean
  /** One sentence. */
  readonly help: string
}

/** Shapes of exported diagrams. */
export type DiagramShape = 'rectangle' | 'rounded' | 'stadium' | 'cylinder' | 'hexagon' | 'queue' | 'circle' | 'diamond'

/** What a kind of block is called and drawn like by others: `words.ts` in its folder exports one as `words`. */
export interface DiagramWords {
  /** Words and phrases in lower case, separated by commas; a question mark follows those that others are known by, too. */
  readonly phrases: string
  /** Shapes of Mermaid, separated by spaces. */
  readonly shapes: string
}

/**
 * A connection that leaves a block: the name of whom it calls, what that has for parameters, how many connections lead there, and its
 * path prefix.
 */
export interface Leaving {
  readonly to: string
  readonly params: { readonly [name: string]: unknown }
  readonly callers: number
  readonly route: string
}

/** Something about a block that can run and hardly does what was meant, and what to do about it: two clauses of a sentence. */
export interface Oddity {
  readonly message: string
  readonly cure: string
}

/** Identity, parameters, ports, help and example of one kind of block. */
export interface BlockDefinition<Id extends string = string, F extends Fields = Fields> {
  /** The kind in designs; equal to the folder name and, with spaces and a capital, to the name on screen. */
  readonly id: Id
  /** Permanent number of this kind in links. */
  readonly number: number
  /** Sentence-case name on screen. */
  readonly name: string
  readonly group: BlockGroup
  /** Name of the icon in the icon set of the app, for example `database`. */
  readonly icon: string
  readonly shape: DiagramShape
  /** One sentence: what it does. */
  readonly summary: string
  /** Paragraphs of plain text for the help page: what really runs, how it fails, what to watch. */
  readonly help: readonly string[]
  /** Where the semantics come from. */
  readonly sources: readonly { readonly title: string; readonly url?: string }[]
  readonly fields: F
  readonly inPort: InPort | null
  readonly outPort: OutPort | null
  readonly figures: readonly Figure[]
  /** Word for a unit of capacity ("workers", "connections"), or null where there is no queue and no server. */
  readonly servers: string | null
  /**
   * How many parts of the block a fault can hit by themselves, counted from 0: `own` and as many as the number parameter says.
   * One when left out.
   */
  readonly units?: { readonly own: number; readonly parameter: string }
  /** What is odd about a block of this kind with this name, these parameters and these connections; nothing when left out. */
  oddities?(name: string, params: InferFields<F>, leaving: readonly Leaving[]): readonly Oddity[]
  /** Smallest design that shows the block at work, in the design format. */
  readonly example: unknown
}

/** A definition whose parameters are not known statically. */
export type AnyBlock = BlockDefinition

/** Types the definition of a block; `fields` decide the type of its parameters. */
export function defineBlock<const Id extends string, const F extends Fields>(
  definition: BlockDefinition<Id, F>,
): BlockDefinition<Id, F> {
  return definition
}

/** Parameters of a block, defaults filled in. */
export type ParamsOf<B> = B extends BlockDefinition<string, infer F> ? InferFields<F> : never

/** Whether a connection from `from` to `to` is allowed, by their ports alone. */
export function canConnect(from: AnyBlock, to: AnyBlock): boolean {
  return from.outPort?.roles.some((role) => to.inPort?.roles.includes(role)) ?? false
}
