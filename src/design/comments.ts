/** Comments on the canvas: text for people. They never affect a run. */
import type { Design } from './design'

/** Most comments that a design may have, and most characters of one. */
export const MAX_COMMENTS = 200
export const MAX_COMMENT = 1000

/** [px] width of a comment: by default, and within which limits. */
export const COMMENT_WIDTH = 200
export const MIN_COMMENT_WIDTH = 80
export const MAX_COMMENT_WIDTH = 800

/** One comment. */
export interface Comment {
  /** Unique among blocks, connections, groups and comments. */
  id: string
  /** Plain text, of one line or several; never empty. */
  text: string
  /** Place of the top left corner on the canvas. */
  position: { x: number; y: number }
  /** [px] when left out, {@link COMMENT_WIDTH}. */
  width?: number
  /** Id of the block that it is about: it moves with it. */
  block?: string
}

/** The comments of a design. */
export function commentsOf(design: Pick<Design, 'comments'>): readonly Comment[] {
  return design.comments ?? NONE
}

const NONE: readonly Comment[] = []
