/**
 * Reaches the workers of experiments: one conducts, the others run designs side by side for it.
 *
 * Lifecycle: workers start with the first experiment and stay for the next one; cancelling ends them all at once, which is also
 * what happens when one of them fails. Nothing of them is loaded before.
 */
import * as Comlink from 'comlink'
import workerUrl from '../../../workers/experiment.worker.ts?worker&url'
import type { Design } from '../../design/design'
import type { Progress } from '../../simulation/experiments/experiment'
import type {
  ExperimentKind,
  ExperimentRequests,
  ExperimentResults,
  ExperimentService,
} from '../../simulation/experiments/service'
import type { Report } from '../../simulation/report'
import { scriptUrl } from '../trusted-types'

/** More workers than this share memory bandwidth rather than speed anything up. */
const MOST_RUNNERS = 8

interface Member {
  worker: Worker
  service: Comlink.Remote<ExperimentService>
}

/** The experiment was cancelled by the person at the page. */
export class ExperimentCancelled extends Error {
  override readonly name = 'ExperimentCancelled'

  constructor() {
    super('The experiment was cancelled.')
  }
}

interface Job {
  design: Design
  resolve(report: Report): void
  reject(error: Error): void
}

export class ExperimentPool {
  private conductor: Member | null = null
  private readonly free: Member[] = []
  private readonly busy = new Set<Member>()
  private readonly waiting: Job[] = []
  private abandon: ((error: Error) => void) | null = null

  /** Conducts one experiment; one at a time. Rejects with ExperimentCancelled, or with what went wrong. */
  async conduct<Kind extends ExperimentKind>(
    kind: Kind,
    request: ExperimentRequests[Kind],
    onProgress: (progress: Progress) => void,
  ): Promise<ExperimentResults[Kind]> {
    this.conductor ??= this.start()
    const { service } = this.conductor
    const lost = new Promise<never>((_, reject) => {
      this.abandon = reject
    })
    // Progress comes by a way of its own, and may come after the result.
    let isOver = false
    const report = (progress: Progress): void => {
      if (!isOver) onProgress(progress)
    }
    try {
      const result = service.conduct(kind, request, Comlink.proxy(this.run), Comlink.proxy(report))
      // What comlink says of generics is lost on the way through the proxy.
      return (await Promise.race([result, lost])) as ExperimentResults[Kind]
    } catch (error) {
      this.close()
      throw error
    } finally {
      isOver = true
      this.abandon = null
    }
  }

  /** Ends the experiment that goes on, if any. */
  cancel(): void {
    this.abandon?.(new ExperimentCancelled())
    this.close()
  }

  /** Ends all workers. */
  close(): void {
    for (const { worker } of [...this.free, ...this.busy]) worker.terminate()
    this.conductor?.worker.terminate()
    this.conductor = null
    this.free.length = 0
    this.busy.clear()
    this.waiting.length = 0
  }

  private readonly run = (design: Design): Promise<Report> =>
    new Promise((resolve, reject) => {
      this.waiting.push({ design, resolve, reject })
      this.next()
    })

  private next(): void {
    const most = Math.max(1, Math.min(MOST_RUNNERS, navigator.hardwareConcurrency))
    while (this.waiting.length > 0) {
      const member = this.free.pop() ?? (this.busy.size < most ? this.start() : undefined)
      const job = member && this.waiting.shift()
      if (!member || !job) return
      this.busy.add(member)
      member.service
        .run(job.design)
        .then(job.resolve, job.reject)
        .finally(() => {
          if (!this.busy.delete(member)) return
          this.free.push(member)
          this.next()
        })
    }
  }

  private start(): Member {
    const worker = new Worker(scriptUrl(workerUrl), { type: 'module', name: 'experiment' })
    worker.addEventListener('error', (event) => {
      event.preventDefault()
      const why = event.message || 'it could not be loaded; reload the page if the app was updated'
      this.abandon?.(new Error(`A worker failed: ${why}`))
      this.close()
    })
    return { worker, service: Comlink.wrap<ExperimentService>(worker) }
  }
}
