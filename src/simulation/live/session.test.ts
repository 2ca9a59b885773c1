import { describe, expect, it } from 'vitest'
import { BLOCK_COLUMNS, CONNECTION_COLUMNS, PARTICLE_COLUMNS, SERIES_COLUMNS, type Snapshot } from '../protocol'
import { Run } from '../run'
import { constantSource, designOf, poissonSource, steadyService } from '../testing/designs'
import { LiveSession } from './session'

/** A clock that moves by itself a little at each look, and callbacks that wait to be let go. */
class Workbench {
  readonly snapshots: Snapshot[] = []
  private nowMs = 0
  private due: { atMs: number; callback: () => void }[] = []
  readonly session = new LiveSession({
    now: () => {
      this.nowMs += 0.25
      return this.nowMs
    },
    soon: (callback) => this.due.push({ atMs: this.nowMs, callback }),
    later: (ms, callback) => this.due.push({ atMs: this.nowMs + ms, callback }),
  })
  readonly port = {
    postMessage: (snapshot: Snapshot, transfer: ArrayBuffer[]) => {
      expect(new Set(transfer).size).toBe(transfer.length)
      this.snapshots.push(snapshot)
    },
  }

  /** Lets waiting callbacks go, in order of time, until `isDone`. */
  work(isDone: () => boolean): void {
    for (let turns = 0; turns < 100_000 && !isDone() && this.due.length > 0; turns++) {
      this.due.sort((a, b) => a.atMs - b.atMs)
      const next = this.due.shift()
      this.nowMs = Math.max(this.nowMs, next?.atMs ?? 0)
      next?.callback()
    }
  }

  /** Lets callbacks go until something asked for is done. */
  async until(done: Promise<void>): Promise<void> {
    let isDone = false
    void done.then(() => {
      isDone = true
    })
    while (!isDone) {
      this.work(() => false)
      await Promise.resolve()
    }
  }

  get last(): Snapshot {
    return this.snapshots.at(-1) as Snapshot
  }

  get wallMs(): number {
    return this.nowMs
  }
}

const DESIGN = designOf({
  scenario: {
    durationMs: 20_000,
    warmupMs: 1000,
    faults: [{ atMs: 5000, forMs: 5000, target: 'app', type: 'error', probability: 1 }],
  },
  blocks: [poissonSource(100), steadyService('app', 5)],
  connections: [
    { id: 'wire', from: 'source', to: 'app', params: { breaker: { type: 'consecutive-failures', openMs: 1000 } } },
  ],
})

