import * as Comlink from 'comlink'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Design } from '../design/design'
import type { SimulationService, Snapshot, SnapshotPort } from '../simulation/protocol'
import {
  ANSWER_TICKS,
  SILENCE_TICKS,
  SimulationLostError,
  SimulationSupervisor,
  TICK_MS,
  type WorkerLike,
} from './simulation-supervisor'

const DESIGN = { name: 'Test' } as Design

function snapshotOf(runId: number, status: Snapshot['status']): Snapshot {
  return {
    runId,
    status,
    outcome: null,
    nowMs: 0,
    durationMs: 1000,
    events: 0,
    achievedSpeed: 1,
    completed: 0,
    failed: 0,
    inFlight: 0,
    blocks: new Float64Array(0),
    connections: new Float64Array(0),
    particles: new Float64Array(0),
    series: null,
    transitions: null,
    report: null,
    findings: null,
  }
}

/** A worker in the same thread: a real Comlink service behind a real channel, with switches for ways to fail. */
class FakeWorker implements WorkerLike {
  isTerminated = false
  isMute = false
  runId = 0
  port: SnapshotPort | null = null
  private readonly listeners = new Map<string, ((event: Event) => void)[]>()
  private readonly channel = new MessageChannel()

  constructor() {
    const service: SimulationService = {
      open: async (runId, design, port) => {
        if (design.name === 'Broken') throw new Error('The design has no source.')
        this.runId = runId
        this.port = port
      },
      run: async () => this.beat('running'),
      pause: async () => this.beat('paused'),
      step: async () => undefined,
      seek: async () => undefined,
      change: async (path, value) => ({ atMs: 5, path, value }),
      report: () => new Promise(() => undefined),
      simulate: () => new Promise(() => undefined),
      trace: () => new Promise(() => undefined),
    }
    Comlink.expose(service, this.channel.port2)
    this.channel.port1.start()
  }

  beat(status: Snapshot['status'], runId = this.runId): void {
    this.port?.postMessage(snapshotOf(runId, status), [])
  }

  fail(type: string, message?: string): void {
    const event = Object.assign(new Event(type), message === undefined ? {} : { message })
    for (const listener of this.listeners.get(type) ?? []) listener(event)
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    if (!this.isMute) this.channel.port1.postMessage(message, transfer)
  }

  addEventListener(type: string, listener: EventListenerOrEventListenerObject): void {
    if (type === 'message') this.channel.port1.addEventListener(type, listener)
    else this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener as (event: Event) => void])
  }

  removeEventListener(type: string, listener: EventListenerOrEventListenerObject): void {
    this.channel.port1.removeEventListener(type, listener)
  }

  terminate(): void {
    this.isTerminated = true
    this.channel.port1.close()
    this.channel.port2.close()
  }
}

function setUp() {
  const workers: FakeWorker[] = []
  const snapshots: Snapshot[] = []
  const losses: SimulationLostError[] = []
  const supervisor = new SimulationSupervisor({
    createWorker: () => {
      const worker = new FakeWorker()
      workers.push(worker)
      return worker
    },
    onSnapshot: (snapshot) => snapshots.push(snapshot),
    onLost: (error) => losses.push(error),
  })
  const worker = (index: number) => {
    const found = workers[index]
    if (found === undefined) throw new Error(`no worker ${index}`)
    return found
  }
  return { supervisor, workers, worker, snapshots, losses }
}

/** Lets messages between ports arrive; they are not governed by the fake timers. */
async function delivered(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
}

const open = new Set<SimulationSupervisor>()

