import { describe, expect, it } from 'vitest'
import { SERIES_COLUMNS } from '../../simulation/protocol'
import { CAUSES } from '../../simulation/report'
import type { SeriesFrame } from '../stores/live-figures'
import {
  bridged,
  causeTotals,
  linearTicks,
  logTicks,
  MAX_POINTS_RUNNING,
  MAX_POINTS_STILL,
  needsLogScale,
  rowAt,
  rowsOf,
  type SeriesRow,
  silencesIn,
  thinned,
  timeTicks,
} from './series'

function row(part: Partial<SeriesRow>): SeriesRow {
  return {
    timeMs: 0,
    offered: 0,
    throughput: 0,
    goodput: 0,
    failed: 0,
    p50: null,
    p90: null,
    p99: null,
    p999: null,
    count: 1,
    causes: [],
    queues: [],
    utilisations: [],
    ...part,
  }
}

function frame(length: number, status: SeriesFrame['status'] = 'running'): SeriesFrame {
  const width = SERIES_COLUMNS.length + 4
  const points = new Float64Array(length * width)
  for (let index = 0; index < length; index++) {
    points.set([index * 100, 200, 190, 180, 10, 5, 9, Number.NaN, Number.NaN, 20, 1, 0.5, 2, 0.25], index * width)
  }
  return {
    series: {
      windowMs: 100,
      points,
      causes: new Float64Array(length * CAUSES.length).fill(2),
      heat: new Uint32Array(0),
      heatRows: 0,
      heatMinMs: 1,
      heatMaxMs: 10,
    },
    blockIds: ['a', 'b'],
    connectionIds: [],
    transitions: [],
    status,
    nowMs: 0,
    completed: 0,
  }
}

describe('rows of a series', () => {
  it('name the columns of the protocol, with null for what has no value', () => {
    const rows = rowsOf(frame(2))
    expect(rows[1]).toEqual(
      row({
        timeMs: 100,
        offered: 200,
        throughput: 190,
        goodput: 180,
        failed: 10,
        p50: 5,
        p90: 9,
        count: 20,
        causes: CAUSES.map(() => 2),
        queues: [1, 2],
        utilisations: [0.5, 0.25],
      }),
    )
  })

  it.each([
    ['running', MAX_POINTS_RUNNING],
    ['paused', MAX_POINTS_STILL],
    ['finished', MAX_POINTS_STILL],
  ] as const)('are never more than may be drawn when %s', (status, most) => {
    expect(rowsOf(frame(1000, status)).length).toBeLessThanOrEqual(most)
    expect(rowsOf(frame(most, status))).toHaveLength(most)
  })

  it('are empty for an empty series', () => {
    expect(rowsOf(frame(0))).toEqual([])
  })
})

describe('thinning', () => {
  it('averages rates, adds counts and takes the worst percentile', () => {
    const rows = [
      row({ timeMs: 0, offered: 10, p99: 5, count: 3 }),
      row({ timeMs: 100, offered: 20, p99: 50, count: 4 }),
    ]
    expect(thinned(rows, 1)).toEqual([row({ timeMs: 50, offered: 15, p99: 50, count: 7 })])
  })

  it('keeps a percentile missing where no neighbour has it', () => {
    expect(thinned([row({}), row({})], 1)[0]?.p99).toBeNull()
  })
})

describe('times at which nothing is completed', () => {
  const at = (timeMs: number, count: number, offered = 10): SeriesRow => row({ timeMs, count, offered })

  it('go from the last completion to the next, or to where the run is', () => {
    const rows = [at(0, 0), at(100, 5), at(200, 0), at(300, 0), at(400, 5), at(500, 0), at(600, 0)]
    expect(silencesIn(rows, 150)).toEqual([
      { fromMs: 100, toMs: 400 },
      { fromMs: 400, toMs: 600 },
    ])
  })

  it('are none where they are short, where nothing was asked for, and before the first completion', () => {
    expect(silencesIn([at(0, 0), at(100, 0), at(300, 5), at(400, 0), at(500, 5)], 200)).toEqual([])
    expect(silencesIn([at(0, 5), at(100, 0, 0), at(1000, 0, 0)], 200)).toEqual([])
    expect(silencesIn([], 0)).toEqual([])
  })
})

describe('bridging', () => {
  it('draws through points with too few samples', () => {
    const rows = [row({ p99: 10 }), row({}), row({}), row({ p99: 40 })]
    expect(bridged(rows).map(({ p99 }) => p99)).toEqual([10, 20, 30, 40])
  })

  it('does not draw through a time without completed requests', () => {
    const rows = [row({ p99: 10 }), row({ count: 0 }), row({}), row({ p99: 40 })]
    expect(bridged(rows).map(({ p99 }) => p99)).toEqual([10, null, null, 40])
  })

  it('does not draw before the first or after the last value', () => {
    const rows = [row({}), row({ p99: 10 }), row({})]
    expect(bridged(rows).map(({ p99 }) => p99)).toEqual([null, 10, null])
  })
})

describe('the scale of latencies', () => {
  const calm = row({ p50: 10, p99: 500 })
  const wild = row({ p50: 10, p99: 501 })
  it('is logarithmic above fifty times the usual median, not at it', () => {
    expect(needsLogScale([calm])).toBe(false)
    expect(needsLogScale([wild])).toBe(true)
  })

  it('stays logarithmic until the ratio has halved', () => {
    expect(needsLogScale([calm], true)).toBe(true)
    expect(needsLogScale([row({ p50: 10, p99: 250 })], true)).toBe(false)
  })

  it('is linear without any value', () => {
    expect(needsLogScale([row({})])).toBe(false)
  })
})

describe('ticks', () => {
  it.each([
    [240, [0, 100, 200, 300]],
    [1, [0, 0.5, 1]],
    [0.9, [0, 0.5, 1]],
    [7, [0, 2.5, 5, 7.5]],
    [0, [0, 1]],
    [Number.NaN, [0, 1]],
  ])('of a linear axis up to %s are round and cover it', (max, ticks) => {
    expect(linearTicks(max)).toEqual(ticks)
  })

  it.each([
    [3, 900, [1, 10, 100, 1000]],
    [1, 10, [1, 10]],
    [5, 5, [1, 10]],
    [0.02, 0.5, [0.01, 0.1, 1]],
  ])('of a logarithmic axis from %s to %s are powers of ten around it', (min, max, ticks) => {
    expect(logTicks(min, max)).toEqual(ticks)
  })

  it.each([
    [120_000, [0, 30_000, 60_000, 90_000, 120_000]],
    [10_000, [0, 2000, 4000, 6000, 8000, 10_000]],
    [60_000, [0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000]],
  ])('of %s ms are round', (end, ticks) => {
    expect(timeTicks(end)).toEqual(ticks)
  })
})

describe('looking up', () => {
  it('finds the nearest row, and none too far away', () => {
    const rows = [row({ timeMs: 0 }), row({ timeMs: 100 })]
    expect(rowAt(rows, 60, 100)?.timeMs).toBe(100)
    expect(rowAt(rows, 201, 100)).toBeNull()
    expect(rowAt([], 0, 100)).toBeNull()
  })

  it('adds failures up by cause, most frequent first', () => {
    const totals = causeTotals([row({ causes: [0, 3] }), row({ causes: [10, 3] })], 500)
    expect(totals.map(({ cause, count }) => [cause, count])).toEqual([
      ['timeout', 5],
      ['deadline', 3],
    ])
  })
})
