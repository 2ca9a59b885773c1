/** Which blocks may call which. */
import { type AnyBlock, canConnect } from '../blocks/block'
import { BLOCKS, blockOf } from '../blocks/registry'
import type { Problem } from '../lib/parse'
import type { Design } from './design'
import { withArticle } from './names'

/** Why a block may not have one more connection to another, or undefined when it may. `used` is how many it has. */
export function misfit(
  from: string,
  to: string,
  definitions: ReadonlyMap<string, AnyBlock>,
  used: number,
): Omit<Problem, 'path'> | undefined {
  const caller = definitions.get(from)
  const callee = definitions.get(to)
  if (!caller || !callee) return undefined
  if (from === to) return { message: `"${from}" cannot call itself`, cure: 'connect it to another block' }
  const words = `${withArticle(caller.name)} cannot call ${withArticle(callee.name)}`
  if (!canConnect(caller, callee)) return { message: words, cure: cureOf(caller) }
  const max = caller.outPort?.max ?? 0
  if (used >= max) return { message: `"${from}" has more than ${max} connections`, cure: 'remove one of them' }
  return undefined
}

/** Whether a connection may be added between two blocks of a design, for editors: undefined, or what speaks against it. */
export function connectProblem(design: Design, from: string, to: string): Omit<Problem, 'path'> | undefined {
  const definitions = new Map(design.blocks.map((block) => [block.id, blockOf(block.kind) as AnyBlock]))
  return misfit(from, to, definitions, design.connections.filter((connection) => connection.from === from).length)
}

function cureOf(caller: AnyBlock): string {
  const names = BLOCKS.filter((block) => canConnect(caller, block)).map((block) => withArticle(block.name))
  return names.length === 0
    ? 'turn it round or remove it: it calls no other block'
    : `connect it to ${names.join(' or ')}`
}
