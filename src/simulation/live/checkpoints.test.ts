import { describe, expect, it } from 'vitest'
import { Run } from '../run'
import { constantSource, designOf, steadyService } from '../testing/designs'
import { Checkpoints } from './checkpoints'

const DESIGN = designOf({
  scenario: { durationMs: 32_000 },
  blocks: [constantSource(10), steadyService('app', 5)],
  connections: ['source > app'],
})

function walk(checkpoints: Checkpoints, untilMs: number): Run {
  const run = new Run(DESIGN)
  for (let due = checkpoints.nextAfter(0); due <= untilMs; due = checkpoints.nextAfter(run.engine.now)) {
    run.advance(due, Infinity)
    checkpoints.take(run)
  }
  return run
}

describe('checkpoints', () => {
  it('are found before a time, and none where the run has to start over', () => {
    const checkpoints = new Checkpoints(32_000, 100)
    walk(checkpoints, 10_000)
    expect(checkpoints.before(1999)).toBeNull()
    expect(checkpoints.before(2000)?.atMs).toBe(2000)
    expect(checkpoints.before(99_000)?.atMs).toBe(10_000)
  })

  it('are never more than sixteen: the distance doubles', () => {
    const checkpoints = new Checkpoints(16_000, 100)
    walk(checkpoints, 32_000)
    const times = new Set(Array.from({ length: 320 }, (_, i) => checkpoints.before(i * 100)?.atMs))
    times.delete(undefined)
    expect(times.size).toBeLessThanOrEqual(16)
    expect([...times][0]).toBe(2000)
  })

  it('are forgotten where the run goes another way', () => {
    const checkpoints = new Checkpoints(32_000, 100)
    walk(checkpoints, 10_000)
    checkpoints.forgetAfter(5000)
    expect(checkpoints.before(99_000)?.atMs).toBe(4000)
    expect(checkpoints.nextAfter(5000)).toBe(6000)
  })
})
