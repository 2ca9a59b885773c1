import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { loadState, saveState } from '../../lib/state'
import { createDiscipline } from '../queueing/registry'
import { NO_MESSAGE } from './messaging'
import { VisibilityQueue, type VisibilityQueueParams } from './visibility-queue'

const queueWith = (params: Partial<VisibilityQueueParams> = {}) =>
  new VisibilityQueue({ visibilityMs: 100, maxReceives: 3, capacity: 10, ...params })

describe('VisibilityQueue', () => {
  it('hands messages out in the order of publishing and hides them', () => {
    const queue = queueWith()
    for (const id of [7, 8, 9]) queue.publish(0, id, 0)
    expect([1, 2, 3].map(() => queue.idOf(queue.receive(0)))).toEqual([7, 8, 9])
    expect(queue.receive(0)).toBe(NO_MESSAGE)
    expect([queue.depth, queue.inFlight]).toEqual([0, 3])
  })

  it('puts an expired message back before everything published later', () => {
    const queue = queueWith()
    for (const id of [1, 2, 3]) queue.publish(0, id, 0)
    queue.receive(0)
    expect(queue.idOf(queue.receive(50))).toBe(2)
    expect(queue.idOf(queue.receive(100))).toBe(1)
    expect(queue.redelivered).toBe(1)
  })

  describe('with an order', () => {
    /** Ids, priorities and deadlines of what is published at 0, 1, 2 … ms. */
    const MESSAGES = [
      { id: 1, priority: 0, deadlineMs: 300 },
      { id: 2, priority: 5, deadlineMs: 200 },
      { id: 3, priority: 0, deadlineMs: 100 },
      { id: 4, priority: 5, deadlineMs: Infinity },
    ]
    const filled = (order: string) => {
      const queue = queueWith({ visibilityMs: 1000 })
      queue.orderBy(0, createDiscipline(order))
      for (const [at, { id, priority, deadlineMs }] of MESSAGES.entries())
        queue.publish(at, id, at, priority, deadlineMs)
      return queue
    }
    const rest = (queue: VisibilityQueue, now: number): number[] => {
      const handle = queue.receive(now)
      return handle === NO_MESSAGE ? [] : [queue.idOf(handle), ...rest(queue, now)]
    }

    it.each([
      { order: 'fifo', ids: [1, 2, 3, 4] },
      { order: 'lifo', ids: [4, 3, 2, 1] },
      { order: 'priority', ids: [2, 4, 1, 3] },
      { order: 'deadline', ids: [3, 2, 1, 4] },
    ])('$order hands out $ids', ({ order, ids }) => {
      expect(rest(filled(order), 10)).toEqual(ids)
    })

    it('adaptive LIFO turns round once it has not been empty for long', () => {
      expect(rest(filled('adaptive-lifo'), 100)).toEqual([1, 2, 3, 4])
      expect(rest(filled('adaptive-lifo'), 101)).toEqual([4, 3, 2, 1])
    })

    it('lets a message that comes back take its turn again', () => {
      const queue = filled('lifo')
      expect(queue.release(5, queue.receive(5))).toBe(true)
      expect(rest(queue, 6)).toEqual([4, 3, 2, 1])
      const important = filled('priority')
      expect(important.release(5, important.receive(5))).toBe(true)
      // Behind its equal, which has been visible for longer, and before all others.
      expect(rest(important, 6)).toEqual([4, 2, 1, 3])
    })

    it('takes over what is visible when the order becomes another, and gives it back to the order of publishing', () => {
      const queue = filled('lifo')
      queue.orderBy(10, createDiscipline('priority'))
      expect(queue.idOf(queue.receive(10))).toBe(4)
      queue.orderBy(10, null)
      expect(rest(queue, 10)).toEqual([1, 2, 3])
    })

    it('goes on after being saved and loaded', () => {
      const queue = filled('priority')
      queue.receive(10)
      const copy = queueWith({ visibilityMs: 1000 })
      copy.orderBy(0, createDiscipline('priority'))
      loadState(copy, saveState(queue))
      expect(rest(copy, 11)).toEqual([4, 1, 3])
      expect(copy.idOf(copy.receive(1010))).toBe(2)
    })
  })

  it.each([
    { now: 99.999, isValid: true },
    { now: 100, isValid: false },
    { now: 101, isValid: false },
  ])('an acknowledgement at $now of a message hidden until 100 gives $isValid', ({ now, isValid }) => {
    const queue = queueWith()
    queue.publish(0, 1, 0)
    const handle = queue.receive(0)
    expect(queue.acknowledge(now, handle)).toBe(isValid)
    expect(queue.depth).toBe(isValid ? 0 : 1)
  })

  it('refuses a handle that was used, is of an earlier receive, or is no handle', () => {
    const queue = queueWith()
    queue.publish(0, 1, 0)
    const first = queue.receive(0)
    const second = queue.receive(100)
    expect(queue.acknowledge(100, first)).toBe(false)
    expect(queue.acknowledge(100, second)).toBe(true)
    expect(queue.acknowledge(100, second)).toBe(false)
    for (const handle of [NO_MESSAGE, 12345, Number.NaN, 0.5]) expect(queue.acknowledge(100, handle)).toBe(false)
    queue.publish(100, 2, 0)
    const third = queue.receive(100)
    expect(queue.acknowledge(100, second)).toBe(false)
    expect(queue.idOf(third)).toBe(2)
  })

  it('moves a message to the dead letters when its last visibility ends', () => {
    const queue = queueWith({ maxReceives: 2 })
    queue.publish(0, 5, 0)
    queue.receive(0)
    queue.receive(100)
    expect(queue.nextVisibleAt(199)).toBe(200)
    expect(queue.receive(200)).toBe(NO_MESSAGE)
    expect([queue.deadLettered, queue.deadLetters, queue.inFlight, queue.depth]).toEqual([1, 1, 0, 0])
    expect(queue.nextVisibleAt(200)).toBe(Infinity)
    expect([queue.takeDeadLetter(), queue.takeDeadLetter()]).toEqual([5, NO_MESSAGE])
  })

  it('keeps every dead letter in order, beyond its first storage', () => {
    const queue = queueWith({ maxReceives: 1, capacity: 100, visibilityMs: 0 })
    for (let id = 0; id < 40; id++) queue.publish(0, id, 0)
    while (queue.receive(0) !== NO_MESSAGE);
    expect(Array.from({ length: 40 }, () => queue.takeDeadLetter())).toEqual(Array.from({ length: 40 }, (_, i) => i))
  })

  it('refuses at capacity, counting those in flight, and takes one again after an acknowledgement', () => {
    const queue = queueWith({ capacity: 2 })
    expect([queue.publish(0, 1, 0), queue.publish(0, 2, 0), queue.publish(0, 3, 0)]).toEqual([true, true, false])
    const handle = queue.receive(0)
    expect(queue.publish(0, 3, 0)).toBe(false)
    queue.acknowledge(0, handle)
    expect(queue.publish(0, 3, 0)).toBe(true)
  })

  it('holds a delayed message back until its time, and no longer', () => {
    const queue = queueWith()
    queue.publish(0, 1, 50)
    queue.publish(0, 2, 0)
    expect(queue.idOf(queue.receive(49))).toBe(2)
    expect(queue.receive(49.9)).toBe(NO_MESSAGE)
    expect(queue.nextVisibleAt(49.9)).toBe(50)
    expect(queue.idOf(queue.receive(50))).toBe(1)
  })

  it('releases at once or after a delay, and prolongs or shortens a receive', () => {
    const queue = queueWith()
    queue.publish(0, 1, 0)
    expect(queue.release(10, queue.receive(0))).toBe(true)
    const second = queue.receive(10)
    expect(queue.receivesOf(second)).toBe(2)
    expect(queue.release(20, second, 30)).toBe(true)
    expect(queue.release(20, second, 30)).toBe(false)
    expect(queue.nextVisibleAt(20)).toBe(50)
    const third = queue.receive(50)
    expect(queue.extend(60, third, 500)).toBe(true)
    expect(queue.acknowledge(559, third)).toBe(true)
    expect(queue.extend(559, third, 1)).toBe(false)
  })

  it('never expires with an infinite visibility, and never dies with unlimited receives', () => {
    const queue = queueWith({ visibilityMs: Infinity })
    queue.publish(0, 1, 0)
    queue.receive(0)
    expect(queue.receive(1e15)).toBe(NO_MESSAGE)
    const stubborn = queueWith({ visibilityMs: 1, maxReceives: null })
    stubborn.publish(0, 1, 0)
    for (let now = 0; now < 500; now++) expect(stubborn.idOf(stubborn.receive(now))).toBe(1)
  })

  it('takes nothing back when the clock goes back', () => {
    const queue = queueWith()
    queue.publish(0, 1, 0)
    queue.receive(0)
    expect(queue.nextVisibleAt(100)).toBe(100)
    expect(queue.idOf(queue.receive(-50))).toBe(1)
    expect(queue.nextVisibleAt(-50)).toBe(50)
  })

  it.each([
    { visibilityMs: -1 },
    { visibilityMs: Number.NaN },
    { maxReceives: 0 },
    { maxReceives: 1.5 },
    { capacity: 0 },
  ])('refuses %o', (params) => {
    expect(() => queueWith(params)).toThrow(ParamError)
  })

  it('agrees with a plain list that is searched each time, also after save and load', () => {
    const operation = fc.record({
      kind: fc.constantFrom('publish', 'receive', 'receive', 'acknowledge', 'restore'),
      delay: fc.integer({ min: 0, max: 30 }),
      step: fc.integer({ min: 0, max: 15 }),
      pick: fc.nat(5),
    })
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 150 }), (operations) => {
        let queue = queueWith({ visibilityMs: 20, maxReceives: 2, capacity: 30 })
        const model = new ListModel(20, 2, 30)
        const handles: { real: number; model: number }[] = []
        let now = 0
        operations.forEach(({ kind, delay, step, pick }, id) => {
          now += step
          if (kind === 'publish') expect(queue.publish(now, id, now + delay)).toBe(model.publish(now, id, now + delay))
          if (kind === 'receive') {
            const handle = { real: queue.receive(now), model: model.receive(now) }
            expect(queue.idOf(handle.real)).toBe(model.lastId)
            handles.push(handle)
          }
          if (kind === 'acknowledge' && handles.length > 0) {
            const handle = handles[Math.max(0, handles.length - 1 - pick)]!
            expect(queue.acknowledge(now, handle.real)).toBe(model.acknowledge(now, handle.model))
          }
          if (kind === 'restore') {
            const copy = queueWith({ visibilityMs: 20, maxReceives: 2, capacity: 30 })
            loadState(copy, saveState(queue))
            queue = copy
          }
          queue.nextVisibleAt(now)
          expect([queue.depth, queue.inFlight, queue.deadLettered]).toEqual(model.counts(now))
        })
      }),
      { seed: 20240607, numRuns: 150 },
    )
  })
})

