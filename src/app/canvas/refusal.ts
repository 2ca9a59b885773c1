/** Why two blocks are not connected when somebody tries to, and what to do instead. */
import { blockOf } from '../../blocks/registry'
import { connectProblem } from '../../design/connect'
import type { Design } from '../../design/design'
import { blockName } from '../edits/said'
import { sentence, t } from '../i18n/language'
import { mayConnect } from './wiring'

export interface Refusal {
  readonly text: string
  /** The connection that is there already, if that is why. */
  readonly connection: string | null
}

/** What speaks against a new connection, or null when nothing does. */
export function refusalOf(design: Design, from: string, to: string): Refusal | null {
  const names = { name: blockName(design, from), name2: blockName(design, to) }
  const because = (text: string, connection: string | null = null): Refusal => ({ text, connection })
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
  const most = portsOf(design, from)
  if (design.connections.filter((connection) => connection.from === from).length >= most)
    return because(
      t('{name} has as many connections as it can have: {count}. Remove one first.', { ...names, count: most }),
    )
  const why = sentence(`${problem.message.charAt(0).toUpperCase()}${problem.message.slice(1)}.`)
  const instead = canReturn
    ? t('Draw from {name2} to {name} instead.', names)
    : t('While you draw a wire, the blocks that it can end at stand out.')
  return because(`${why} ${instead}`)
}

/** Most connections that may leave a block. */
function portsOf(design: Design, id: string): number {
  return blockOf(design.blocks.find((block) => block.id === id)?.kind ?? '')?.outPort?.max ?? 0
}
