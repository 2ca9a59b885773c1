/** What React Flow draws here. */
import type { Node } from '@xyflow/react'
import type { Comment } from '../../design/comments'
import type { Group } from '../../design/groups'
import type { Box } from '../../design/wires'
import type { BlockNodeType } from './BlockNode'

/** A container, or the node that stands for a collapsed one. */
export type GroupNodeType = Node<GroupData, 'group'>

interface GroupData extends Record<string, unknown> {
  group: Group
  /** What is dragged would be in it. */
  isTarget: boolean
  /** Parts that are cut out, around blocks that are not in it, from its top left corner. */
  holes: readonly Box[]
}

export type CommentNodeType = Node<{ comment: Comment }, 'comment'>

/** Nodes whose places are kept while they are dragged; those of groups follow from their members. */
export type PlacedNode = BlockNodeType | CommentNodeType
export type FlowNode = PlacedNode | GroupNodeType
