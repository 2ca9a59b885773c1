import { describe, expect, it } from 'vitest'
import type { Design } from '../../design/design'
import { emptyDesign } from '../../design/empty'
import { addBlock, addConnection } from '../edits/add'
import { designStore } from '../stores/design'
import { notify, useView } from '../stores/view'
import { connectBlocks } from './place'
import { refusalOf } from './refusal'

function designOf(kinds: readonly string[], wires: readonly (readonly [string, string])[] = []): Design {
  const placed = kinds.reduce((design, kind) => addBlock(design, kind, { x: 0, y: 0 }).design, emptyDesign())
  return wires.reduce((design, [from, to]) => addConnection(design, from, to).design, placed)
}

describe('a wire that cannot be', () => {
  it('says nothing against one that can', () => {
    expect(refusalOf(designOf(['service', 'cache']), 'service', 'cache')).toBeNull()
  })

  it('names the connection that is there, and the way back where there is one', () => {
    const twice = designOf(['service', 'service'], [['service', 'service-2']])
    expect(refusalOf(twice, 'service', 'service-2')).toMatchObject({
      connection: 'to-service-2',
      text: 'Service already calls Service 2. Change that connection, which is now selected, or draw from Service 2 to Service.',
    })
    const oneWay = designOf(['service', 'database'], [['service', 'database']])
    expect(refusalOf(oneWay, 'service', 'database')?.text).toBe(
      'Service already calls Database. Change that connection, which is now selected.',
    )
  })

  it('tells of a block wired to itself', () => {
    expect(refusalOf(designOf(['service']), 'service', 'service')).toMatchObject({
      connection: null,
      text: 'Service cannot call itself. End the wire at another block.',
    })
  })

  it('tells of kinds that do not fit, and that the other way does', () => {
    const design = designOf(['service', 'traffic-source'])
    expect(refusalOf(design, 'service', 'traffic-source')?.text).toBe(
      'A service cannot call a traffic source. Draw from Traffic source to Service instead.',
    )
    expect(refusalOf(design, 'service', 'traffic-source')?.why).toBe('A service cannot call a traffic source.')
  })

  it('tells of a block that may have no more', () => {
    const design = designOf(['cache', 'service', 'database'], [['cache', 'service']])
    expect(refusalOf(design, 'cache', 'database')?.text).toBe(
      'Cache has as many connections as it can have: 1. Remove one first.',
    )
  })

  it('tells of kinds that do not fit rather than of a block that may have no more', () => {
    const design = designOf(['cache', 'service', 'traffic-source'], [['cache', 'service']])
    expect(refusalOf(design, 'cache', 'traffic-source')?.why).toBe('A cache cannot call a traffic source.')
  })
})

describe('notices about wires that cannot be', () => {
  it("take one another's place, and leave others where they are", () => {
    designStore.open(designOf(['service', 'database', 'traffic-source']), 'Open')
    notify({ kind: 'info', text: 'Something else' })
    connectBlocks('service', 'traffic-source')
    connectBlocks('database', 'service')
    connectBlocks('service', 'service')
    expect(useView.getState().toasts.map(({ text }) => text)).toEqual([
      'Something else',
      'Service cannot call itself. End the wire at another block.',
    ])
  })
})
