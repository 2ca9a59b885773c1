/**
 * One run of a design, from compiling to the report.
 *
 * Lifecycle: the constructor builds engine, network and behaviours and stands at time 0. `advance` goes on to a time, for at
 * most a number of events; between two calls anything may be read, and parameters may be changed. Milestones (faults, recorded
 * changes, the window opening and closing) happen at their time before any event that is due then, so that the result does
 * not depend on how the run is sliced. After the duration nothing new starts, and the run goes on until no request is in
 * flight, at most for the drain time.
 */
import type { Behaviour } from '../blocks/behaviour'
import type { Versions } from '../blocks/parts/versions'
import type { Block, Design } from '../design/design'
import { withValueAt } from '../design/path'
import type { Change, Fault } from '../design/scenario'
import { Attempts, Calls, Requests } from '../engine/calls'
import { Engine } from '../engine/engine'
import { BlockStats } from '../engine/stats'
import { hashText, KeyedRandom } from '../lib/random'
import { StateReader, StateWriter } from '../lib/state'
import { behaviourFactory } from './behaviours'
import { RunBlockContext, type RunParts } from './block-context'
import { Conditions } from './conditions'
import { Connection } from './connection'
import { digestOf } from './digest'
import { distancesOf, faultsOn } from './groups'
import { checkLittlesLaw, checkPromises } from './invariants'
import { blockReport, connectionReport, requestReport, withoutRounding } from './measures'
import { Network } from './network'
import { objectiveResults } from './objectives'
import { isRandom, RandomFaults } from './random-faults'
import type { InvariantReport, Report, RunOutcome } from './report'
import { addWastedWork, worstPathOf } from './report-paths'
import { RequestLog } from './request-log'
import { SeriesRecorder } from './series'
import { isSteady } from './steady'
import { Tracer } from './traces/tracer'
import { ENGINE_VERSION } from './version'

/** Events after which a run is ended, unless told otherwise. */
export const DEFAULT_EVENT_BUDGET = 2_000_000_000

/** What a run may be told beside its design; nothing here changes its results. */
export interface RunOptions {
  readonly eventBudget?: number
  /** Without shortcuts everything goes the long way round. */
  readonly takesShortcuts?: boolean
  /** What measures. */
  readonly instruments?: { readonly stats: typeof BlockStats; readonly log: typeof RequestLog }
}

/** Something that happens at a time, before the events of that time. */
interface Milestone {
  readonly atMs: number
  readonly act: () => void
}

/** Parts of the report that are fixed when the window closes. */
type WindowReport = Pick<Report, 'blocks' | 'connections' | 'worstPath' | 'invariants'>

export class Run {
  /** The design as it stands, changes applied. */
  design: Design
  readonly engine = new Engine()
  readonly stats: BlockStats
  readonly connections: readonly Connection[]
  readonly behaviours: Behaviour[] = []
  readonly conditions: Conditions
  readonly requestLog: RequestLog
  readonly series: SeriesRecorder
  readonly network: Network
  /** How the run ended, null while it goes on. */
  outcome: RunOutcome | null = null
  private readonly requests = new Requests()
  private readonly calls: Calls = new Calls(this.requests, () => this.attempts)
  private readonly attempts: Attempts = new Attempts(this.calls)
  private readonly contexts: RunBlockContext[] = []
  private readonly milestones: Milestone[]
  private readonly randomFaults: RandomFaults
  private nextMilestone = 0
  private readonly activeFaults: Fault[] = []
  private readonly hits = new Map<Fault, readonly Fault[]>()
  private isDraining = false
  private closed: WindowReport | null = null
  private problem: InvariantReport | null = null
  /** Whether load has stayed the same and nothing was broken or changed. */
  private isSteadyRun: boolean
  private readonly eventBudget: number

