/** New blocks and connections as pure functions from design to design. */

import { blockOf } from '../../blocks/registry'
import { connectProblem } from '../../design/connect'
import { CONNECTION_FIELDS } from '../../design/connection'
import type { Block, Connection, Design } from '../../design/design'
import { nameOf } from '../../design/names'
import { defaultsOf, defaultValue, object } from '../../lib/schema'
import { t } from '../i18n/language'
import { type Added, freeId } from './blocks'
import { freePlace } from './free-place'
import type { Point } from './point'

/**
 * A new block of a kind, everything at its default, exactly at a place or where one is free near it. Its name comes from its id
 * where that says the same: it does not in other languages, nor with initials.
 */
export function addBlock(design: Design, kind: string, at: Point, isExact = false): Added {
  const definition = blockOf(kind)
  if (!definition) return { design, id: '' }
  const id = freeId(design, kind)
  const label = t(definition.name) + id.slice(kind.length).replace('-', ' ')
  const block: Block = {
    id,
    kind,
    ...(label === nameOf({ id }) ? {} : { label }),
    params: defaultValue(object(definition.fields)) as Block['params'],
    position: isExact ? at : freePlace(design, at),
  }
  return { design: { ...design, blocks: [...design.blocks, block] }, id }
}

/** A new connection with everything at its default, or the design as it was when the two may not be connected. */
export function addConnection(design: Design, from: string, to: string): Added {
  if (connectProblem(design, from, to)) return { design, id: '' }
  if (design.connections.some((connection) => connection.from === from && connection.to === to))
    return { design, id: '' }
  const id = freeId(design, `to-${to}`)
  const connection: Connection = { id, from, to, params: defaultsOf(CONNECTION_FIELDS) }
  return { design: { ...design, connections: [...design.connections, connection] }, id }
}
