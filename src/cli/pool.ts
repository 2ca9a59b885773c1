/**
 * Runs designs side by side in threads, where that pays.
 *
 * How: the first runs happen here, until they have taken {@link PAYS_AFTER_MS}; short work never waits for a thread to start.
 * After that each run goes to a thread that is free. A thread loads the very file of the command, whose address the environment
 * names (`LOADBEARING_COMMAND`); without it, as in tests, everything runs here. Reports do not depend on where they were made.
 */
import { availableParallelism } from 'node:os'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import type { Design } from '../design/design'
import { runToEnd } from '../simulation/experiments/replicate'
import type { Report } from '../simulation/report'

/** [ms] work done here before threads are started; starting one takes about as long. */
const PAYS_AFTER_MS = 150
/** Tells a thread of ours from one that loads this file for other reasons. */
const ROLE = 'loadbearing-runs'

type Answer = { report: Report } | { error: { name: string; message: string } }

interface Job {
  design: Design
  resolve(report: Report): void
  reject(error: Error): void
}

const clock = () => performance.now()

if (!isMainThread && workerData === ROLE) {
  parentPort?.on('message', (design: Design) => {
    parentPort?.postMessage(answerTo(design))
  })
}

function answerTo(design: Design): Answer {
  try {
    return { report: runToEnd(design, clock) }
  } catch (error) {
    const { name, message } = error as Error
    return { error: { name, message } }
  }
}

/** How many threads are worth having on this machine. */
export function defaultThreads(): number {
  return availableParallelism()
}

export class ThreadPool {
  private readonly size: number
  private readonly command: string | undefined
  private readonly paysAfterMs: number
  private spentMs = 0
  private readonly free: Worker[] = []
  private readonly busy = new Map<Worker, Job>()
  private readonly waiting: Job[] = []
  private isClosed = false

  constructor(size: number, command = process.env['LOADBEARING_COMMAND'], paysAfterMs = PAYS_AFTER_MS) {
    this.size = size
    this.command = command
    this.paysAfterMs = paysAfterMs
  }

  /** Runs a design to its end, here or in a thread. Rejects with what the run throws. */
  readonly run = async (design: Design): Promise<Report> => {
    if (this.command === undefined || this.size < 2 || this.spentMs < this.paysAfterMs) {
      const started = clock()
      const report = runToEnd(design, clock)
      this.spentMs += clock() - started
      return report
    }
    return new Promise((resolve, reject) => {
      this.waiting.push({ design, resolve, reject })
      this.next()
    })
  }

  /** Ends all threads. What they had not done is not waited for. */
  async close(): Promise<void> {
    this.isClosed = true
    await Promise.all([...this.free, ...this.busy.keys()].map((worker) => worker.terminate()))
  }

  private next(): void {
    const job = this.waiting[0]
    const worker = this.free.pop() ?? (this.busy.size < this.size ? this.start() : undefined)
    if (!job || !worker) {
      if (worker) this.free.push(worker)
      return
    }
    this.waiting.shift()
    this.busy.set(worker, job)
    worker.postMessage(job.design)
  }

  private start(): Worker {
    const worker = new Worker(new URL(this.command as string), { workerData: ROLE })
    worker.on('message', (answer: Answer) => {
      const job = this.busy.get(worker)
      this.busy.delete(worker)
      this.free.push(worker)
      if ('report' in answer) job?.resolve(answer.report)
      else job?.reject(Object.assign(new Error(answer.error.message), { name: answer.error.name }))
      this.next()
    })
    const lose = (error: Error): void => {
      const job = this.busy.get(worker)
      this.busy.delete(worker)
      const at = this.free.indexOf(worker)
      if (at >= 0) this.free.splice(at, 1)
      job?.reject(error)
      if (!this.isClosed) this.next()
    }
    worker.on('error', (error) => lose(error as Error))
    worker.on('exit', (code) => lose(new Error(`A thread ended with code ${code} before its run was over.`)))
    return worker
  }
}
