/**
 * Numbers of the run as they arrive, outside React state: each block and connection has subscribers of its own, told at most
 * as often as the worker sends (ten times a second).
 */
import {
  BLOCK_COLUMNS,
  CONNECTION_COLUMNS,
  type RunStatus,
  type Series,
  type Snapshot,
  type TransitionMark,
} from '../../simulation/protocol'
import type { FinalFigures } from './final-figures'

/** Where simulated time stood when the last snapshot came. */
export interface RunClock {
  nowMs: number
  status: RunStatus
  /** Simulated milliseconds per wall-clock millisecond. */
  achievedSpeed: number
}

/** Gets rows of the protocol's particle columns; they are valid until the next call. */
export type ParticleListener = (particles: Float64Array, clock: RunClock) => void

/** What the charts draw: the series, whose blocks and connections it is about, and the breaker transitions so far. */
export interface SeriesFrame {
  series: Series
  blockIds: readonly string[]
  connectionIds: readonly string[]
  transitions: readonly TransitionMark[]
  status: RunStatus
  nowMs: number
  completed: number
}

type Listener = () => void

const STILL: RunClock = { nowMs: 0, status: 'paused', achievedSpeed: 0 }

/** Rows of one snapshot array by id, cut once per snapshot so that equal snapshots give identical views. */
class Table {
  private readonly width: number
  private readonly listeners = new Map<string, Set<Listener>>()
  private indices = new Map<string, number>()
  private views = new Map<string, ArrayLike<number>>()
  private data: Float64Array = new Float64Array(0)
  ids: readonly string[] = []

  constructor(width: number) {
    this.width = width
  }

  layOut(ids: readonly string[]): void {
    this.ids = ids
    this.indices = new Map(ids.map((id, index) => [id, index]))
    this.hold(new Float64Array(0))
  }

  hold(data: Float64Array): void {
    this.data = data
    this.views = new Map()
  }

  tell(): void {
    for (const listeners of this.listeners.values()) for (const listener of listeners) listener()
  }

  /** Puts rows made otherwise in place of those that came, until the next come. */
  replace(rows: ReadonlyMap<string, ArrayLike<number>>): void {
    for (const [id, row] of rows) this.views.set(id, row)
  }

  row(id: string): ArrayLike<number> | null {
    const known = this.views.get(id)
    if (known !== undefined) return known
    const index = this.indices.get(id)
    if (index === undefined || (index + 1) * this.width > this.data.length) return null
    const view = this.data.subarray(index * this.width, (index + 1) * this.width)
    this.views.set(id, view)
    return view
  }

  subscribe(id: string, listener: Listener): () => void {
    const listeners = this.listeners.get(id) ?? new Set()
    this.listeners.set(id, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.listeners.get(id) === listeners) this.listeners.delete(id)
    }
  }
}

export class LiveFigures {
  private readonly blocks = new Table(BLOCK_COLUMNS.length)
  private readonly connections = new Table(CONNECTION_COLUMNS.length)
  private readonly seriesListeners = new Set<Listener>()
  private readonly clockListeners = new Set<Listener>()
  private readonly particleListeners = new Set<ParticleListener>()
  private frame: SeriesFrame | null = null
  private time: RunClock = STILL

  /** Forgets all numbers and takes the order of blocks and connections of the design that runs now. */
  layOut(blockIds: readonly string[], connectionIds: readonly string[]): void {
    this.blocks.layOut(blockIds)
    this.connections.layOut(connectionIds)
    this.blocks.tell()
    this.connections.tell()
    this.frame = null
    this.time = STILL
    const nothing = new Float64Array(0)
    for (const listener of this.particleListeners) listener(nothing, this.time)
    for (const listener of [...this.seriesListeners, ...this.clockListeners]) listener()
  }

  receive(snapshot: Snapshot): void {
    this.time = { nowMs: snapshot.nowMs, status: snapshot.status, achievedSpeed: snapshot.achievedSpeed }
    // All numbers are of one moment before anybody reads any of them.
    this.blocks.hold(snapshot.blocks)
    this.connections.hold(snapshot.connections)
    this.blocks.tell()
    this.connections.tell()
    for (const listener of this.particleListeners) listener(snapshot.particles, this.time)
    for (const listener of this.clockListeners) listener()
    if (snapshot.series === null) return
    this.frame = {
      series: snapshot.series,
      blockIds: this.blocks.ids,
      connectionIds: this.connections.ids,
      transitions: snapshot.transitions ?? this.frame?.transitions ?? [],
      status: snapshot.status,
      nowMs: snapshot.nowMs,
      completed: snapshot.completed,
    }
    for (const listener of this.seriesListeners) listener()
  }

  /** Puts the figures of a whole run in place of those of its last moment. */
  conclude({ blocks, connections }: FinalFigures): void {
    this.blocks.replace(blocks)
    this.connections.replace(connections)
    this.blocks.tell()
    this.connections.tell()
  }

  /** The latest numbers of a block in the order of `BLOCK_COLUMNS`, or null before the first snapshot. */
  block(id: string): ArrayLike<number> | null {
    return this.blocks.row(id)
  }

  /** The latest numbers of a connection in the order of `CONNECTION_COLUMNS`, or null before the first snapshot. */
  connection(id: string): ArrayLike<number> | null {
    return this.connections.row(id)
  }

  /** Ids in the order that particles and transitions refer to. */
  connectionIds(): readonly string[] {
    return this.connections.ids
  }

  clock(): RunClock {
    return this.time
  }

  series(): SeriesFrame | null {
    return this.frame
  }

  subscribeBlock(id: string, listener: Listener): () => void {
    return this.blocks.subscribe(id, listener)
  }

  subscribeConnection(id: string, listener: Listener): () => void {
    return this.connections.subscribe(id, listener)
  }

  subscribeSeries(listener: Listener): () => void {
    this.seriesListeners.add(listener)
    return () => this.seriesListeners.delete(listener)
  }

  subscribeClock(listener: Listener): () => void {
    this.clockListeners.add(listener)
    return () => this.clockListeners.delete(listener)
  }

  subscribeParticles(listener: ParticleListener): () => void {
    this.particleListeners.add(listener)
    return () => this.particleListeners.delete(listener)
  }
}

/** The numbers of the one live run of the page. */
export const liveFigures = new LiveFigures()
