/** Another kind in place of a block's, with as much kept as both have in common. */
import { canConnect } from '../../blocks/block'
import { blockOf } from '../../blocks/registry'
import type { Block, Connection, Design } from '../../design/design'
import { isEqual } from '../../design/serialize'
import { defaultValue, object, type Schema } from '../../lib/schema'
import { remove } from './remove'

/** Parameters of the same name and schema keep their values; the others take their defaults. */
function paramsFor(block: Block, kind: string): Block['params'] {
  const before = blockOf(block.kind)?.fields ?? {}
  const after = blockOf(kind)?.fields ?? {}
  const params = defaultValue(object(after)) as Block['params']
  for (const [name, field] of Object.entries(after)) {
    const old = before[name]
    if (old && isAlike(old.schema, field.schema)) params[name] = block.params[name]
  }
  return params
}

/** Whether two parameters accept the same values. */
export function isAlike(one: Schema, other: Schema): boolean {
  return one === other || isEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)))
}

/** Connections that the block could not keep as another kind. */
export function lostAs(design: Design, id: string, kind: string): Connection[] {
  const kinds = new Map(design.blocks.map((block) => [block.id, block.id === id ? kind : block.kind]))
  let outgoing = 0
  return design.connections.filter(({ from, to }) => {
    if (from !== id && to !== id) return false
    const caller = blockOf(kinds.get(from) ?? '')
    const callee = blockOf(kinds.get(to) ?? '')
    if (!caller || !callee || !canConnect(caller, callee)) return true
    return from === id && ++outgoing > (caller.outPort?.max ?? 0)
  })
}

/** The design with another kind of block under the same id and name, without the connections that cannot stay. */
export function replaceKind(design: Design, id: string, kind: string): Design {
  const block = design.blocks.find((candidate) => candidate.id === id)
  if (!block || block.kind === kind || !blockOf(kind)) return design
  const fitting = remove(design, new Set(lostAs(design, id, kind).map((connection) => connection.id)))
  const prefixes = [`blocks.${id}.`]
  const isKept = (path: string): boolean => !prefixes.some((prefix) => path.startsWith(prefix))
  return {
    ...fitting,
    blocks: fitting.blocks.map((one) => (one.id === id ? { ...one, kind, params: paramsFor(one, kind) } : one)),
    scenario: { ...fitting.scenario, changes: fitting.scenario.changes.filter(({ path }) => isKept(path)) },
    objectives: fitting.objectives.filter(({ measure }) => isKept(measure)),
  }
}
