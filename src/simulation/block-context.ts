/** What one block of a run can do and see: the contract of `blocks/behaviour.ts` over the parts of the run. */

import type { Behaviour, BlockContext, Condition, Outgoing, RequestLog, WorkerPool } from '../blocks/behaviour'
import type { PortRole } from '../blocks/block'
import type { Versions } from '../blocks/parts/versions'
import { blockOf } from '../blocks/registry'
import { AT_CALLEE, type Attempt, type Attempts, type Call, type Request, type Requests } from '../engine/calls'
import type { Engine } from '../engine/engine'
import type { BlockStats } from '../engine/stats'
import { hashText, type KeyedRandom, SequentialRandom } from '../lib/random'
import type { CallDraws } from './call-draws'
import type { CallRecords } from './call-records'
import type { Conditions } from './conditions'
import type { Connection } from './connection'
import type { Network } from './network'

/** Purposes below this belong to the network. */
const FIRST_BLOCK_PURPOSE = 16

/** Parts that all blocks of a run share. */
export interface RunParts {
  readonly engine: Engine
  readonly requests: Requests
  readonly attempts: Attempts
  readonly stats: BlockStats
  readonly requestLog: RequestLog
  readonly random: KeyedRandom
  readonly network: Network
  readonly conditions: Conditions
  readonly behaviours: readonly Behaviour[]
  readonly versions: (Versions | undefined)[]
  readonly paths: string[]
  readonly seed: number
  /** Lets faults meet units that are new. */
  readonly meetNewUnits: () => void
}

class OutgoingConnection implements Outgoing {
  readonly calleeId: string
  readonly roles: readonly PortRole[]
  private readonly connection: Connection
  private readonly parts: RunParts

  constructor(connection: Connection, callee: { id: string; kind: string }, parts: RunParts) {
    this.connection = connection
    this.calleeId = callee.id
    this.roles = blockOf(callee.kind)?.inPort?.roles ?? []
    this.parts = parts
  }

  get id(): string {
    return this.connection.id
  }

  get index(): number {
    return this.connection.index
  }

  get share(): number {
    return this.connection.params.share
  }

  get route(): string {
    return this.connection.params.route
  }

  get callee(): number {
    return this.connection.to
  }

  replicas(): number {
    return this.parts.network.replicas[this.connection.to]!
  }

  isReachable(replica: number): boolean {
    return !this.parts.conditions.of(this.connection.to, replica).isCrashed
  }

  isSilent(replica: number): boolean {
    const isCut = this.connection.isCutForward || this.connection.isCutBackward
    return isCut || this.parts.conditions.of(this.connection.to, replica).isPaused
  }

  workerPool(): WorkerPool | null {
    return this.parts.behaviours[this.connection.to]!.workerPool()
  }
}

export class RunBlockContext implements BlockContext {
  readonly engine: Engine
  readonly requests: Requests
  readonly attempts: Attempts
  readonly stats: BlockStats
  readonly requestLog: RequestLog
  readonly block: number
  readonly handler: number
  readonly outgoing: readonly Outgoing[]
  readonly random: SequentialRandom
  readonly versions: (Versions | undefined)[]
  readonly paths: string[]
  private readonly parts: RunParts
  private readonly network: Network
  private readonly records: CallRecords
  private readonly draws: CallDraws
  private readonly conditions: Conditions
  private readonly entity: number
  /** Indices of the connections that leave the block. */
  private readonly connections: Int32Array

  constructor(
    parts: RunParts,
    block: number,
    id: string,
    connections: readonly Connection[],
    calleeOf: (connection: Connection) => { id: string; kind: string },
  ) {
    this.parts = parts
    this.engine = parts.engine
    this.requests = parts.requests
    this.attempts = parts.attempts
    this.stats = parts.stats
    this.requestLog = parts.requestLog
    this.versions = parts.versions
    this.paths = parts.paths
    this.network = parts.network
    this.records = parts.network.records
    this.draws = parts.network.draws
    this.conditions = parts.conditions
    this.block = block
    this.entity = hashText(id)
    this.random = new SequentialRandom(parts.seed, this.entity)
    this.connections = Int32Array.from(connections, (connection) => connection.index)
    this.outgoing = connections.map((connection) => new OutgoingConnection(connection, calleeOf(connection), parts))
    this.handler = this.engine.reserve()
  }

  condition(replica: number): Condition {
    return this.conditions.of(this.block, replica)
  }

  draw(purpose: number, attempt: Attempt): KeyedRandom {
    return this.draws.forAttempt(this.entity, purpose + FIRST_BLOCK_PURPOSE, attempt)
  }

  drawFor(purpose: number, request: Request): KeyedRandom {
    return this.parts.random.rekey(this.entity, purpose + FIRST_BLOCK_PURPOSE, request.identity, 0)
  }

  after(delayMs: number, kind: number, a: number, b: number): void {
    this.engine.after(delayMs, this.handler, kind, a, b)
  }

  at(timeMs: number, kind: number, a: number, b: number): void {
    this.engine.at(timeMs, this.handler, kind, a, b)
  }

  stall(unit: number, isStalled: boolean): void {
    const { conditions, behaviours, network } = this.parts
    conditions.stall(this.block, unit, isStalled, behaviours[this.block]!, network)
  }

  announceReplicas(count: number): void {
    this.network.replicas[this.block] = count
  }

  rescaled(count: number): void {
    if (this.network.replicas[this.block] === count) return
    this.announceReplicas(count)
    this.parts.meetNewUnits()
  }

  isPresent(attempt: Attempt, generation: number): boolean {
    return attempt.generation === generation && attempt.place === AT_CALLEE
  }

  prepare(outgoing: number, parent: Attempt, tag: number, repeat: number): Call {
    const { call, replica } = parent
    return this.records.prepare(this.connections[outgoing]!, call.request, parent, replica, tag, repeat)
  }

  prepareRoot(outgoing: number, request: Request, tag: number): Call {
    return this.records.prepare(this.connections[outgoing]!, request, null, 0, tag, 0)
  }

  send(call: Call): void {
    this.network.send(call)
  }

  deliver(call: Call, timeoutMs: number): Attempt {
    return this.network.deliver(call, timeoutMs)
  }

  begun(attempt: Attempt): void {
    this.network.begun(attempt)
  }

  answer(attempt: Attempt, outcome: number, result = 0, result2 = 0): void {
    this.network.answer(attempt, outcome, result, result2)
  }

  reject(attempt: Attempt, cause: number): void {
    this.network.reject(attempt, cause)
  }

  drop(attempt: Attempt): void {
    this.network.drop(attempt)
  }
}
