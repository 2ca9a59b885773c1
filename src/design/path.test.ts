import { describe, expect, it } from 'vitest'
import checkout from './examples/checkout.json'
import { placeAt, withValueAt } from './path'
import { parseDesign } from './schema'

const { design } = parseDesign(checkout)

describe('a path', () => {
  it.each([
    ['seed', 7],
    ['scenario.durationMs', 120_000],
    ['blocks.orders.params.workers', 16],
    ['blocks.shoppers.params.arrivals.ratePerSecond', 200],
    ['blocks.orders.params.plan[1].work.valueMs', 5],
    ['blocks.orders.params.plan.1.counter', 'stock'],
    ['blocks.orders-db.params.counters.stock', 10_000],
    ['connections.to-db.params.breaker.trials', 3],
  ])('%s leads to %j', (path, value) => {
    expect(placeAt(design, path)).toMatchObject({ ok: true, place: { value } })
  })

  it.each([
    ['', 'start it with'],
    ['blocks.orders', 'start it with'],
    ['blocks.nobody.params.workers', 'start it with'],
    ['blocks.orders.params.plan[9]', 'use an index below 3'],
    ['blocks.orders.params.__proto__', 'use one of'],
    ['connections.c1.params.retry.attempts', 'together with what contains it'],
    ['blocks.orders.params.workers.more', 'end the path before'],
  ])('%s leads nowhere: %s', (path, cure) => {
    const found = placeAt(design, path)
    expect(found.ok ? '' : found.problem.cure).toContain(cure)
  })
})

describe('replacing a value', () => {
  it('leaves the design as it was and shares what did not change', () => {
    const changed = withValueAt(design, 'blocks.orders.params.plan[1].work', { type: 'exponential', meanMs: 2 })
    expect(changed.problems).toEqual([])
    expect(placeAt(changed.design, 'blocks.orders.params.plan[1].work.meanMs')).toMatchObject({ place: { value: 2 } })
    expect(placeAt(design, 'blocks.orders.params.plan[1].work.valueMs')).toMatchObject({ place: { value: 5 } })
    expect(changed.design.blocks[0]).toBe(design.blocks[0])
  })

  it('fills in the defaults of what is new', () => {
    const { value } = withValueAt(design, 'connections.c1.params.bulkhead', { type: 'semaphore' })
    expect(value).toEqual({ type: 'semaphore', maxInFlight: 10 })
  })

  it('refuses a value that the schema does not accept, and an absent one', () => {
    expect(withValueAt(design, 'seed', 'x').problems[0]?.message).toMatch(/not a number/)
    expect(withValueAt(design, 'seed', undefined).problems[0]?.message).toMatch(/no value/)
    expect(withValueAt(design, 'seed', 'x').design).toBe(design)
  })
})
