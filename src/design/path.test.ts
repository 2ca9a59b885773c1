import fc from 'fast-check'
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
    ['blocks.orders.label', 'start it with blocks.orders.params'],
    ['blocks.nobody.params.workers', 'there is no block "nobody"; use one of shoppers, gateway'],
    ['blocks.order.params.workers', 'did you mean "orders"?'],
    ['block.orders.params.workers', 'did you mean "blocks"?'],
    ['blocks.orders.params.wrokers', 'did you mean "workers"?'],
    ['connections.to-bd.params.timeoutMs', 'did you mean "to-db"?'],
    ['connections.orders.params.timeoutMs', '"orders" is one of the blocks: write blocks.orders'],
    ['blocks.to-db.params.timeoutMs', '"to-db" is one of the connections: write connections.to-db'],
    ['/connections/c1/params/timeoutMs', 'write it with dots: connections.c1.params.timeoutMs'],
    ['scenario.durationMS', 'did you mean "durationMs"?'],
    ['blocks.mailer.params.plan[0]', 'the list is empty'],
    ['blocks.orders-db.params.counters.stokc', 'did you mean "stock"?'],
    ['blocks.orders.params.plan[9]', 'use an index below 3'],
    ['blocks.orders.params.__proto__', 'use one of'],
    ['connections.c1.params.retry.attempts', 'together with what contains it'],
    ['blocks.orders.params.workers.more', 'end the path before'],
  ])('%s leads nowhere: %s', (path, cure) => {
    const found = placeAt(design, path)
    expect(found.ok ? '' : found.problem.cure).toContain(cure)
  })
})

describe('any path', () => {
  it('and any value give a design without errors or a problem, and reach no prototype', () => {
    const segment = fc.constantFrom(
      ...['blocks', 'connections', 'scenario', 'seed', 'orders', 'to-db', 'orders-db', 'params', 'plan', 'counters'],
      ...[
        '__proto__',
        'constructor',
        'prototype',
        'toString',
        'length',
        'polluted',
        '',
        '0',
        '1',
        '99999999999',
        'type',
      ],
      ...['serviceTime', 'retry', 'breaker', 'latency', 'valueMs', 'workers', 'durationMs', '[0]', '/'],
    )
    const start = fc.constantFrom<string[]>(
      [],
      ['blocks', 'orders', 'params'],
      ['blocks', 'orders-db', 'params'],
      ['connections', 'to-db', 'params'],
      ['scenario'],
    )
    const value = fc.oneof(fc.anything(), fc.constantFrom('__proto__', { type: '__proto__' }, 1, 'to-db', []))
    fc.assert(
      fc.property(start, fc.array(segment, { maxLength: 3 }), value, (first, rest, given) => {
        const changed = withValueAt(design, [...first, ...rest].join('.'), given)
        if (changed.problems.length === 0) expect(parseDesign(changed.design).errors).toEqual([])
        else expect(changed.design).toBe(design)
        for (const { path, message, cure } of changed.problems) expect([path, message, cure]).not.toContain(undefined)
        expect({}).not.toHaveProperty('polluted')
      }),
      { seed: 13, numRuns: 1500 },
    )
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

  it('refuses a value that does not go with what stands beside it', () => {
    const times = { type: 'uniform', minMs: 5, maxMs: 15 }
    const base = withValueAt(design, 'blocks.orders.params.serviceTime', times).design
    expect(withValueAt(base, 'blocks.orders.params.serviceTime.maxMs', 4).problems).toEqual([
      {
        path: 'blocks.orders.params.serviceTime.maxMs',
        message: 'maxMs is 4, but must be at least minMs, 5',
        cure: 'raise it to 5 or more, or lower minMs',
      },
    ])
    expect(withValueAt(base, 'blocks.orders.params.serviceTime.minMs', 16).problems[0]).toMatchObject({
      path: 'blocks.orders.params.serviceTime.maxMs',
    })
    expect(withValueAt(base, 'blocks.orders.params.serviceTime.minMs', 15).problems).toEqual([])
    const trace = withValueAt(design, 'blocks.shoppers.params.arrivals', { type: 'trace', atMs: [1, 2, 3] }).design
    expect(withValueAt(trace, 'blocks.shoppers.params.arrivals.atMs[1]', 4).problems[0]?.path).toBe(
      'blocks.shoppers.params.arrivals.atMs[2]',
    )
  })

  it('refuses a run that is no longer than its warm-up', () => {
    expect(withValueAt(design, 'scenario.durationMs', 10_000).problems[0]?.message).toMatch(/warm-up, 10000, does not/)
    expect(withValueAt(design, 'scenario.warmupMs', 120_000).problems).toHaveLength(1)
    expect(withValueAt(design, 'scenario.durationMs', 10_001).problems).toEqual([])
  })

  it('refuses a connection that does not leave the block', () => {
    const path = 'blocks.orders.params.plan[0].cache'
    expect(withValueAt(design, path, 'c1').problems).toEqual([
      {
        path,
        message: '"c1" is not a connection from "orders"',
        cure: 'use one of to-cache, to-db, to-lock, to-mail',
      },
    ])
    const plan = [{ type: 'call', to: 'to-bd' }]
    expect(withValueAt(design, 'blocks.orders.params.plan', plan).problems[0]).toMatchObject({
      path: 'blocks.orders.params.plan[0].to',
      cure: 'did you mean "to-db"? use one of to-cache, to-db, to-lock, to-mail',
    })
    expect(withValueAt(design, path, 'to-db').problems).toEqual([])
  })
})
