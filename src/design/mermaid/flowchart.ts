/** What is read from the text of a Mermaid flowchart, before anybody asks what it means. */

/** Shapes of nodes that are told apart. */
export type NodeShape =
  | 'rectangle'
  | 'rounded'
  | 'stadium'
  | 'subroutine'
  | 'cylinder'
  | 'circle'
  | 'asymmetric'
  | 'diamond'
  | 'hexagon'
  | 'parallelogram'

/** A node of the diagram. */
export interface FlowNode {
  readonly id: string
  /** Raw text between the brackets; null when the node is named only. */
  label: string | null
  shape: NodeShape | null
  /** Class given by `:::`, which may say what the node is. */
  style: string
  /** Line and text where it was first described. */
  line: number
  text: string
}

/** An arrow of the diagram. */
export interface FlowEdge {
  readonly from: string
  readonly to: string
  /** Raw text on the arrow, or empty. */
  readonly label: string
  /** Which way it points: `none` for a plain line. */
  readonly points: 'forward' | 'both' | 'none'
  readonly line: number
  readonly text: string
}

/** A subgraph of the diagram. */
export interface FlowGroup {
  readonly id: string
  /** Raw text of its title. */
  readonly title: string
  /** Ids of the nodes and subgraphs in it. */
  readonly members: string[]
  readonly line: number
  readonly text: string
}

/** A line that was not taken over, and why. */
export interface ImportNote {
  readonly line: number
  readonly text: string
  readonly reason: string
}

/** The whole diagram. */
export interface Flowchart {
  /** Title or accessible title, or empty. */
  title: string
  /** By id, in order of appearance. */
  readonly nodes: Map<string, FlowNode>
  readonly edges: FlowEdge[]
  /** Subgraphs by id, outer ones before those in them. */
  readonly groups: Map<string, FlowGroup>
  /** Comments that carry what a diagram cannot say, see carried.ts. */
  readonly carried: { readonly line: number; readonly text: string }[]
  /** Lines that mean nothing for a design, such as colours. */
  readonly ignored: ImportNote[]
  /** Lines that could not be read. */
  readonly notUnderstood: ImportNote[]
}
