/**
 * Supervision of the simulation worker: starts it, talks to it, notices when it hangs or dies, and replaces it.
 *
 * Lifecycle: no worker → (first command) alive → lost → (next command) alive … A worker is lost when it reports an error,
 * when its script cannot be loaded, when a message cannot be read, or when it is silent for {@link SILENCE_TICKS} ticks
 * while it should be heard. Ticks are counted rather than times compared, so that a page that slept, or was itself busy,
 * does not blame the worker. A lost worker is terminated and every call that waits for it is rejected, because nothing
 * else would ever settle those promises.
 */
import * as Comlink from 'comlink'
import type { Design } from '../design/design'
import type { Change } from '../design/scenario'
import type { SimulationService, Snapshot, Speed } from '../simulation/protocol'
import type { Report } from '../simulation/report'
import type { TraceQuestion } from '../simulation/traces/search'
import type { Trace } from '../simulation/traces/trace'

/** Why a worker was given up. */
export type LossReason = 'stuck' | 'crashed' | 'missing' | 'unreadable' | 'closed'

const LOSS_TEXTS: { [reason in LossReason]: string } = {
  stuck: 'The simulation is stuck: no sign of life for 2 seconds.',
  crashed: 'The simulation stopped because of an error of its own.',
  missing: 'The simulation could not be loaded. A newer version of this page may be out: reload the page.',
  unreadable: 'The simulation sent something that could not be read.',
  closed: 'The simulation was closed.',
}

/** A call that will never be answered because its worker is gone. */
export class SimulationLostError extends Error {
  override readonly name = 'SimulationLostError'
  readonly reason: LossReason

  constructor(reason: LossReason, detail = '') {
    super(detail === '' ? LOSS_TEXTS[reason] : `${LOSS_TEXTS[reason]} (${detail})`)
    this.reason = reason
  }
}

/** The part of a Worker that is used. */
export interface WorkerLike extends Comlink.Endpoint {
  terminate(): void
}

interface Supervised {
  worker: WorkerLike
  service: Comlink.Remote<SimulationService>
}

export interface SupervisorOptions {
  createWorker(): WorkerLike
  onSnapshot(snapshot: Snapshot): void
  /** The worker is gone; the next command starts a new one. Not called by {@link SimulationSupervisor.close}. */
  onLost(error: SimulationLostError): void
}

/** [ms] time between two looks at the worker. */
export const TICK_MS = 500
/** Ticks of silence after which a running simulation is stuck. */
export const SILENCE_TICKS = 4
/** Ticks of silence after which an unanswered command is given up; loading and compiling may take longer than a beat. */
export const ANSWER_TICKS = 30

export class SimulationSupervisor {
  private readonly options: SupervisorOptions
  private alive: Supervised | null = null
  private port: MessagePort | null = null
  private runId = 0
  private isExpectedToBeat = false
  private silentTicks = 0
  private timer: ReturnType<typeof setInterval> | null = null
  private readonly waiting = new Set<(error: Error) => void>()

  constructor(options: SupervisorOptions) {
    this.options = options
  }

  /** Opens a design in place of any run before; snapshots of that earlier run are dropped from now on. */
  async open(design: Design): Promise<void> {
    this.closePort()
    this.isExpectedToBeat = false
    const runId = ++this.runId
    const channel = new MessageChannel()
    this.port = channel.port1
    channel.port1.onmessage = (event: MessageEvent<Snapshot>) => this.receive(event.data)
    channel.port1.onmessageerror = () => this.lose('unreadable')
    const port = Comlink.transfer(channel.port2, [channel.port2])
    await this.call((service) => service.open(runId, design, port))
  }

  async run(speed: Speed): Promise<void> {
    // Set first: the snapshot of a short run that is already over may come before the answer.
    this.silentTicks = 0
    this.isExpectedToBeat = true
    try {
      await this.call((service) => service.run(speed))
    } catch (error) {
      this.isExpectedToBeat = false
      throw error
    }
  }

