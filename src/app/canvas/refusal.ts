/** Why two blocks are not connected when somebody tries to, and what to do instead. */
import { blockOf } from '../../blocks/registry'
import { connectProblem } from '../../design/connect'
import type { Design } from '../../design/design'
import { blockName } from '../edits/said'
import { sentence, t } from '../i18n/language'
import { kindsAfter, mayConnect } from './wiring'

export interface Refusal {
  /** What speaks against it, and what to do instead. */
  readonly text: string
  /** What speaks against it, alone. */
  readonly why: string
  /** The connection that is there already, if that is why. */
  readonly connection: string | null
}

/** What speaks against a new connection, or null when nothing does. */
export function refusalOf(design: Design, from: string, to: string): Refusal | null {
  const names = { name: blockName(design, from), name2: blockName(design, to) }
  const because = (text: string, connection: string | null = null, why = text): Refusal => ({ text, why, connection })
  const canReturn = mayConnect(design, to, from)
  if (from === to) return because(t('{name} cannot call itself. End the wire at another block.', names))
  const there = design.connections.find((connection) => connection.from === from && connection.to === to)
  if (there) {
    const text = canReturn
      ? t(
          '{name} already calls {name2}. Change that connection, which is now selected, or draw from {name2} to {name}.',
          names,
        )
      : t('{name} already calls {name2}. Change that connection, which is now selected.', names)
    return because(text, there.id)
  }
  const problem = connectProblem(design, from, to)
  if (!problem) return null
  const full = portsFit(design, from, to) ? fullnessOf(design, from) : null
  if (full !== null) return because(full)
  const why = sentence(`${problem.message.charAt(0).toUpperCase()}${problem.message.slice(1)}.`)
  const instead = canReturn
    ? t('Draw from {name2} to {name} instead.', names)
    : t('While you draw a wire, the blocks that it can end at stand out.')
  return because(`${why} ${instead}`, null, why)
}

/** Whether the ports of the two fit. */
function portsFit(design: Design, from: string, to: string): boolean {
  const [caller, callee] = [from, to].map((id) => kindOf(design, id))
  return kindsAfter(caller ?? '', [{ id: callee ?? '' }]).length > 0
}

function kindOf(design: Design, id: string): string {
  return design.blocks.find((block) => block.id === id)?.kind ?? ''
}

/** Why no further connection may leave a block that calls others, or null when one may. */
export function fullnessOf(design: Design, id: string): string | null {
  const port = blockOf(kindOf(design, id))?.outPort
  if (!port || design.connections.filter(({ from }) => from === id).length < port.max) return null
  return t('{name} has as many connections as it can have: {count}. Remove one first.', {
    name: blockName(design, id),
    count: port.max,
  })
}
