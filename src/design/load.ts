/**
 * The load that a design offers, and the same design under another load.
 *
 * How: rates of all open sources are multiplied by one factor, so that their mix and their course over time stay as they are.
 * The offered load is that before any step, ramp or spike. Where all sources are closed, the number of users takes its place.
 * Units: [1/s] for open sources, [users] for closed ones.
 */
import type { ArrivalParams } from '../lib/arrivals'
import type { Problem } from '../lib/parse'
import type { Block, Design } from './design'

/** A design cannot offer that load. The problem names the path in the design and the cure. */
export class LoadError extends Error {
  override readonly name = 'LoadError'
  readonly problem: Problem

  constructor(problem: Problem) {
    super(`${problem.path}: ${problem.message}; ${problem.cure}`)
    this.problem = problem
  }
}

export type LoadUnit = '1/s' | 'users'

/** How much is offered, and in what it is counted. */
export interface Load {
  value: number
  unit: LoadUnit
}

/** Largest rate and number of users that a source takes. */
const MOST = 1e6

function arrivalsOf(block: Block): ArrivalParams | undefined {
  return block.params['arrivals'] as ArrivalParams | undefined
}

/** [1/s] mean rate of an open source, before its load changes; 0 for users. */
function rateOf(arrivals: ArrivalParams): number {
  if (arrivals.type === 'closed' || arrivals.type === 'trace') return 0
  if (arrivals.type !== 'bursty') return arrivals.ratePerSecond
  const { ratePerSecond, burstRatePerSecond, meanBurstMs, meanCalmMs } = arrivals
  return (ratePerSecond * meanCalmMs + burstRatePerSecond * meanBurstMs) / (meanCalmMs + meanBurstMs)
}

/** The load that a design offers. Throws LoadError when it has none that can be scaled. */
export function loadOf(design: Design): Load {
  const all = design.blocks.flatMap((block) => arrivalsOf(block) ?? [])
  const rate = all.reduce((sum, arrivals) => sum + rateOf(arrivals), 0)
  if (rate > 0) return { value: rate, unit: '1/s' }
  const users = all.reduce((sum, arrivals) => sum + (arrivals.type === 'closed' ? arrivals.users : 0), 0)
  if (users > 0) return { value: users, unit: 'users' }
  throw new LoadError({
    path: 'blocks',
    message: 'no source has a load that can be scaled',
    cure: 'give a source arrivals with a rate above 0, or users',
  })
}

/** A copy of the design that offers `value`, in the unit of {@link loadOf}. Throws LoadError where a source cannot. */
export function withLoad(design: Design, value: number): Design {
  const load = loadOf(design)
  const factor = value / load.value
  if (!(value > 0) || !Number.isFinite(factor)) {
    const cure = 'use a number above 0'
    throw new LoadError({ path: 'load', message: `${value} is no load`, cure })
  }
  const blocks = design.blocks.map((block) => {
    const arrivals = arrivalsOf(block)
    if (!arrivals) return block
    const path = `blocks.${block.id}.params.arrivals`
    return { ...block, params: { ...block.params, arrivals: scaled(arrivals, factor, load.unit, path) } }
  })
  return { ...design, blocks }
}

function scaled(arrivals: ArrivalParams, factor: number, unit: LoadUnit, path: string): ArrivalParams {
  if (arrivals.type === 'trace' && unit === '1/s') {
    const cure = 'use arrivals with a rate'
    throw new LoadError({ path, message: 'recorded times cannot be scaled', cure })
  }
  const isScaled = (name: string) => (unit === 'users' ? name === 'users' : /ratePerSecond$/i.test(name))
  const entries = Object.entries(arrivals).map(([name, value]): [string, unknown] => {
    if (!isScaled(name) || typeof value !== 'number') return [name, value]
    const next = unit === 'users' ? Math.max(1, Math.round(value * factor)) : value * factor
    if (next <= MOST) return [name, next]
    const cure = `use a load that keeps it at ${MOST} or less`
    throw new LoadError({ path: `${path}.${name}`, message: `${next} is too much for a source`, cure })
  })
  return Object.fromEntries(entries) as ArrivalParams
}

/** Evenly spaced values with both ends. */
export function spaced(from: number, to: number, steps: number): number[] {
  const step = steps > 1 ? (to - from) / (steps - 1) : 0
  // The last is given as it is: adding steps up may miss it by a rounding error.
  return Array.from({ length: steps }, (_, i) => (i === steps - 1 && steps > 1 ? to : from + i * step))
}
