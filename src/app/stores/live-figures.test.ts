import { describe, expect, it } from 'vitest'
import { BLOCK_COLUMNS, CONNECTION_COLUMNS, type Series, type Snapshot } from '../../simulation/protocol'
import { LiveFigures } from './live-figures'

const WIDTH = BLOCK_COLUMNS.length

function snapshot(part: Partial<Snapshot>): Snapshot {
  return {
    status: 'running',
    nowMs: 10,
    achievedSpeed: 2,
    completed: 7,
    blocks: Float64Array.from({ length: 2 * WIDTH }, (_, index) => index),
    connections: new Float64Array(CONNECTION_COLUMNS.length),
    particles: new Float64Array(0),
    series: null,
    transitions: null,
    ...part,
  } as Snapshot
}

describe('live figures', () => {
  it('have no row before the first snapshot, or for an id that is not in the design', () => {
    const figures = new LiveFigures()
    figures.layOut(['a', 'b'], ['ab'])
    expect(figures.block('a')).toBeNull()
    figures.receive(snapshot({}))
    expect(figures.block('c')).toBeNull()
  })

  it('are all of the same moment when a listener is told', () => {
    const figures = new LiveFigures()
    figures.layOut(['a', 'b'], ['ab'])
    const seen: unknown[] = []
    figures.subscribeBlock('a', () => seen.push(figures.connection('ab')?.[0]))
    figures.receive(snapshot({ connections: new Float64Array(CONNECTION_COLUMNS.length).fill(3) }))
    expect(seen).toEqual([3])
  })

  it('give each block its own row, the same view until the next snapshot', () => {
    const figures = new LiveFigures()
    figures.layOut(['a', 'b'], ['ab'])
    figures.receive(snapshot({}))
    expect(figures.block('b')?.[0]).toBe(WIDTH)
    expect(figures.block('b')).toBe(figures.block('b'))
    const before = figures.block('b')
    figures.receive(snapshot({}))
    expect(figures.block('b')).not.toBe(before)
  })

  it('tell subscribers of a block until they leave', () => {
    const figures = new LiveFigures()
    let calls = 0
    const leave = figures.subscribeBlock('a', () => calls++)
    figures.layOut(['a'], [])
    figures.receive(snapshot({ blocks: new Float64Array(WIDTH) }))
    leave()
    figures.receive(snapshot({}))
    expect(calls).toBe(2)
  })

  it('keep series and transitions until newer ones come, and forget them with a new layout', () => {
    const figures = new LiveFigures()
    figures.layOut(['a'], ['ab'])
    const series = { windowMs: 1 } as Series
    const transitions = [{ connection: 0, caller: 0, atMs: 1, state: 1 }]
    figures.receive(snapshot({ series, transitions }))
    figures.receive(snapshot({}))
    expect(figures.series()?.series).toBe(series)
    figures.receive(snapshot({ series: { windowMs: 2 } as Series }))
    expect(figures.series()?.transitions).toBe(transitions)
    figures.layOut(['a'], [])
    expect(figures.series()).toBeNull()
  })
})