  /** `design` must have passed validation. Throws ParamError when parameters do not go together. */
  constructor(design: Design, options: RunOptions = {}) {
    this.design = design
    this.eventBudget = options.eventBudget ?? DEFAULT_EVENT_BUDGET
    const { blocks, scenario } = design
    this.isSteadyRun = isSteady({ ...design, scenario: { ...scenario, changes: [] } })
    const { stats: Stats, log: Log } = options.instruments ?? { stats: BlockStats, log: RequestLog }
    this.stats = new Stats(blocks.length, this.engine)
    this.conditions = new Conditions(blocks.map((block) => block.id))
    this.series = new SeriesRecorder(this.stats, blocks.length, scenario.durationMs)
    const { engine, requests, calls, attempts, stats, series, conditions, behaviours } = this
    this.requestLog = new Log({ engine, stats, series }, scenario)
    this.connections = this.buildConnections(options.takesShortcuts ?? true)
    const random = new KeyedRandom(design.seed)
    const entities = Int32Array.from(blocks, (block) => hashText(block.id))
    const versions = blocks.map((): Versions | undefined => undefined)
    this.network = new Network({ engine, requests, calls, attempts, stats, random }, this.connections, {
      behaviours,
      entities,
      conditions,
      versions,
    })
    const parts: RunParts = {
      engine,
      requests,
      attempts,
      stats,
      requestLog: this.requestLog,
      random,
      network: this.network,
      conditions,
      behaviours,
      versions,
      paths: ['/'],
      seed: design.seed,
      meetNewUnits: () => this.meetNewUnits(),
    }
    for (const [index, block] of blocks.entries()) this.addBlock(parts, index, block)
    for (const behaviour of behaviours) behaviour.start()
    this.applyConditions()
    this.randomFaults = new RandomFaults(engine, design.seed, scenario.faults, (target) => this.unitsOf(target), {
      begin: (fault) => {
        for (const hit of this.hitsOf(fault)) this.beginFault(hit)
      },
      end: (fault) => {
        for (const hit of this.hitsOf(fault)) this.endFault(hit)
      },
    })
    this.milestones = this.plannedMilestones()
  }

  /** [ms] when the run ends at the latest. */
  get endMs(): number {
    return this.design.scenario.durationMs + this.design.scenario.drainMs
  }

  /**
   * Goes on until simulated time `untilMs`, the end, or `events` more events, whichever comes first; stops earlier after a
   * request has ended if the request log was asked to. Returns the number of events delivered.
   */
  advance(untilMs: number, events: number): number {
    const before = this.engine.events
    while (this.outcome === null) {
      const left = events - (this.engine.events - before)
      if (left <= 0) break
      this.passMilestones()
      if (this.outcome !== null) break
      const boundary = this.boundaryMs()
      const end = this.engine.run(Math.min(untilMs, boundary), Math.min(left, this.eventsLeft()))
      if (end === 'loop') this.endEarly('stuck', 'time stands still: events follow one another without end')
      else if (end === 'stopped') {
        if (this.isDraining && this.requestLog.inFlight === 0) this.outcome = 'completed'
        break
      } else if (end === 'budget') {
        if (this.eventsLeft() <= 0) this.endEarly('event-budget', `${this.eventBudget} events were not enough`)
      } else if (!this.pass(boundary, untilMs)) break
    }
    return this.engine.events - before
  }

  /** Follows requests by their identities from now on. */
  trace(identities: ReadonlySet<number>): Tracer {
    const { engine, connections, design } = this
    const ids = design.blocks.map((block) => block.id)
    const tracer = new Tracer(engine, connections, ids, identities)
    this.network.watcher = tracer
    return tracer
  }

  /** Runs to the end. */
  finish(): void {
    while (this.outcome === null) this.advance(Infinity, Infinity)
  }

  /** Ends the run here. */
  cancel(): void {
    this.outcome ??= 'cancelled'
  }

  /**
   * Changes a parameter at the present time, as a run that had it in its scenario would, and returns what to record.
   * Throws an Error that names the problem when the path or the value is not acceptable.
   */
  change(path: string, value: unknown): Change {
    if (this.outcome !== null) throw new Error('the run is over; reset it to change parameters')
    this.passMilestones()
    // What is due at this very moment belongs before the change; then it stands at a time that no event has.
    this.engine.run(followingDouble(this.engine.now), Infinity)
    const change: Change = { atMs: this.engine.now, path, value }
    this.applyChange(change)
    return change
  }

  /** The report so far; after the end, the report of the run. `wallMs` is what it took by the clock on the wall. */
  report(wallMs: number): Report {
    const { requestLog, design } = this
    const window = this.closed ?? this.windowReport()
    const end = Math.min(this.engine.now, design.scenario.durationMs)
    const report: Report = {
      engineVersion: ENGINE_VERSION,
      seed: design.seed,
      digest: '',
      outcome: this.outcome ?? 'cancelled',
      simulatedMs: this.engine.now,
      events: this.engine.events,
      wallMs,
      warmup: requestLog.course.warmupReport(design.scenario.warmupMs, this.isSteadyRun),
      requests: requestReport(requestLog, Math.max(0, end - design.scenario.warmupMs)),
      intervals: requestLog.course.intervals(requestLog.latency, this.isSteadyRun),
      ...window,
      invariants: this.problem ? [...window.invariants, this.problem] : window.invariants,
      objectives: [],
    }
    report.objectives = objectiveResults(design.objectives, report)
    report.digest = digestOf(report)
    // Only now: digests are of what was summed up.
    return { ...report, blocks: withoutRounding(report.blocks) }
  }

