import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { SequentialRandom } from '../../lib/random'
import type { Fields } from '../../lib/schema'
import { loadState, saveState } from '../../lib/state'
import { BEFORE, type LogicalClockScheme, SAME } from './clocks'
import { logicalClocks, physicalClocks } from './registry'

interface Event {
  stamp: number[]
  /** Indices of all events that happened before this one. */
  past: Set<number>
}

/** Random local events, sends and receipts among three nodes whose physical clocks disagree and sometimes go back. */
function runEvents(scheme: LogicalClockScheme, seed: number, restoreAt = -1): Event[] {
  const random = new SequentialRandom(seed)
  const clocks = [0, 1, 2].map((node) => scheme.clock(node, 3))
  const pasts = clocks.map(() => new Set<number>())
  const events: Event[] = []
  const messages: { stamp: number[]; from: number }[] = []
  for (let step = 0; step < 120; step++) {
    const node = random.uint32() % 3
    if (step === restoreAt) {
      const copy = scheme.clock(node, 3)
      loadState(copy, saveState(clocks[node]!))
      clocks[node] = copy
    }
    const clock = clocks[node]!
    const now = step + node * 7 + (random.uint32() % 5) * 3
    const message = random.uniform() < 0.4 ? messages[random.uint32() % Math.max(1, messages.length)] : undefined
    const past = pasts[node]!
    if (message) {
      for (const cause of [...events[message.from]!.past, message.from]) past.add(cause)
      clock.receive(now, message.stamp)
    } else clock.tick(now)
    events.push({ stamp: Array.from(clock.stamp), past: new Set(past) })
    past.add(events.length - 1)
    if (random.uniform() < 0.4) messages.push({ stamp: Array.from(clock.stamp), from: events.length - 1 })
  }
  return events
}

describe.each(logicalClocks)('logical clock $id', (member) => {
  const scheme = member.create({})

  it('gives a cause a stamp before that of its effect', () => {
    const events = runEvents(scheme, 11)
    const hasPast = events.filter(({ past }) => past.size > 0)
    expect(hasPast.length).toBeGreaterThan(50)
    for (const event of events)
      for (const cause of event.past) expect(scheme.order(events[cause]!.stamp, event.stamp)).toBe(BEFORE)
  })

  it('orders a stamp as the same as itself', () => {
    for (const { stamp } of runEvents(scheme, 12)) expect(scheme.order(stamp, stamp)).toBe(SAME)
  })

  it('repeats itself, also after save and load on the way', () => {
    const stamps = (events: Event[]) => events.map(({ stamp }) => stamp)
    expect(stamps(runEvents(scheme, 13, 60))).toEqual(stamps(runEvents(scheme, 13)))
    expect(stamps(runEvents(scheme, 13))).not.toEqual(stamps(runEvents(scheme, 14)))
  })
})

describe('vector clock', () => {
  it('tells concurrent events from ordered ones without exception', () => {
    const scheme = logicalClocks[1].create({})
    const events = runEvents(scheme, 15)
    events.forEach((a, i) => {
      events.forEach((b, j) => {
        expect(scheme.order(a.stamp, b.stamp) === BEFORE).toBe(i !== j && b.past.has(i))
      })
    })
  })
})

describe.each(physicalClocks)('physical clock $id', (member) => {
  const create = member.create as (params: unknown) => ReturnType<(typeof physicalClocks)[number]['create']>
  const defaults = numbersOf(member.fields)

  it('shows a wanted time at the time it foretells, and not before', () => {
    const clock = create(defaults)
    for (const [now, local] of [
      [0, 5],
      [100, 100.5],
      [29_999, 30_001],
      [70_000, 200_000],
    ] as const) {
      const at = clock.whenShows(now, local)
      expect(at).toBeGreaterThanOrEqual(now)
      expect(clock.read(at)).toBeGreaterThan(local - 1e-6)
      if (at > now) expect(clock.read(at - 0.01)).toBeLessThan(local)
    }
    expect(clock.whenShows(0, Infinity)).toBe(Infinity)
  })

  it('is at the wanted time at once when that is in the past', () => {
    expect(create(defaults).whenShows(1000, 10)).toBe(1000)
  })

  it('refuses parameters that are not numbers', () => {
    for (const name of Object.keys(defaults))
      expect(() => create({ ...defaults, [name]: Number.NaN })).toThrow(ParamError)
  })
})

/** The defaults of fields that are all numbers. */
function numbersOf(fields: Fields): Record<string, number> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { schema }]) => [name, schema.kind === 'number' ? schema.default : Number.NaN]),
  )
}
