/** What the benches of decisions share: a member that is ready to decide, and a family of them beside a reference. */
import { build } from '../../algorithms/member'
import { defaultValue, type Fields } from '../../lib/schema'

/** One member, ready to decide `times` times; the clock goes on from call to call. The sum keeps results from being dropped. */
export interface Subject {
  readonly id: string
  readonly run: (times: number) => number
}

/** Members that go through one loop, and what that loop takes with a member that decides nothing. */
export interface Family {
  readonly title: string
  /** [ns] what a decision should cost at most; null where nothing was set. */
  readonly goalNs: number | null
  /** Ids that the goal is not for, because they are linear by nature. */
  readonly exempt?: readonly string[]
  /** [share] of the usual number of decisions; below 1 where one takes microseconds. */
  readonly share?: number
  readonly reference: Subject
  readonly members: readonly Subject[]
}

interface Described {
  readonly id: string
  readonly fields: Fields
}

/** `{ type, ...defaults }` of a member. */
export function defaultsFor({ id, fields }: Described): { type: string } {
  const defaults: object = defaultValue({ kind: 'object', fields }) as object
  return { ...defaults, type: id }
}

/** A member with its default parameters. */
export function buildDefault<T>(registry: readonly Described[], member: Described): T {
  return build<T>(registry as never, defaultsFor(member))
}

/** Start times [ms] of loops, far enough apart that no loop reaches the next. */
export class Epoch {
  private now = 0

  next(): number {
    this.now += 1e9
    return this.now
  }
}

/** For stand-ins, which hold nothing. */
export const IDLE_STATE = { save: () => undefined, load: () => undefined }