/** The same rules on an array: position in the array is the order of publishing. */
class ListModel {
  lastId = NO_MESSAGE
  private messages: { id: number; visibleAt: number; receives: number; handle: number }[] = []
  private dead = 0
  private nextHandle = 1
  private readonly visibilityMs: number
  private readonly maxReceives: number
  private readonly capacity: number

  constructor(visibilityMs: number, maxReceives: number, capacity: number) {
    this.visibilityMs = visibilityMs
    this.maxReceives = maxReceives
    this.capacity = capacity
  }

  publish(now: number, id: number, visibleAt: number): boolean {
    this.expire(now)
    if (this.messages.length >= this.capacity) return false
    this.messages.push({ id, visibleAt, receives: 0, handle: 0 })
    return true
  }

  receive(now: number): number {
    this.expire(now)
    const message = this.messages.find((m) => m.handle === 0 && m.visibleAt <= now)
    this.lastId = message?.id ?? NO_MESSAGE
    if (!message) return NO_MESSAGE
    message.receives++
    message.visibleAt = now + this.visibilityMs
    message.handle = this.nextHandle++
    return message.handle
  }

  acknowledge(now: number, handle: number): boolean {
    this.expire(now)
    const index = this.messages.findIndex((m) => m.handle === handle && handle > 0)
    if (index < 0) return false
    this.messages.splice(index, 1)
    return true
  }

  counts(now: number): number[] {
    this.expire(now)
    const inFlight = this.messages.filter((m) => m.handle > 0).length
    return [this.messages.length - inFlight, inFlight, this.dead]
  }

  private expire(now: number): void {
    for (const message of this.messages) if (message.handle > 0 && message.visibleAt <= now) message.handle = 0
    const isDead = (m: (typeof this.messages)[number]) => m.handle === 0 && m.receives >= this.maxReceives
    this.dead += this.messages.filter(isDead).length
    this.messages = this.messages.filter((m) => !isDead(m))
  }
}