  async pause(): Promise<void> {
    await this.call((service) => service.pause())
    this.isExpectedToBeat = false
  }

  step(): Promise<void> {
    return this.call((service) => service.step())
  }

  /** May have to repeat much of a run, so it takes as long as it takes. */
  async seek(timeMs: number): Promise<void> {
    this.isExpectedToBeat = false
    await this.call((service) => service.seek(timeMs), Number.POSITIVE_INFINITY)
  }

  change(path: string, value: unknown): Promise<Change> {
    return this.call((service) => service.change(path, value))
  }

  report(): Promise<Report> {
    return this.call((service) => service.report())
  }

  simulate(design: Design): Promise<Report> {
    return this.call((service) => service.simulate(design), Number.POSITIVE_INFINITY)
  }

  trace(design: Design, question: TraceQuestion): Promise<Trace[]> {
    return this.call((service) => service.trace(design, question), Number.POSITIVE_INFINITY)
  }

  /** Ends the worker, if any. Calls that wait are rejected. */
  close(): void {
    this.discard(new SimulationLostError('closed'))
  }

  private receive(snapshot: Snapshot): void {
    if (snapshot.runId !== this.runId) return
    this.silentTicks = 0
    this.isExpectedToBeat = snapshot.status === 'running'
    this.options.onSnapshot(snapshot)
  }

  private call<T>(
    send: (service: Comlink.Remote<SimulationService>) => Promise<T>,
    answerTicks = ANSWER_TICKS,
  ): Promise<T> {
    const { service } = this.ensureAlive()
    return new Promise<T>((resolve, reject) => {
      let ticks = 0
      const waited = setInterval(() => {
        if (++ticks >= answerTicks) this.lose('stuck')
      }, TICK_MS)
      const settle = () => {
        clearInterval(waited)
        this.waiting.delete(abandon)
      }
      const abandon = (error: Error) => {
        settle()
        reject(error)
      }
      this.waiting.add(abandon)
      send(service).then(
        (value) => {
          settle()
          resolve(value)
        },
        (error: unknown) => abandon(error instanceof Error ? error : new Error(String(error))),
      )
    })
  }

  private ensureAlive(): Supervised {
    if (this.alive !== null) return this.alive
    const worker = this.options.createWorker()
    const isCurrent = () => this.alive?.worker === worker
    worker.addEventListener('error', (event) => {
      event.preventDefault()
      // A script that cannot be fetched fires an event without a message.
      const message = (event as Partial<ErrorEvent>).message
      if (isCurrent()) this.lose(message ? 'crashed' : 'missing', message)
    })
    worker.addEventListener('messageerror', () => {
      if (isCurrent()) this.lose('unreadable')
    })
    this.alive = { worker, service: Comlink.wrap<SimulationService>(worker) }
    this.silentTicks = 0
    this.timer = setInterval(() => this.tick(), TICK_MS)
    return this.alive
  }

  private tick(): void {
    if (!this.isExpectedToBeat) {
      this.silentTicks = 0
      return
    }
    if (++this.silentTicks >= SILENCE_TICKS) this.lose('stuck')
  }

  private lose(reason: LossReason, detail?: string): void {
    if (this.alive === null) return
    const error = new SimulationLostError(reason, detail)
    this.discard(error)
    this.options.onLost(error)
  }

  private discard(error: SimulationLostError): void {
    // A number that no run has: whatever still arrives belongs to nobody.
    this.runId += 1
    this.isExpectedToBeat = false
    if (this.timer !== null) clearInterval(this.timer)
    this.timer = null
    this.closePort()
    this.alive?.worker.terminate()
    this.alive = null
    for (const abandon of [...this.waiting]) abandon(error)
  }

  private closePort(): void {
    if (this.port === null) return
    this.port.onmessage = null
    this.port.close()
    this.port = null
  }
}
