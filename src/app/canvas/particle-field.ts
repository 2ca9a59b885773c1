/**
 * Requests on their way, as dots along the wires. Each is a real sampled message; it is shown for as long as its journey takes
 * at the present speed, but never so short that the eye misses it. Wires that carry more than the eye can part are thinned out. Times in here are wall-clock milliseconds.
 */
import { PARTICLE_COLUMNS } from '../../simulation/protocol'
import type { RunClock } from '../stores/live-figures'

/** Most dots at once. */
export const MAX_PARTICLES = 2000
/** [ms] shortest and longest time that a dot is on its way. */
export const MIN_TRAVEL_MS = 380
export const MAX_TRAVEL_MS = 4000
/** [ms] how long a dot takes to dissolve where it dies. */
export const FADE_MS = 220
/** [ms] dots that went well keep at least this distance on the same wire, and those that did not, this one. */
export const SPACING_MS = 110
const BAD_SPACING_MS = 24
/** [ms] time between two snapshots, over which new dots are spread. */
const SPREAD_MS = 100

const WIDTH = PARTICLE_COLUMNS.length

export interface Particle {
  connection: number
  isReply: boolean
  outcome: number
  startsAt: number
  arrivesAt: number
}

/** Holds the dots that are on their way and takes in new ones. */
export class ParticleField {
  private readonly live: Particle[] = []
  private readonly seen = new Set<string>()
  /** When the last dot of a wire, a direction and a kind of outcome started. */
  private readonly lastStart = new Map<number, number>()
  private lastNowMs = 0

  /** Takes rows of the protocol as they came at wall-clock time `at`. Those taken before are passed over. */
  receive(rows: Float64Array, clock: RunClock, at: number): void {
    if (clock.nowMs < this.lastNowMs) this.clear()
    const speed = clock.achievedSpeed > 0 ? clock.achievedSpeed : 1
    const span = Math.max(1, clock.nowMs - this.lastNowMs)
    for (let row = 0; row + WIDTH <= rows.length && this.live.length < MAX_PARTICLES; row += WIDTH) {
      const [connection = 0, direction = 0, sentMs = 0, arrivesMs = 0, outcome = 0] = rows.subarray(row, row + WIDTH)
      const key = `${connection} ${direction} ${sentMs} ${arrivesMs}`
      if (this.seen.has(key)) continue
      this.seen.add(key)
      const early = Math.min(1, Math.max(0, (sentMs - this.lastNowMs) / span))
      const travel = Math.min(MAX_TRAVEL_MS, Math.max(MIN_TRAVEL_MS, (arrivesMs - sentMs) / speed))
      const startsAt = at + early * SPREAD_MS
      const lane = 4 * connection + 2 * direction + (outcome === 0 ? 0 : 1)
      const spacing = outcome === 0 ? SPACING_MS : BAD_SPACING_MS
      if (startsAt < (this.lastStart.get(lane) ?? -Infinity) + spacing) continue
      this.lastStart.set(lane, startsAt)
      this.live.push({ connection, isReply: direction === 1, outcome, startsAt, arrivesAt: startsAt + travel })
    }
    if (this.seen.size > 4 * MAX_PARTICLES) this.seen.clear()
    this.lastNowMs = clock.nowMs
  }

  /** Calls `draw` for each dot with how far it is and how solid. Forgets those that are gone. */
  visit(now: number, draw: (particle: Particle, part: number, solidity: number) => void): void {
    let kept = 0
    for (const particle of this.live) {
      if (now > particle.arrivesAt + FADE_MS) continue
      this.live[kept++] = particle
      if (now < particle.startsAt) continue
      const part = (now - particle.startsAt) / (particle.arrivesAt - particle.startsAt)
      const fading = Math.max(0, now - particle.arrivesAt) / FADE_MS
      draw(particle, Math.min(1, part), 1 - fading)
    }
    this.live.length = kept
  }

  /** Shifts every journey, after a time in which they stood still. */
  shift(by: number): void {
    for (const particle of this.live) {
      particle.startsAt += by
      particle.arrivesAt += by
    }
  }

  clear(): void {
    this.live.length = 0
    this.seen.clear()
    this.lastStart.clear()
    this.lastNowMs = 0
  }

  get size(): number {
    return this.live.length
  }
}