describe('supervision of the simulation worker', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  })
  afterEach(() => {
    for (const supervisor of open) supervisor.close()
    open.clear()
    vi.useRealTimers()
  })

  function start() {
    const parts = setUp()
    open.add(parts.supervisor)
    return parts
  }

  it('starts one worker with the first command and delivers its snapshots', async () => {
    const { supervisor, workers, snapshots } = start()
    expect(workers).toHaveLength(0)
    await supervisor.open(DESIGN)
    await supervisor.run(1)
    await delivered()
    expect(workers).toHaveLength(1)
    expect(snapshots.map((snapshot) => snapshot.status)).toEqual(['running'])
  })

  it('drops snapshots of a run that was replaced', async () => {
    const { supervisor, worker, snapshots } = start()
    await supervisor.open(DESIGN)
    const before = worker(0).runId
    await supervisor.open(DESIGN)
    worker(0).beat('running', before)
    worker(0).beat('paused')
    await delivered()
    expect(snapshots.map((snapshot) => snapshot.status)).toEqual(['paused'])
  })

  it('passes on why a design cannot run, and keeps the worker', async () => {
    const { supervisor, worker, losses } = start()
    await expect(supervisor.open({ ...DESIGN, name: 'Broken' })).rejects.toThrow('The design has no source.')
    expect(worker(0).isTerminated).toBe(false)
    expect(losses).toEqual([])
  })

  it('gives a silent running worker up after two seconds, not before', async () => {
    const { supervisor, worker, losses } = start()
    await supervisor.open(DESIGN)
    await supervisor.run(1)
    await delivered()
    vi.advanceTimersByTime(TICK_MS * (SILENCE_TICKS - 1))
    expect(losses).toEqual([])
    vi.advanceTimersByTime(TICK_MS)
    expect(losses.map((error) => error.reason)).toEqual(['stuck'])
    expect(worker(0).isTerminated).toBe(true)
    expect(TICK_MS * SILENCE_TICKS).toBe(2000)
  })

  it('is content as long as snapshots come', async () => {
    const { supervisor, worker, losses } = start()
    await supervisor.open(DESIGN)
    await supervisor.run(1)
    for (let beat = 0; beat < 10; beat++) {
      worker(0).beat('running')
      await delivered()
      vi.advanceTimersByTime(TICK_MS * (SILENCE_TICKS - 1))
    }
    expect(losses).toEqual([])
  })

  it.each(['paused', 'finished'] as const)('does not expect a %s run to be heard', async (status) => {
    const { supervisor, worker, losses } = start()
    await supervisor.open(DESIGN)
    await supervisor.run(1)
    worker(0).beat(status)
    await delivered()
    vi.advanceTimersByTime(60_000)
    expect(losses).toEqual([])
  })

  it('rejects calls that wait when the worker is given up', async () => {
    const { supervisor, worker, losses } = start()
    await supervisor.open(DESIGN)
    const report = supervisor.report()
    worker(0).fail('error', 'out of memory')
    await expect(report).rejects.toBeInstanceOf(SimulationLostError)
    expect(losses.map((error) => error.reason)).toEqual(['crashed'])
    expect(losses[0]?.message).toContain('out of memory')
  })

  it.each([
    ['error', undefined, 'missing'],
    ['error', 'boom', 'crashed'],
    ['messageerror', undefined, 'unreadable'],
  ])('names a loss by %s with message %s as %s', async (type, message, reason) => {
    const { supervisor, worker, losses } = start()
    await supervisor.open(DESIGN)
    worker(0).fail(type, message)
    expect(losses.map((error) => error.reason)).toEqual([reason])
  })

  it('starts a new worker after a loss and ignores the old one', async () => {
    const { supervisor, worker, workers, losses, snapshots } = start()
    await supervisor.open(DESIGN)
    worker(0).fail('error', 'boom')
    await supervisor.open(DESIGN)
    worker(0).fail('error', 'again')
    await supervisor.run(null)
    await delivered()
    expect(workers).toHaveLength(2)
    expect(losses).toHaveLength(1)
    expect(snapshots.at(-1)?.status).toBe('running')
  })

  it('gives up a command that is never answered', async () => {
    const { supervisor, worker, losses } = start()
    await supervisor.open(DESIGN)
    worker(0).isMute = true
    const pause = supervisor.pause()
    const failure = expect(pause).rejects.toMatchObject({ reason: 'stuck' })
    vi.advanceTimersByTime(TICK_MS * ANSWER_TICKS)
    await failure
    expect(losses).toHaveLength(1)
  })

  it('lets a whole simulation take as long as it needs, until it is closed', async () => {
    const { supervisor, losses } = start()
    const report = supervisor.simulate(DESIGN)
    const failure = expect(report).rejects.toMatchObject({ reason: 'closed' })
    vi.advanceTimersByTime(3_600_000)
    expect(losses).toEqual([])
    supervisor.close()
    await failure
    expect(losses).toEqual([])
  })
})