describe('LiveSession', () => {
  it('ends with the digest of a run that nobody watched', async () => {
    const bench = new Workbench()
    await bench.session.open(7, DESIGN, bench.port)
    expect(bench.last).toMatchObject({ runId: 7, status: 'paused', nowMs: 0 })
    await bench.session.run(null)
    bench.work(() => bench.last.status === 'finished')
    const plain = new Run(DESIGN)
    plain.finish()
    expect(bench.last.outcome).toBe('completed')
    expect(bench.last.report?.digest).toBe(plain.report(0).digest)
  })

  it('keeps the speed it is told', async () => {
    const bench = new Workbench()
    await bench.session.open(1, DESIGN, bench.port)
    const started = bench.wallMs
    await bench.session.run(10)
    bench.work(() => bench.wallMs - started > 1000)
    await bench.session.pause()
    expect(bench.last.nowMs).toBeGreaterThan(9000)
    expect(bench.last.nowMs).toBeLessThan(11_000)
  })

  it('answers a pause between two slices and goes on from there', async () => {
    const bench = new Workbench()
    await bench.session.open(1, DESIGN, bench.port)
    await bench.session.run(5)
    bench.work(() => bench.wallMs > 300)
    await bench.session.pause()
    const { nowMs, report } = bench.last
    expect(report).not.toBeNull()
    bench.work(() => false)
    expect(bench.last.nowMs).toBe(nowMs)
    await bench.session.run(null)
    bench.work(() => bench.last.status === 'finished')
    expect(bench.last.nowMs).toBeGreaterThan(nowMs)
  })

  it('steps from one end of a request to the next', async () => {
    const bench = new Workbench()
    const steady = designOf({ blocks: [constantSource(10), steadyService('app', 5)], connections: ['source > app'] })
    await bench.session.open(1, steady, bench.port)
    await bench.session.step()
    expect(bench.last).toMatchObject({ completed: 1, nowMs: 105 })
    await bench.session.step()
    expect(bench.last).toMatchObject({ completed: 2, nowMs: 205 })
  })

  it('changes a parameter and returns what replays', async () => {
    const bench = new Workbench()
    await bench.session.open(1, DESIGN, bench.port)
    await bench.session.run(20)
    bench.work(() => bench.wallMs > 200)
    const change = await bench.session.change('blocks.app.params.workers', 2)
    await expect(bench.session.change('blocks.app.params.workers', 'many')).rejects.toThrow(/number/)
    await bench.session.run(null)
    bench.work(() => bench.last.status === 'finished')
    const replayed = new Run({ ...DESIGN, scenario: { ...DESIGN.scenario, changes: [change] } })
    replayed.finish()
    expect(bench.last.report?.digest).toBe(replayed.report(0).digest)
  })

  it('goes back to any time and on from there as before, changes included', async () => {
    const bench = new Workbench()
    await bench.session.open(1, DESIGN, bench.port)
    await bench.session.run(20)
    bench.work(() => bench.last.nowMs > 8000)
    await bench.session.change('blocks.app.params.workers', 2)
    await bench.session.run(null)
    bench.work(() => bench.last.status === 'finished')
    const { report, series } = bench.last
    for (const timeMs of [12_345.6, 3000, 0, 19_999, 6250]) {
      await bench.until(bench.session.seek(timeMs))
      expect(bench.last).toMatchObject({ status: 'paused', nowMs: timeMs, outcome: null })
      const points = bench.last.series!.points
      expect(points.length).toBeGreaterThan(0.9 * (timeMs / 20_000) * series!.points.length - SERIES_COLUMNS.length * 8)
    }
    await bench.session.run(null)
    bench.work(() => bench.last.status === 'finished')
    expect(bench.last.report?.digest).toBe(report?.digest)
    expect(bench.last.series?.points).toEqual(series?.points)
  })

  it('goes another way after a change at an earlier time', async () => {
    const bench = new Workbench()
    await bench.session.open(1, DESIGN, bench.port)
    await bench.session.run(null)
    bench.work(() => bench.last.status === 'finished')
    await bench.until(bench.session.seek(7000))
    const change = await bench.session.change('blocks.source.params.arrivals.ratePerSecond', 20)
    await bench.until(bench.session.seek(18_000))
    await bench.until(bench.session.seek(15_000))
    await bench.session.run(null)
    bench.work(() => bench.last.status === 'finished')
    const replayed = new Run({ ...DESIGN, scenario: { ...DESIGN.scenario, changes: [change] } })
    replayed.finish()
    expect(bench.last.report?.digest).toBe(replayed.report(0).digest)
  })

  it('sends rows of the agreed widths, series with points, and the transitions of breakers', async () => {
    const bench = new Workbench()
    await bench.session.open(1, DESIGN, bench.port)
    await bench.session.run(null)
    bench.work(() => bench.last.status === 'finished')
    const { blocks, connections, series, transitions } = bench.last
    expect(blocks).toHaveLength(2 * BLOCK_COLUMNS.length)
    expect(connections).toHaveLength(CONNECTION_COLUMNS.length)
    const columns = SERIES_COLUMNS.length + 2 * 2
    const points = (series?.points.length ?? 0) / columns
    expect(points).toBeGreaterThan(200)
    expect(points).toBeLessThanOrEqual(300)
    expect(series?.heat).toHaveLength(points * (series?.heatRows ?? 0))
    const completed = series?.heat.reduce((sum, count) => sum + count, 0)
    expect(completed).toBeGreaterThan(0.95 * bench.last.completed)
    expect(completed).toBeLessThanOrEqual(bench.last.completed)
    expect(transitions?.map(({ state }) => state).slice(0, 2)).toEqual([1, 2])
    const p99 = Array.from(
      { length: points },
      (_, row) => series?.points[row * columns + SERIES_COLUMNS.indexOf('p99')] ?? 0,
    )
    expect(p99.some((value) => Number.isNaN(value))).toBe(true)
    expect(p99.some((value) => value >= 5)).toBe(true)
  })

  it('sends messages on their way, in both directions and within their times', async () => {
    const bench = new Workbench()
    await bench.session.open(1, DESIGN, bench.port)
    await bench.session.run(null)
    bench.work(() => bench.last.status === 'finished')
    const rows: number[][] = []
    for (const { particles } of bench.snapshots) {
      for (let at = 0; at < particles.length; at += PARTICLE_COLUMNS.length) {
        rows.push([...particles.subarray(at, at + PARTICLE_COLUMNS.length)])
      }
    }
    expect(rows.length).toBeGreaterThan(50)
    expect(new Set(rows.map(([, direction]) => direction))).toEqual(new Set([0, 1]))
    for (const [, , sentMs = 0, arrivesMs = 0] of rows) expect(arrivesMs).toBeGreaterThanOrEqual(sentMs)
  })

  it('simulates beside the watched run without disturbing it', async () => {
    const bench = new Workbench()
    await bench.session.open(1, DESIGN, bench.port)
    const beside = bench.session.simulate(DESIGN)
    for (let i = 0; i < 2000; i++) {
      bench.work(() => true)
      await Promise.resolve()
      bench.work(() => bench.wallMs < 0)
    }
    expect((await beside).outcome).toBe('completed')
    expect(bench.last.nowMs).toBe(0)
  })
})
