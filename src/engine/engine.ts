/**
 * The discrete-event kernel: a clock that jumps from event to event.
 *
 * Lifecycle: parts register as handlers and get a number; they schedule events for themselves; `run` takes events in the order
 * of (time, sequence) and hands each to its handler until a time limit or an event budget is reached. Nothing else moves
 * the clock. Ways to get stuck: no event is left although work is in flight (the owner notices by `nextTime` being infinite),
 * or events go on for ever without time advancing, which `run` reports as `loop`.
 */
import type { Saveable, StateReader, StateWriter } from '../lib/state'
import { EventQueue } from './event-queue'
import type { LaneGuard } from './lane'

/** Something that events are delivered to. */
export interface EventHandler {
  /** `kind` is the handler's own number for the sort of event, in [0, 16); `a` and `b` are what was given when scheduling. */
  handle(kind: number, a: number, b: number): void
}

/** Why {@link Engine.run} returned: limit reached, budget used up, a handler asked to stop, or time stood still for too long. */
export type RunEnd = 'limit' | 'budget' | 'stopped' | 'loop'

/** A lane whose entries never go stale. */
export const UNGUARDED = -1

/** A code is the number of a handler above the bits of a kind. */
const KIND_BITS = 4
const KIND_MASK = (1 << KIND_BITS) - 1
/** Events at one instant after which time is taken to stand still. */
const LOOP_EVENTS = 1_000_000

const NOBODY: EventHandler = {
  handle() {
    throw new Error('an event came for a handler that was never made')
  },
}

export class Engine implements Saveable {
  /** [ms] present simulated time. */
  now = 0
  /** Events delivered so far. */
  events = 0
  private readonly queue = new EventQueue()
  private readonly handlers: EventHandler[] = []
  private readonly guards: LaneGuard[] = []
  /** Delay and guard of each lane, in the order in which they were made. */
  private readonly lanes: { readonly delayMs: number; readonly guard: number }[] = []
  /** Set by a handler to make `run` return after the present event; `run` clears it. */
  isStopping = false
  private eventsAtNow = 0

  /** Makes a handler known; its number is the order of registration, which must be the same for the same design. */
  register(handler: EventHandler): number {
    this.handlers.push(handler)
    return this.handlers.length - 1
  }

  /** A number for a handler that is still to be made; {@link assign} must follow before its first event. */
  reserve(): number {
    return this.register(NOBODY)
  }

  assign(number: number, handler: EventHandler): void {
    this.handlers[number] = handler
  }

  /** Schedules an event `delayMs` from now; zero comes after all that is already scheduled for now, infinity never. */
  after(delayMs: number, handler: number, kind: number, a: number, b: number): void {
    const code = (handler << KIND_BITS) | kind
    if (delayMs > 0) this.queue.push(this.now + delayMs, code, a, b)
    else this.queue.pushNow(this.now, code, a, b)
  }

  /** Schedules an event for now, after all that is already scheduled for it. */
  soon(handler: number, kind: number, a: number, b: number): void {
    this.queue.pushNow(this.now, (handler << KIND_BITS) | kind, a, b)
  }

  /** Schedules an event at an absolute time, to the last bit; a time in the past counts as now, infinity never comes. */
  at(time: number, handler: number, kind: number, a: number, b: number): void {
    const code = (handler << KIND_BITS) | kind
    if (time > this.now) this.queue.push(time, code, a, b)
    else this.queue.pushNow(this.now, code, a, b)
  }

  /** Makes a guard of lanes known; its number is the order of registration. */
  registerGuard(guard: LaneGuard): number {
    this.guards.push(guard)
    return this.guards.length - 1
  }

  /**
   * A lane for events that always come `delayMs` (above zero) after being scheduled, {@link UNGUARDED} or with the number of a
   * guard. The same delay and guard share one. Cost: O(lanes), so keep the answer.
   */
  lane(delayMs: number, guard: number): number {
    const known = this.lanes.findIndex((lane) => lane.delayMs === delayMs && lane.guard === guard)
    if (known >= 0) return known
    this.lanes.push({ delayMs, guard })
    return this.queue.createLane(delayMs, this.guards[guard] ?? null)
  }

  /** Schedules an event on a lane. */
  afterLane(lane: number, handler: number, kind: number, a: number, b: number): void {
    this.queue.pushLane(lane, this.now, (handler << KIND_BITS) | kind, a, b)
  }

  /** [ms] time of the next event, infinity when there is none. */
  nextTime(): number {
    return this.queue.nextTime()
  }

  /**
   * Delivers events with a time before `limit`, at most `budget` of them. When the limit is reached the clock stands at
   * `limit` (if that is finite); otherwise at the last event delivered.
   */
  run(limit: number, budget: number): RunEnd {
    const { queue, handlers } = this
    const first = handlers[0]!
    let delivered = 0
    let end: RunEnd = 'budget'
    while (delivered < budget) {
      if (!queue.take(limit)) {
        if (limit !== Infinity) this.now = limit
        this.eventsAtNow = 0
        end = 'limit'
        break
      }
      if (queue.time !== this.now) {
        this.now = queue.time
        this.eventsAtNow = 0
      } else if (++this.eventsAtNow > LOOP_EVENTS) {
        end = 'loop'
        break
      }
      delivered++
      const { code } = queue
      // Most events are those of the handler that was made first; a call of its own is one that engines can build in.
      if (code <= KIND_MASK) first.handle(code, queue.a, queue.b)
      else handlers[code >>> KIND_BITS]!.handle(code & KIND_MASK, queue.a, queue.b)
      if (this.isStopping) {
        this.isStopping = false
        end = 'stopped'
        break
      }
    }
    this.events += delivered
    return end
  }

  save(out: StateWriter): void {
    out.number(this.now)
    out.number(this.events)
    out.number(this.eventsAtNow)
    out.array(this.lanes.flatMap((lane) => [lane.delayMs, lane.guard]))
    this.queue.save(out)
  }

  /** Handlers and guards must have been registered as on the saved engine. */
  load(input: StateReader): void {
    this.now = input.number()
    this.events = input.number()
    this.eventsAtNow = input.number()
    const lanes = input.array()
    for (let at = 0; at < lanes.length; at += 2) this.lane(lanes[at]!, lanes[at + 1]!)
    this.queue.load(input)
  }
}
