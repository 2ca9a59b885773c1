/** Blocks that stand on the canvas inside the outline of a group that they are not in. */
import type { Design } from '../../../design/design'
import { strangersIn } from '../../../design/group-cuts'
import { standIns } from '../../../design/group-view'
import type { Box } from '../../../design/wires'
import { boxAt } from '../../edits/boxes'
import { boxesInDesign } from './boxes'

/** Their ids by the places that the design has, as long as the group is open; of what is in collapsed groups nothing is seen. */
export function strangersInDesign(design: Design, group: string): string[] {
  const shown = standIns(design)
  const box = boxesInDesign(design).get(group)
  if (!box || shown.has(group)) return []
  const blocks = design.blocks.flatMap(({ id, position }): [string, Box][] =>
    position && !shown.has(id) ? [[id, boxAt(position)]] : [],
  )
  return strangersIn(design, group, box, new Map(blocks))
}
