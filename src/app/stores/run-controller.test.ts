import { afterEach, describe, expect, it } from 'vitest'
import type { Block, Design } from '../../design/design'
import type { Change } from '../../design/scenario'
import type { Snapshot, Speed } from '../../simulation/protocol'
import type { Report } from '../../simulation/report'
import { SimulationLostError } from '../simulation-supervisor'
import { LiveFigures } from './live-figures'
import { RunController, type RunEnvironment, type Simulation } from './run-controller'
import { isGoingOn, useRun } from './run-state'

function block(id: string, params: Block['params'] = { workers: 1 }): Block {
  return { id, kind: 'thing', params }
}

const DESIGN: Design = {
  format: 'loadbearing/1',
  name: 'Test',
  seed: 1,
  scenario: { durationMs: 1000, warmupMs: 0, drainMs: 0, faults: [], changes: [] },
  blocks: [block('a'), block('b')],
  connections: [],
  objectives: [],
}

const REPORT = { digest: 'abc', engineVersion: '1' } as Report

function setUp(overrides: Partial<Simulation> = {}, early: (run: RunController) => void = () => undefined) {
  const log: string[] = []
  const told: string[] = []
  let design = DESIGN
  let nowMs = 0
  let follow: Parameters<RunEnvironment['design']['subscribe']>[0] = () => undefined
  let handlers: Parameters<RunEnvironment['connect']>[0] | undefined
  const figures = new LiveFigures()

  const send = (part: Partial<Snapshot>) => {
    nowMs = part.nowMs ?? nowMs
    handlers?.onSnapshot({
      runId: 1,
      status: 'running',
      outcome: null,
      nowMs,
      durationMs: design.scenario.durationMs,
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
      ...part,
    })
  }
  const simulation: Simulation = {
    open: async (opened) => {
      nowMs = 0
      log.push(`open ${opened.name}`)
    },
    run: async (speed: Speed) => {
      log.push(`run ${speed}`)
      send({ status: 'running' })
    },
    pause: async () => {
      log.push('pause')
      send({ status: 'paused' })
    },
    step: async () => {
      log.push('step')
    },
    seek: async (timeMs) => {
      log.push(`seek ${timeMs}`)
    },
    change: async (path, value): Promise<Change> => {
      log.push(`change ${path} = ${JSON.stringify(value)}`)
      return { atMs: nowMs, path, value }
    },
    report: async () => REPORT,
    close: () => log.push('close'),
    ...overrides,
  }
  const run = new RunController()
  early(run)
  const stop = run.connect({
    design: {
      get: () => design,
      subscribe: (listener) => {
        follow = listener
        return () => undefined
      },
    },
    connect: (given) => {
      handlers = given
      return simulation
    },
    tell: (_, text) => told.push(text),
    figures,
  })
  const edit = async (change: (design: Design) => Design, isOther = false) => {
    design = change(design)
    follow(design, isOther)
    await settled()
  }
  stops.push(stop)
  return { run, log, told, send, edit, lose: (reason: 'stuck') => handlers?.onLost(new SimulationLostError(reason)) }
}

const stops: (() => void)[] = []

async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve()
}

function withParams(id: string, params: Block['params']): (design: Design) => Design {
  return (design) => ({ ...design, blocks: design.blocks.map((each) => (each.id === id ? { ...each, params } : each)) })
}

