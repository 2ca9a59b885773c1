import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { defaultsOf, type Fields } from '../../lib/schema'
import { loadState, saveState } from '../../lib/state'
import { UNITS } from '../../lib/units'
import { build, type Member } from '../member'
import { TIMERS, timers } from './registry'
import type { Timers } from './timers'

type Command =
  | { readonly op: 'schedule'; readonly id: number; readonly delay: number; readonly gap: number }
  | { readonly op: 'cancel'; readonly id: number; readonly gap: number }
  | { readonly op: 'advance'; readonly gap: number }

const gap = fc.oneof(fc.nat(3), fc.nat(400), fc.double({ min: 0, max: 50, noNaN: true }))
const delay = fc.oneof(
  fc.nat(5),
  fc.nat(3000),
  fc.double({ min: 0, max: 900, noNaN: true }),
  fc.constantFrom(-1, 0, 1e5, Infinity, Number.NaN),
)
const commands: fc.Arbitrary<Command[]> = fc.array(
  fc.oneof(
    fc.record({ op: fc.constant('schedule' as const), id: fc.nat(12), delay, gap }),
    fc.record({ op: fc.constant('schedule' as const), id: fc.nat(12), delay, gap }),
    fc.record({ op: fc.constant('cancel' as const), id: fc.nat(12), gap }),
    fc.record({ op: fc.constant('advance' as const), gap }),
  ),
  { maxLength: 60 },
)

/** `{ type, ...defaults }` of a member. */
function defaultsFor(member: Member): { readonly type: string; readonly [param: string]: unknown } {
  return { type: member.id, ...(defaultsOf(member.fields) as object) }
}

/** Every member with its defaults, and with parameters that make levels, rounds, polls and shards matter. */
const configurations: { readonly type: string; readonly [param: string]: unknown }[] = [
  ...timers.map((member) => defaultsFor(member)),
  { type: 'hashed-wheel', tickMs: 10, wheelSize: 8 },
  { type: 'hashed-wheel', tickMs: 7, wheelSize: 1 },
  { type: 'hierarchical-wheel', tickMs: 1, wheelSize: 2, startMs: 0 },
  { type: 'hierarchical-wheel', tickMs: 10, wheelSize: 4, startMs: 0 },
  { type: 'sorted-set-shards', shards: 3, pollMs: 50, batch: 2 },
  { type: 'sorted-set-shards', shards: 1, pollMs: 1, batch: 1000 },
]

function create(configuration: { readonly type: string }): Timers {
  return build<Timers>(timers, configuration)
}

type Firing = readonly [id: number, firedAt: number]

/** Drives timers as an engine does: `advance` at each `nextAt` on the way to the time of the command. */
class Driver {
  readonly fired: Firing[] = []
  now = 0
  private readonly subject: Timers
  /** Calls of `advance` since the last task fired: bounded, or time stands still. */
  private idle = 0

  constructor(subject: Timers) {
    this.subject = subject
  }

  to(time: number): void {
    for (let next = this.subject.nextAt(); next <= time; next = this.subject.nextAt()) {
      const before = this.fired.length
      this.now = Math.max(this.now, next)
      this.subject.advance(this.now, (id, firedAt) => this.fired.push([id, firedAt]))
      this.idle = this.fired.length > before ? 0 : this.idle + 1
      if (this.idle > 200_000) throw new Error(`nothing fires at ${this.now}`)
    }
    this.now = Math.max(this.now, time)
    this.subject.advance(this.now, (id, firedAt) => this.fired.push([id, firedAt]))
  }

  apply(command: Command): void {
    this.to(this.now + command.gap)
    if (command.op === 'schedule') this.subject.schedule(this.now, command.delay, command.id)
    else if (command.op === 'cancel') this.subject.cancel(command.id)
  }
}