  /** Whole state as plain numbers. Only before the window has closed. */
  save(): Float64Array<ArrayBuffer> {
    const out = new StateWriter()
    this.conditions.save(out)
    out.number(this.engine.now)
    out.number(this.nextMilestone - this.milestonesBefore(this.engine.now))
    this.randomFaults.save(out)
    this.engine.save(out)
    for (const part of [this.requests, this.calls, this.attempts, this.requestLog, this.network]) part.save(out)
    for (const connection of this.connections) connection.save(out)
    for (const context of this.contexts) context.random.save(out)
    for (const behaviour of this.behaviours) behaviour.save(out)
    this.stats.save(out)
    return out.finish()
  }

  /**
   * Puts the state of a run of the same design into this one, which must stand at time 0. Changes that were made live in that run
   * are expected in the scenario of this one. What charts have seen comes from `series`, if given.
   */
  load(state: Float64Array<ArrayBuffer>, series?: SeriesRecorder): void {
    const input = new StateReader(state)
    this.conditions.load(input)
    const milestone = this.milestonesBefore(input.number()) + input.number()
    while (this.nextMilestone < milestone) this.milestones[this.nextMilestone++]!.act()
    this.randomFaults.load(input)
    this.engine.load(input)
    for (const part of [this.requests, this.calls, this.attempts, this.requestLog, this.network]) part.load(input)
    for (const connection of this.connections) connection.load(input)
    for (const context of this.contexts) context.random.load(input)
    for (const behaviour of this.behaviours) behaviour.load(input)
    // Last: what behaviours set up once more counts itself once more.
    this.stats.load(input)
    this.series.rewindTo(this.engine.now, series)
  }

  private milestonesBefore(timeMs: number): number {
    return this.milestones.filter(({ atMs }) => atMs < timeMs).length
  }

  private buildConnections(takesShortcuts: boolean): Connection[] {
    const indexOf = new Map(this.design.blocks.map((block, index) => [block.id, index]))
    const distanceMs = distancesOf(this.design)
    return this.design.connections.map(
      (connection, index) =>
        new Connection(
          connection.id,
          index,
          indexOf.get(connection.from)!,
          indexOf.get(connection.to)!,
          connection.params,
          { distanceMs: distanceMs(connection), takesShortcuts },
        ),
    )
  }

  private addBlock(parts: RunParts, index: number, block: Block): void {
    const outgoing = this.connections.filter((connection) => connection.from === index)
    const context = new RunBlockContext(parts, index, block.id, outgoing, (c) => this.design.blocks[c.to]!)
    this.contexts.push(context)
    const behaviour = behaviourFactory(block.kind)(context, block.params as never, block.id)
    this.behaviours.push(behaviour)
    this.engine.assign(context.handler, behaviour)
    context.announceReplicas(behaviour.replicas)
  }

  private plannedMilestones(): Milestone[] {
    const { scenario } = this.design
    const list: (Milestone & { rank: number })[] = [
      { atMs: scenario.warmupMs, rank: 0, act: () => this.openWindow() },
      { atMs: scenario.durationMs, rank: 1, act: () => this.closeWindow() },
    ]
    for (const fault of scenario.faults) {
      if (isRandom(fault)) continue
      for (const hit of this.hitsOf(fault)) {
        list.push({ atMs: hit.atMs, rank: hit.forMs === 0 ? 2 : 3, act: () => this.beginFault(hit) })
        list.push({ atMs: hit.atMs + hit.forMs, rank: 2, act: () => this.endFault(hit) })
      }
    }
    for (const change of scenario.changes)
      list.push({ atMs: change.atMs, rank: 4, act: () => this.applyChange(change) })
    return list.sort((a, b) => a.atMs - b.atMs || a.rank - b.rank)
  }

  /** Everything that is due now, before the events of now. */
  private passMilestones(): void {
    while (this.nextMilestone < this.milestones.length) {
      const milestone = this.milestones[this.nextMilestone]!
      if (milestone.atMs > this.engine.now) return
      this.nextMilestone++
      milestone.act()
    }
  }

  /** [ms] next time at which something other than an event happens. */
  private boundaryMs(): number {
    const milestone = this.milestones[this.nextMilestone]?.atMs ?? Infinity
    const window = this.isDraining ? Infinity : this.series.nextBoundaryMs
    return Math.min(milestone, window, this.isDraining ? this.endMs : Infinity)
  }