describe('the run', () => {
  afterEach(() => {
    for (const stop of stops.splice(0)) stop()
  })

  it('opens the design with the first start and runs it at the speed chosen', async () => {
    const { run, log } = setUp()
    await run.setSpeed(10)
    await run.start()
    expect(log).toEqual(['open Test', 'run 10'])
    expect(useRun.getState().status).toBe('running')
  })

  it('runs when it was told so before the simulation was there', async () => {
    const { log } = setUp({}, (run) => void run.start())
    await settled()
    expect(log).toEqual(['open Test', 'run 5'])
    expect(useRun.getState().status).toBe('running')
  })

  it('stays still when it was told to run and then to pause before the simulation was there', async () => {
    const { log } = setUp({}, (run) => {
      void run.start()
      void run.pause()
    })
    await settled()
    expect(log).toEqual([])
  })

  it('runs when that was wished while the design was being opened for a step', async () => {
    let isOpen = (): void => undefined
    const { run, log } = setUp({ open: () => new Promise<void>((resolve) => (isOpen = resolve)) })
    const step = run.step()
    await run.start()
    isOpen()
    await step
    expect(log).toEqual(['run 5'])
    expect(useRun.getState().status).toBe('running')
  })

  it('is never one to be started while it is about to go on by itself, and takes in what changes then', async () => {
    const going: (() => void)[] = []
    const { run, log, send, edit } = setUp({ run: () => new Promise<void>((resolve) => going.push(resolve)) })
    const started = run.start()
    const seen: string[] = []
    const unsubscribe = useRun.subscribe(({ status }) => seen.push(status))
    await Promise.resolve()
    send({ status: 'paused', nowMs: 0 })
    expect(useRun.getState().status).toBe('loading')
    await edit(withParams('b', { workers: 4 }))
    expect(log.filter((line) => line.startsWith('open'))).toHaveLength(2)
    for (const goOn of going) goOn()
    await started
    send({ status: 'running' })
    unsubscribe()
    expect(seen).not.toContain('idle')
    expect(useRun.getState().status).toBe('running')
  })

  it('goes on from the moment it was told to, before there is a simulation, until it is over or paused', async () => {
    const { run, send } = setUp({}, (early) => {
      void early.start()
      expect(isGoingOn(useRun.getState())).toBe(true)
    })
    expect(isGoingOn(useRun.getState())).toBe(true)
    await settled()
    send({ status: 'running', nowMs: 500 })
    expect(isGoingOn(useRun.getState())).toBe(true)
    await run.pause()
    expect(isGoingOn(useRun.getState())).toBe(false)
    await run.start()
    send({ status: 'finished', nowMs: 1000, report: REPORT })
    expect(isGoingOn(useRun.getState())).toBe(false)
  })

  it('can be paused between being told to go on and going on', async () => {
    let goOn = (): void => undefined
    const { run, log, send } = setUp({ run: () => new Promise<void>((resolve) => (goOn = resolve)) })
    const started = run.start()
    await settled()
    expect(useRun.getState().status).toBe('loading')
    await run.pause()
    goOn()
    await started
    send({ status: 'paused', nowMs: 0 })
    expect(log.at(-1)).toBe('pause')
    expect(useRun.getState().status).toBe('idle')
  })

  it('is taken to another time, to the last one of several asked for at once', async () => {
    const { run, log } = setUp()
    await run.start()
    const first = run.seek(300)
    void run.seek(200)
    void run.seek(100)
    await first
    expect(log.slice(2)).toEqual(['seek 300', 'seek 100'])
  })

  it('is taken nowhere before it has begun', async () => {
    const { run, log } = setUp()
    await run.seek(300)
    expect(log).toEqual([])
  })

  it('goes on after a pause without opening again', async () => {
    const { run, log } = setUp()
    await run.start()
    await run.pause()
    await run.start()
    expect(log).toEqual(['open Test', 'run 5', 'pause', 'run 5'])
  })

  it('starts a finished run again from the beginning', async () => {
    const { run, log, send } = setUp()
    await run.start()
    send({ status: 'finished', nowMs: 1000, report: REPORT })
    await run.start()
    expect(log).toEqual(['open Test', 'run 5', 'open Test', 'run 5'])
    expect(useRun.getState().report).toBeNull()
  })

  it('leaves nothing of a finished run on screen when another document is opened', async () => {
    const { run, log, send, edit } = setUp()
    await run.start()
    send({ status: 'finished', nowMs: 1000, report: REPORT })
    await edit((design) => ({ ...design, name: 'Other' }), true)
    expect(useRun.getState()).toMatchObject({ status: 'idle', nowMs: 0, completed: 0, report: null })
    expect(log.at(-1)).toBe('close')
    await run.start()
    expect(log.slice(-2)).toEqual(['open Other', 'run 5'])
  })

  it('takes a parameter over in mid-run and records it', async () => {
    const { run, log, send, edit } = setUp()
    await run.start()
    send({ nowMs: 300 })
    await edit(withParams('b', { workers: 4 }))
    expect(log.at(-1)).toBe('change blocks.b.params.workers = 4')
    expect(useRun.getState().recorded).toEqual([{ atMs: 300, path: 'blocks.b.params.workers', value: 4 }])
  })

  it('replays a run with changes from the values that it began with', async () => {
    const { run, send, edit } = setUp()
    await run.start()
    send({ nowMs: 300 })
    await edit(withParams('b', { workers: 4 }))
    await edit((design) => ({ ...design, name: 'Renamed' }))
    const replay = run.replayable()
    expect(replay?.blocks[1]?.params).toEqual({ workers: 1 })
    expect(replay?.scenario.changes).toEqual([{ atMs: 300, path: 'blocks.b.params.workers', value: 4 }])
    expect(replay?.name).toBe('Renamed')
  })

  it('starts again, still running, when the topology changes', async () => {
    const { run, log, send, edit } = setUp()
    await run.start()
    send({ nowMs: 300 })
    await edit((design) => ({ ...design, blocks: [...design.blocks, block('c')] }))
    expect(log).toEqual(['open Test', 'run 5', 'open Test', 'run 5'])
  })

  it('goes back to the beginning when the seed changes while paused', async () => {
    const { run, log, send, edit } = setUp()
    await run.start()
    send({ nowMs: 300 })
    await run.pause()
    expect(useRun.getState().status).toBe('paused')
    await edit((design) => ({ ...design, seed: 2 }))
    expect(log).toEqual(['open Test', 'run 5', 'pause', 'open Test'])
    expect(useRun.getState().status).toBe('idle')
  })

  it('opens what has changed at the beginning only when it is started', async () => {
    const { run, log, edit } = setUp()
    await run.reset()
    await edit(withParams('b', { workers: 9 }))
    expect(log).toEqual(['open Test'])
    await run.start()
    expect(log).toEqual(['open Test', 'open Test', 'run 5'])
  })

  it.each([
    ['a name', (design: Design) => ({ ...design, name: 'Other' })],
    [
      'a place',
      (design: Design) => ({ ...design, blocks: design.blocks.map((each) => ({ ...each, position: { x: 1, y: 2 } })) }),
    ],
    ['a label', (design: Design) => ({ ...design, blocks: design.blocks.map((each) => ({ ...each, label: 'L' })) })],
  ])('is not disturbed by %s', async (_, change) => {
    const { run, log, send, edit } = setUp()
    await run.start()
    send({ nowMs: 300 })
    await edit(change)
    expect(log).toEqual(['open Test', 'run 5'])
  })

  it('starts again when a parameter cannot be changed while running', async () => {
    const { run, log, told, send, edit } = setUp({
      change: () => Promise.reject(new Error('Replicas cannot change while running.')),
    })
    await run.start()
    send({ nowMs: 300 })
    await edit(withParams('b', { replicas: 4 }))
    expect(log).toEqual(['open Test', 'run 5', 'open Test', 'run 5'])
    expect(told[0]).toContain('Replicas cannot change while running.')
  })

  it('shows why a design cannot run and tries again when it has changed', async () => {
    let isBroken = true
    const { run, edit } = setUp({
      open: () => (isBroken ? Promise.reject(new Error('There is no traffic source.')) : Promise.resolve()),
    })
    await run.start()
    expect(useRun.getState()).toMatchObject({ status: 'failed', message: 'There is no traffic source.' })
    isBroken = false
    await edit((design) => ({ ...design, blocks: [...design.blocks, block('source')] }))
    expect(useRun.getState().status).toBe('running')
  })

  it('ends with the last block of the design', async () => {
    const { run, log, edit } = setUp()
    await run.start()
    await edit((design) => ({ ...design, blocks: [] }))
    expect(log).toEqual(['open Test', 'run 5', 'close'])
    expect(useRun.getState().status).toBe('idle')
    await edit((design) => ({ ...design, blocks: [block('a')] }))
    expect(log).toHaveLength(3)
  })

  it('tells the person about a lost worker, and runs again when asked', async () => {
    const { run, log, told, lose } = setUp()
    await run.start()
    lose('stuck')
    expect(useRun.getState().status).toBe('failed')
    expect(told[0]).toMatch(/stuck.*design is kept/)
    await run.start()
    expect(log).toEqual(['open Test', 'run 5', 'open Test', 'run 5'])
  })

  it('knows whether its report is about the design on screen', async () => {
    const { run, send, edit } = setUp()
    await run.start()
    send({ status: 'finished', nowMs: 1000, report: REPORT })
    await edit(withParams('b', { workers: 9 }))
    expect(useRun.getState().isReportCurrent).toBe(false)
    await edit(withParams('b', { workers: 1 }))
    expect(useRun.getState().isReportCurrent).toBe(true)
  })

  it('knows so after parameters were changed in mid-run too', async () => {
    const { run, send, edit } = setUp()
    await run.start()
    send({ nowMs: 300 })
    await edit(withParams('b', { workers: 4 }))
    send({ status: 'finished', nowMs: 1000, report: REPORT })
    expect(run.replayable()).not.toBeNull()
    await edit((design) => ({ ...design, name: 'Other' }))
    expect(useRun.getState().isReportCurrent).toBe(true)
    await edit(withParams('b', { workers: 1 }))
    expect(useRun.getState().isReportCurrent).toBe(false)
    expect(run.replayable()).toBeNull()
  })

  it.each([
    ['reproduced', { digest: 'abc', engineVersion: '1' }],
    ['not-reproduced', { digest: 'abd', engineVersion: '1' }],
    ['other-version', { digest: 'abd', engineVersion: '0' }],
    ['reproduced', { digest: 'abc', engineVersion: '0' }],
  ])('finds the digest of a link %s', async (check, promised) => {
    const { run, send } = setUp()
    run.expectResult(promised)
    expect(useRun.getState().digestCheck).toBe('pending')
    await run.start()
    send({ status: 'finished', nowMs: 1000, report: REPORT })
    expect(useRun.getState().digestCheck).toBe(check)
  })

  it('does not hold an edited design against the digest of its link', async () => {
    const { run, send, edit } = setUp()
    run.expectResult({ digest: 'abc', engineVersion: '1' })
    await edit((design) => ({ ...design, seed: 2 }))
    await run.start()
    send({ status: 'finished', nowMs: 1000, report: REPORT })
    expect(useRun.getState().digestCheck).toBe('edited')
  })
})
