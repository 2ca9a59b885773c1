/**
 * Acts as the public: starts requests by an arrival process, or lets users think and ask.
 *
 * Wiring: [source] → one or more connections; each request takes one of them by share.
 * What a request is about (key, read or write, client, path, priority, connection) is drawn from streams keyed by its
 * ordinal; when it starts comes from the source's own sequential stream.
 *
 * Users are numbered. There are as many as the parameters say times the load factor, rounded; one whose number is beyond that stops
 * when it would ask or think next, and begins anew by thinking when there are enough users again.
 */
import { type Attempt, type Call, NONE } from '../../engine/calls'
import { type ArrivalProcess, createArrivals } from '../../lib/arrivals'
import { createDistribution, type Distribution } from '../../lib/distributions'
import { hashText, type Random } from '../../lib/random'
import type { StateReader, StateWriter } from '../../lib/state'
import { Zipf } from '../../lib/zipf'
import { Behaviour, type BlockContext, type Condition } from '../behaviour'
import type { ParamsOf } from '../block'
import type { trafficSource } from './block'

type Params = ParamsOf<typeof trafficSource>

const ARRIVAL = 0
const USER_ASKS = 1

const DRAW_REQUEST = 0

/** Most users that a load factor makes of those that there are. */
const MOST_USERS = 1_000_000

/** Cumulated shares of a weighted choice. */
function cumulated(weights: readonly number[]): number[] {
  let sum = 0
  const sums = weights.map((weight) => {
    sum += weight
    return sum
  })
  return sum > 0 ? sums.map((value) => value / sum) : weights.map((_, i) => (i + 1) / weights.length)
}

/** Index of the choice that a uniform number falls into. One choice takes no draw. */
function choose(shares: readonly number[], random: Random): number {
  if (shares.length <= 1) return 0
  const u = random.uniform()
  const index = shares.findIndex((share) => u < share)
  return index < 0 ? shares.length - 1 : index
}

export class TrafficSource extends Behaviour<Params> {
  private process: ArrivalProcess | null = null
  private thinkTime: Distribution | null = null
  private zipf: Zipf | null = null
  private hasWrites = true
  private shares: number[] = []
  private pathShares: number[] = []
  private pathIds: number[] = []
  private priorityShares: number[] = []
  private readonly sourceKey: number
  private ordinal = 0
  private isOver = false
  /** Users that there have ever been, for closed arrivals. */
  private users = 0
  /** Those of them who have stopped. */
  private readonly stopped = new Set<number>()
  /** Rises whenever a pending arrival no longer counts. */
  private arrivalToken = 0

  constructor(context: BlockContext, params: Params, id: string) {
    super(context, params)
    this.sourceKey = hashText(id)
    this.derive()
  }

  override start(): void {
    if (this.process) this.scheduleArrival()
    else this.addUsers()
  }

  arrive(attempt: Attempt): void {
    this.context.answer(attempt, 0)
  }

  override handle(kind: number, a: number): void {
    if (this.isOver) return
    if (kind === ARRIVAL) {
      if (a !== this.arrivalToken) return
      this.startRequest(NONE)
      this.scheduleArrival()
    } else if (kind === USER_ASKS) this.userAsks(a)
  }

  override answered(call: Call): void {
    this.context.requestLog.ended(call.request, call.outcome)
    const user = call.tag
    if (user === NONE || this.isOver) return
    if (user < this.userCount()) this.think(user)
    else this.stopped.add(user)
  }

  override endArrivals(): void {
    this.isOver = true
  }

  override conditionChanged(_replica: number, before: Condition): void {
    if (before.loadFactor === this.context.condition(0).loadFactor) return
    if (this.process) this.scheduleArrival()
    else if (!this.isOver) this.addUsers()
  }

  override configure(params: Params): void {
    const before = this.params
    super.configure(params)
    const isNewProcess = JSON.stringify(before.arrivals) !== JSON.stringify(params.arrivals)
    const process = this.process
    this.derive()
    if (!isNewProcess) this.process = process
    else if (this.process) this.scheduleArrival()
    else this.arrivalToken++
    if (!this.process) this.addUsers()
  }

  override outgoingChanged(): void {
    this.shares = this.sharesOut()
  }