describe.each(configurations)('%j', (configuration) => {
  it('fires every task once, inside its bounds, in the order of firing times', () => {
    fc.assert(
      fc.property(commands, (list) => {
        const subject = create(configuration)
        const driver = new Driver(subject)
        const due = new Map<number, number>()
        let seen = 0
        const check = () => {
          for (; seen < driver.fired.length; seen++) {
            const [id, firedAt] = driver.fired[seen] as Firing
            const deadline = due.get(id)
            expect(deadline).toBeDefined()
            expect(firedAt).toBeGreaterThan((deadline as number) - subject.earlyMs - 1e-9)
            expect(firedAt).toBeLessThanOrEqual((deadline as number) + subject.lateMs)
            due.delete(id)
          }
          expect(subject.pending).toBe(due.size)
        }
        for (const command of list) {
          driver.to(driver.now + command.gap)
          check()
          if (command.op === 'schedule') {
            subject.schedule(driver.now, command.delay, command.id)
            due.set(command.id, driver.now + (Number.isNaN(command.delay) ? 0 : Math.max(0, command.delay)))
          } else if (command.op === 'cancel') expect(subject.cancel(command.id)).toBe(due.delete(command.id))
        }
        driver.to(driver.now + 200_000)
        check()
        expect([...due.values()].every((deadline) => deadline === Infinity)).toBe(true)
        const times = driver.fired.map(([, firedAt]) => firedAt)
        expect(times).toEqual([...times].sort((a, b) => a - b))
        expect(subject.nextAt()).toBe(Infinity)
      }),
      { seed: 12, numRuns: 60 },
    )
  })

  it('one late call of advance fires the same as many calls in time', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(40), delay), { maxLength: 30 }), fc.nat(5000), (tasks, until) => {
        const [often, once] = [create(configuration), create(configuration)]
        for (const [id, time] of tasks) {
          often.schedule(0, time, id)
          once.schedule(0, time, id)
        }
        const driver = new Driver(often)
        driver.to(until)
        const fired: Firing[] = []
        once.advance(until, (id, firedAt) => fired.push([id, firedAt]))
        expect(fired).toEqual(driver.fired)
      }),
      { seed: 13, numRuns: 60 },
    )
  })

  it('repeats itself, and goes on after a restore as it would have', () => {
    fc.assert(
      fc.property(commands, commands, (before, after) => {
        const saved = create(configuration)
        const driver = new Driver(saved)
        for (const command of before) driver.apply(command)
        const restored = create(configuration)
        restored.schedule(0, 5, 999)
        loadState(restored, saveState(saved))
        const twin = new Driver(restored)
        twin.now = driver.now
        const count = driver.fired.length
        for (const command of after) {
          driver.apply(command)
          twin.apply(command)
        }
        driver.to(driver.now + 5000)
        twin.to(twin.now + 5000)
        expect(twin.fired).toEqual(driver.fired.slice(count))
        expect(saveState(restored)).toEqual(saveState(saved))
      }),
      { seed: 14, numRuns: 40 },
    )
  })

  it('has nothing to do at first and after the last task', () => {
    const subject = create(configuration)
    expect([subject.pending, subject.nextAt(), subject.cancel(1)]).toEqual([0, Infinity, false])
    subject.advance(1e6, () => expect.unreachable())
    subject.schedule(1e6, 10, 1)
    expect(subject.nextAt()).toBeLessThan(Infinity)
    subject.cancel(1)
    new Driver(subject).to(2e6)
    expect(subject.pending).toBe(0)
  })

  it('an infinite delay never fires, a negative or missing one at once', () => {
    const subject = create(configuration)
    subject.schedule(0, Infinity, 1)
    subject.schedule(0, 1e300, 2)
    const fired: number[] = []
    if (configuration.type !== 'binary-heap') subject.advance(Infinity, (id) => fired.push(id))
    expect(fired).toEqual([])
    subject.schedule(0, -5, 3)
    subject.schedule(0, Number.NaN, 4)
    subject.advance(2000, (id) => fired.push(id))
    expect(fired).toEqual([3, 4])
    expect(subject.cancel(1)).toBe(true)
  })

  it('scheduling a pending task moves it', () => {
    const subject = create(configuration)
    subject.schedule(0, 500, 7)
    subject.schedule(0, 5000, 7)
    expect(subject.pending).toBe(1)
    const driver = new Driver(subject)
    driver.to(3000)
    expect(driver.fired).toEqual([])
    driver.to(7000)
    expect(driver.fired.map(([id]) => id)).toEqual([7])
  })

  it('an earlier time fires nothing that lies ahead of it', () => {
    const subject = create(configuration)
    subject.advance(5000, () => undefined)
    subject.schedule(5000, 100, 1)
    const fired: number[] = []
    subject.advance(4000, (id) => fired.push(id))
    expect(fired).toEqual([])
    subject.advance(7000, (id) => fired.push(id))
    expect(fired).toEqual([1])
  })

  it('a task that fires may schedule and cancel others', () => {
    const subject = create(configuration)
    for (let id = 0; id < 6; id++) subject.schedule(0, 1000, id)
    const fired: number[] = []
    const fire = (id: number, at: number) => {
      fired.push(id)
      if (id !== 0) return
      subject.cancel(1)
      subject.cancel(3)
      subject.schedule(at, 0, 10)
      subject.schedule(at, 2000, 11)
    }
    for (let next = subject.nextAt(); next < Infinity; next = subject.nextAt()) subject.advance(next, fire)
    expect(fired.filter((id) => id < 10)).toEqual(
      fired.includes(2) && fired[0] === 0 ? expect.arrayContaining([0, 2, 4, 5]) : fired,
    )
    expect(fired).not.toContain(1)
    expect(fired.at(-1)).toBe(11)
  })

  it('a thousand tasks cost work', () => {
    const subject = create(configuration)
    for (let id = 0; id < 1000; id++) subject.schedule(0, (id * 7919) % 10_000, id)
    let count = 0
    subject.advance(Infinity, () => count++)
    expect(count).toBe(1000)
    expect(subject.work).toBeGreaterThanOrEqual(1000)
  })
})

describe('registry', () => {
  it.each(timers)('$id documents itself and its parameters', (member) => {
    expect(member.source.length * member.formula.length * member.help.length).toBeGreaterThan(0)
    const numbers = Object.values(member.fields as Fields).map(({ number }) => number)
    expect(new Set(numbers).size).toBe(numbers.length)
    for (const { schema } of Object.values(member.fields as Fields)) {
      if (schema.kind === 'number') expect(UNITS).toContain(schema.unit)
    }
  })

  it('numbers and ids are unique, and the default exists', () => {
    expect(new Set(timers.map(({ number }) => number)).size).toBe(timers.length)
    expect(timers.map(({ id }) => id)).toContain(TIMERS.default)
  })

  it.each(
    timers.flatMap((member: Member) => Object.keys(member.fields).map((param) => ({ id: member.id, param, member }))),
  )('$id refuses a bad $param', ({ param, member }) => {
    for (const value of [Number.NaN, -1, -Infinity]) {
      expect(() => create({ ...defaultsFor(member), [param]: value })).toThrow(ParamError)
    }
  })
})
