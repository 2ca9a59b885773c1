import { describe, expect, it } from 'vitest'
import { BLOCKS } from '../blocks/registry'
import type { Block } from './design'
import { parseDesign } from './schema'

type Parts = { [key: string]: unknown }

const shop = { id: 'shop', kind: 'service', params: { replicas: 2 } }
const db = { id: 'db', kind: 'database' }

/** What is said of the replica of the first fault. */
function saidOf(fault: Parts, changes: Parts[] = [], more: Parts = {}): string[] {
  const { warnings, errors } = parseDesign({
    format: 'loadbearing/1',
    blocks: [{ id: 'users', kind: 'traffic-source' }, shop, db],
    connections: [
      { id: 'c1', from: 'users', to: 'shop' },
      { id: 'c2', from: 'shop', to: 'db' },
    ],
    scenario: { faults: [{ type: 'crash', target: 'shop', atMs: 10_000, forMs: 5000, ...fault }], changes },
    ...more,
  })
  expect(errors).toEqual([])
  return warnings.filter(({ path }) => path.endsWith('.replica')).map(({ message, cure }) => `${message}; ${cure}`)
}

const replicas = (atMs: number, value: number) => ({ atMs, path: 'blocks.shop.params.replicas', value })

describe('a fault at a replica that does not exist', () => {
  it.each(BLOCKS.map((definition) => [definition.id, definition] as const))('is told of at a %s', (_, definition) => {
    const example = definition.example as object
    const block = blockIn(example, definition.id)
    const { units } = definition
    const last = units === undefined ? 0 : units.own + Number(block.params[units.parameter]) - 1
    const type = definition.inPort === null ? 'load' : 'crash'
    const said = (replica: number) => {
      const scenario = { faults: [{ type, target: block.id, replica }] }
      return parseDesign({ ...example, scenario }).warnings.filter(({ path }) => path.endsWith('.replica'))
    }
    expect(said(last)).toEqual([])
    expect(said(last + 1)).toHaveLength(1)
    expect(said(99)).toHaveLength(1)
  })

  it('is told of where the replica comes only after the fault, or has gone before it', () => {
    const none = ['"Shop" has no replica 3, so the fault does nothing; it has replicas 0 to 1; use one']
    expect(saidOf({ replica: 3 }, [replicas(15_000, 4)])).toEqual(none)
    expect(saidOf({ replica: 3 }, [replicas(5000, 4), replicas(10_000, 2)])).toEqual(none)
    expect(saidOf({ replica: 1 }, [replicas(9000, 1), replicas(20_000, 2)])).toEqual([
      '"Shop" has no replica 1, so the fault does nothing; it has only replica 0; use one',
    ])
  })

  it('is not told of where the replica is there for some of the time', () => {
    expect(saidOf({ replica: 3 }, [replicas(5000, 4)])).toEqual([])
    expect(saidOf({ replica: 3 }, [replicas(5000, 4), replicas(12_000, 2)])).toEqual([])
    expect(saidOf({ replica: 3 }, [replicas(12_000, 4), replicas(13_000, 2)])).toEqual([])
  })

  it('is told of at a group in which nothing has that replica', () => {
    const more = { groups: [{ id: 'shore', kind: 'zone', members: ['shop', 'db'] }] }
    expect(saidOf({ target: 'shore', replica: 1 }, [], more)).toEqual([])
    expect(saidOf({ target: 'shore', replica: 2 }, [], more)).toEqual([
      '"Shore" has no replica 2, so the fault does nothing; it has replicas 0 to 1; use one',
    ])
  })
})

/** The first block of a kind in a document. */
function blockIn(document: unknown, kind: string): Block {
  const block = parseDesign(document).design.blocks.find((one) => one.kind === kind)
  if (!block) throw new Error(`there is no ${kind}`)
  return block
}
