/** What a store knows of its copies: which of them are there, and what each has missed. */
import { HintedHandoff } from '../../algorithms/replication/hinted-handoff'
import {
  CAUSE_BREAKER_OPEN,
  CAUSE_ERROR,
  CAUSE_QUEUE_FULL,
  CAUSE_TIMEOUT,
  CAUSE_UNREACHABLE,
  OK,
} from '../../engine/calls'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'
import type { BlockContext } from '../behaviour'
import type { ParamsOf } from '../block'
import type { replicatedStore } from './block'

type Params = ParamsOf<typeof replicatedStore>

/** Outcomes by which a copy shows that it is there, and that it is not, or is taken not to be. Others say nothing of it. */
const ANSWERS: readonly number[] = [OK, CAUSE_ERROR, CAUSE_QUEUE_FULL]
const SILENCE: readonly number[] = [CAUSE_UNREACHABLE, CAUSE_TIMEOUT, CAUSE_BREAKER_OPEN]

/** Sends a copy a version of a key, on behalf of a request. */
export type Handing = (copy: number, request: number, key: number, version: number) => void

export class Copies implements Saveable {
  private readonly context: BlockContext
  private readonly hand: Handing
  private params: Params
  private hints: HintedHandoff | null
  /** By copy: [ms] until when it is passed by, and whether a hint is on its way to it. */
  private suspectedMs: number[] = []
  private isHanding: number[] = []

  constructor(context: BlockContext, params: Params, hand: Handing) {
    this.context = context
    this.params = params
    this.hand = hand
    this.hints = params.handoff && new HintedHandoff(params.handoff)
  }

  /** All of them are taken to be there at first. */
  start(): void {
    this.suspectedMs = this.context.outgoing.map(() => Number.NEGATIVE_INFINITY)
    this.isHanding = this.context.outgoing.map(() => 0)
  }

  configure(params: Params): void {
    this.params = params
    if (params.handoff === null || this.hints === null) this.hints = params.handoff && new HintedHandoff(params.handoff)
    else this.hints.configure(params.handoff)
  }

  /** [count] hints kept. */
  hintsAt(now: number): number {
    return this.hints?.size(now) ?? 0
  }

  /** Whether there is such a copy and it is not passed by. */
  isThere(copy: number): boolean {
    return this.context.engine.now >= (this.suspectedMs[copy] ?? Infinity)
  }

  /** What an outcome of a call says of whether a copy is there. */
  heard(copy: number, outcome: number): void {
    if (SILENCE.includes(outcome)) this.suspectedMs[copy] = this.context.engine.now + this.params.suspectMs
    else if (ANSWERS.includes(outcome)) this.suspectedMs[copy] = Number.NEGATIVE_INFINITY
  }

  /** A copy has missed a write, or is not known to have it. */
  missed(copy: number, key: number, version: number): void {
    this.hints?.store(this.context.engine.now, copy, key, version)
  }

  /** A copy is known to have a version of a key. */
  has(copy: number, key: number, version: number): void {
    this.hints?.taken(copy, key, version)
  }

  /** The hint that was on its way to a copy is no longer. */
  handed(copy: number): void {
    this.isHanding[copy] = 0
  }

  /** Hands a copy the next of what it missed; whether there is anything that it is not known to have. */
  handOver(copy: number, request: number): boolean {
    const hint = this.hints?.next(this.context.engine.now, copy) ?? null
    if (hint === null) return false
    if (this.isHanding[copy] || this.context.condition(0).isCrashed) return true
    this.isHanding[copy] = 1
    this.hand(copy, request, hint.key, hint.version)
    return true
  }

  save(out: StateWriter): void {
    out.array(this.suspectedMs)
    out.array(this.isHanding)
    this.hints?.save(out)
  }

  load(input: StateReader): void {
    this.suspectedMs = [...input.array()]
    this.isHanding = [...input.array()]
    this.hints?.load(input)
  }
}