  /** The clock has reached a limit. False when that was the caller's. */
  private pass(boundary: number, untilMs: number): boolean {
    const { now } = this.engine
    if (!this.isDraining && now >= this.series.nextBoundaryMs) this.series.closeWindow(now)
    if (this.isDraining) {
      if (now < this.endMs) return boundary <= untilMs
      const isStuck = this.engine.nextTime() === Infinity
      if (isStuck) this.endEarly('stuck', 'nothing more can happen, but requests are in flight')
      else this.outcome = 'completed'
      return false
    }
    return boundary <= untilMs
  }

  private eventsLeft(): number {
    return this.eventBudget - this.engine.events
  }

  private openWindow(): void {
    this.stats.open(this.engine.now)
    for (const connection of this.connections) connection.open()
    for (const behaviour of this.behaviours) behaviour.openWindow()
  }

  private closeWindow(): void {
    this.closed = this.windowReport()
    this.isDraining = true
    for (const behaviour of this.behaviours) behaviour.endArrivals()
    this.requestLog.stopsWhenEmpty = true
    if (this.requestLog.inFlight === 0) this.outcome = 'completed'
  }

  private windowReport(): WindowReport {
    const { engine, stats, design, connections, attempts, calls } = this
    const { now } = engine
    const windowMs = Math.max(0, now - design.scenario.warmupMs)
    const blocks = Object.fromEntries(
      design.blocks.map((block, i) => [
        block.id,
        blockReport(block.kind, i, stats, this.behaviours[i]!, now, windowMs),
      ]),
    )
    const figures = Object.fromEntries(connections.map((one) => [one.id, connectionReport(one)]))
    addWastedWork(blocks, design.connections, figures)
    return {
      blocks,
      connections: figures,
      worstPath: worstPathOf(design.connections, figures),
      invariants: [
        ...checkLittlesLaw({ stats, attempts, calls, connections }, design.blocks, now),
        ...checkPromises(design.blocks, { blocks, connections: figures }),
      ],
    }
  }

  /** Parts of a block that fail by themselves; null for a connection. */
  private unitsOf(target: string): number | null {
    const index = this.design.blocks.findIndex((block) => block.id === target)
    return index < 0 ? null : this.behaviours[index]!.units
  }

  /** The faults that a fault comes to: itself, or one for each part of the group that it is aimed at. */
  private hitsOf(fault: Fault): readonly Fault[] {
    let hits = this.hits.get(fault)
    if (!hits) {
      hits = faultsOn(this.design, fault)
      this.hits.set(fault, hits)
    }
    return hits
  }

  private beginFault(fault: Fault): void {
    if (fault.type === 'cold-cache') {
      this.behaviours[this.design.blocks.findIndex((block) => block.id === fault.target)]?.coolDown()
      return
    }
    this.activeFaults.push(fault)
    this.applyConditions()
  }

  private endFault(fault: Fault): void {
    const at = this.activeFaults.indexOf(fault)
    if (at < 0) return
    this.activeFaults.splice(at, 1)
    this.applyConditions()
  }

  private applyConditions(): void {
    this.conditions.apply(this.activeFaults, this.behaviours, this.connections, this.network)
  }

  private applyChange(change: Change): void {
    const { design, problems } = withValueAt(this.design, change.path, change.value)
    const problem = problems[0]
    if (problem) throw new Error(`${problem.path}: ${problem.message}; ${problem.cure}`)
    const before = this.design
    this.design = design
    this.isSteadyRun = false
    for (const [i, block] of design.blocks.entries()) {
      if (block !== before.blocks[i]) this.behaviours[i]!.configure(block.params as never)
    }
    for (const [i, connection] of design.connections.entries()) {
      if (connection === before.connections[i]) continue
      this.network.configure(this.connections[i]!, connection.params)
      this.behaviours[this.connections[i]!.from]!.outgoingChanged()
    }
    this.meetNewUnits()
  }

  /** Faults that are under way are those of units, too, that have come since. */
  private meetNewUnits(): void {
    this.randomFaults.addUnits()
    this.applyConditions()
  }

  /** Ends the run before its time; the block named is the last of those in which something waits or works. */
  private endEarly(outcome: 'stuck' | 'event-budget', why: string): void {
    this.outcome = outcome
    const blocks = this.design.blocks.filter((_, i) => this.stats.present.of(i) > 0)
    const target = blocks.at(-1)?.id ?? null
    this.problem = { id: outcome, target, holds: false, isEngineCheck: false, detail: why }
  }
}

/** The next larger double: a limit that lets through what is due at `value` and nothing later. */
function followingDouble(value: number): number {
  return value === 0 ? Number.MIN_VALUE : value + value * Number.EPSILON
}
