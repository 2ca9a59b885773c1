import { describe, expect, it } from 'vitest'
import type { RunClock } from '../stores/live-figures'
import {
  FADE_MS,
  MAX_PARTICLES,
  MAX_TRAVEL_MS,
  MIN_TRAVEL_MS,
  type Particle,
  ParticleField,
  SPACING_MS,
} from './particle-field'

const clock = (nowMs: number, achievedSpeed = 1): RunClock => ({ nowMs, achievedSpeed, status: 'running' })
const row = (sentMs: number, arrivesMs: number, connection = 0) => [connection, 0, sentMs, arrivesMs, 0]

function shown(field: ParticleField, now: number): [Particle, number, number][] {
  const all: [Particle, number, number][] = []
  field.visit(now, (...dot) => all.push(dot))
  return all
}

describe('particle field', () => {
  it('shows a journey as long as it takes at the present speed', () => {
    const field = new ParticleField()
    field.receive(Float64Array.from(row(0, 1000)), clock(1000, 1), 0)
    expect(shown(field, 500)[0]?.[1]).toBeCloseTo(0.5)
    const fast = new ParticleField()
    fast.receive(Float64Array.from(row(0, 1000)), clock(1000, 2), 0)
    expect(shown(fast, 250)[0]?.[1]).toBeCloseTo(0.5)
  })

  it('never shows one too short to see or too long to bear', () => {
    const field = new ParticleField()
    field.receive(Float64Array.from([...row(0, 0), ...row(0, 1e9, 1)]), clock(1000), 0)
    const [short, long] = shown(field, 0)
    expect(short && short[0].arrivesAt - short[0].startsAt).toBe(MIN_TRAVEL_MS)
    expect(long && long[0].arrivesAt - long[0].startsAt).toBe(MAX_TRAVEL_MS)
  })

  it('takes each message once, and forgets it when it has dissolved', () => {
    const field = new ParticleField()
    field.receive(Float64Array.from(row(0, 500)), clock(100), 0)
    field.receive(Float64Array.from(row(0, 500)), clock(200), 100)
    expect(field.size).toBe(1)
    expect(shown(field, 500 + FADE_MS / 2)[0]?.[2]).toBeCloseTo(0.5)
    shown(field, 500 + FADE_MS + 1)
    expect(field.size).toBe(0)
  })

  it('thins out a busy wire, failures last', () => {
    const sizeAfter = (outcome: number): number => {
      const field = new ParticleField()
      const rows = Array.from({ length: 100 }, (_, index) => [0, 0, index, index + 500, outcome]).flat()
      field.receive(Float64Array.from(rows), clock(100), 0)
      return field.size
    }
    expect(sizeAfter(0)).toBe(Math.ceil(100 / SPACING_MS))
    expect(sizeAfter(2)).toBeGreaterThan(2 * sizeAfter(0))
  })

  it('is bounded, and empty after a reset', () => {
    const field = new ParticleField()
    const rows = Array.from({ length: MAX_PARTICLES + 100 }, (_, index) => row(index, index + 1000, index)).flat()
    field.receive(Float64Array.from(rows), clock(5000), 0)
    expect(field.size).toBe(MAX_PARTICLES)
    field.receive(new Float64Array(0), clock(0), 10)
    expect(field.size).toBe(0)
  })
})