  private derive(): void {
    const { params, context } = this
    this.process = createArrivals(params.arrivals)
    this.thinkTime = params.arrivals.type === 'closed' ? createDistribution(params.arrivals.thinkTime) : null
    this.zipf = params.keys.type === 'zipf' ? new Zipf(params.keys.count, params.keys.exponent) : null
    this.hasWrites = params.readShare < 1
    this.shares = this.sharesOut()
    this.pathShares = cumulated(params.paths.map((path) => path.weight))
    this.pathIds = params.paths.map(({ path }) => pathId(context.paths, path))
    this.priorityShares = cumulated(params.priorities.map((level) => level.weight))
  }

  private sharesOut(): number[] {
    return cumulated(this.context.outgoing.map((outgoing) => outgoing.share))
  }

  private userCount(): number {
    const { arrivals } = this.params
    if (arrivals.type !== 'closed') return 0
    return Math.min(MOST_USERS, Math.round(arrivals.users * this.context.condition(0).loadFactor))
  }

  /** Lets users think who have stopped or never been. */
  private addUsers(): void {
    const count = this.userCount()
    const back = [...this.stopped].filter((user) => user < count).sort((a, b) => a - b)
    for (const user of back) {
      this.stopped.delete(user)
      this.think(user)
    }
    while (this.users < count) this.think(this.users++)
  }

  private userAsks(user: number): void {
    if (user < this.userCount()) this.startRequest(user)
    else this.stopped.add(user)
  }

  private think(user: number): void {
    this.context.after(this.thinkTime!.sample(this.context.random), USER_ASKS, user, 0)
  }

  private scheduleArrival(): void {
    const { context } = this
    this.arrivalToken = (this.arrivalToken + 1) | 0
    const at = this.process!.nextAfter(context.engine.now, context.random, context.condition(0).loadFactor)
    context.at(at, ARRIVAL, this.arrivalToken, 0)
  }

  private startRequest(user: number): void {
    const { context, params } = this
    const { requests, engine } = context
    if (context.outgoing.length === 0) return
    const request = requests.allocate()
    const ordinal = this.ordinal++
    request.ordinal = ordinal
    request.identity = (ordinal + this.sourceKey) | 0
    request.source = context.block
    request.intendedMs = engine.now
    request.deadlineMs = params.deadlineMs === null ? Infinity : engine.now + params.deadlineMs
    request.references = 0
    const random = context.drawFor(DRAW_REQUEST, request)
    if (this.hasWrites) request.isWrite = random.uniform() < params.readShare ? 0 : 1
    else {
      request.isWrite = 0
      random.skip()
    }
    request.key = this.drawKey(random)
    request.client = Math.floor(random.uniform() * params.clients)
    request.path = this.pathIds[choose(this.pathShares, random)] ?? 0
    request.priority = params.priorities[choose(this.priorityShares, random)]?.priority ?? 0
    const outgoing = choose(this.shares, random)
    request.user = this.userOf(request.client, random)
    context.requestLog.started(request)
    const call = context.prepareRoot(outgoing, request, user)
    context.send(call)
  }

  /** One of the users behind a client address; an address with a single user is that user. */
  private userOf(client: number, random: Random): number {
    const { usersPerClient } = this.params
    return usersPerClient === 1 ? client : client * usersPerClient + Math.floor(random.uniform() * usersPerClient)
  }

  private drawKey(random: Random): number {
    const { keys } = this.params
    if (this.zipf) return this.zipf.sample(random)
    if (keys.type === 'hot' && random.uniform() < keys.hotShare) return 0
    const others = keys.type === 'hot' ? Math.max(1, keys.count - 1) : keys.count
    const offset = keys.type === 'hot' && keys.count > 1 ? 1 : 0
    return offset + Math.floor(random.uniform() * others)
  }

  override save(out: StateWriter): void {
    out.number(this.ordinal)
    out.number(this.users)
    out.array([...this.stopped])
    out.number(this.arrivalToken)
    out.boolean(this.isOver)
    this.process?.save(out)
  }

  override load(input: StateReader): void {
    this.ordinal = input.number()
    this.users = input.number()
    this.stopped.clear()
    for (const user of input.array()) this.stopped.add(user)
    this.arrivalToken = input.number()
    this.isOver = input.boolean()
    this.process?.load(input)
  }
}

/** Index of a path in the run's list, adding it if it is new. */
function pathId(paths: string[], path: string): number {
  const known = paths.indexOf(path)
  return known >= 0 ? known : paths.push(path) - 1
}

export const create = (context: BlockContext, params: Params, id: string): TrafficSource =>
  new TrafficSource(context, params, id)
