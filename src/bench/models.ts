/**
 * The three models with known answers, as kernels and as designs, and what theory says about them.
 *
 * Theory: stations in a row with Poisson arrivals and exponential service are M/M/c each by itself (Burke), so the mean time
 * from entry to exit is the sum of C(c, a) / (c·μ − λ) + 1 / μ, with Erlang's probability of waiting C and a = λ / μ.
 */

import type { Design } from '../design/design'
import { parseDesign } from '../design/schema'
import eightServers from './designs/eight-servers.json'
import oneServer from './designs/one-server.json'
import tandem from './designs/tandem.json'

export interface Model {
  readonly id: string
  readonly title: string
  readonly servers: readonly number[]
  /** The design as a document, all of whose times are those of the kernel times {@link MS_BETWEEN_ARRIVALS}. */
  readonly document: unknown
}

/** Load of each station. */
export const LOAD = 0.9
/** [ms] mean time between arrivals in the designs. */
export const MS_BETWEEN_ARRIVALS = 10

export const MODELS: readonly Model[] = [
  { id: 'one', title: 'M/M/1', servers: [1], document: oneServer },
  { id: 'eight', title: 'M/M/8', servers: [8], document: eightServers },
  { id: 'tandem', title: 'tandem 1-4-8', servers: [1, 4, 8], document: tandem },
]

/** Probability that an arrival has to wait for one of `servers` under `load` each. */
function erlangC(servers: number, load: number): number {
  const offered = servers * load
  let blocking = 1
  for (let k = 1; k <= servers; k++) blocking = (offered * blocking) / (k + offered * blocking)
  return blocking / (1 - load * (1 - blocking))
}

/** Mean time from entry to exit, in mean times between arrivals. */
export function theoreticalMean(servers: readonly number[]): number {
  return servers.reduce((sum, count) => {
    const meanService = LOAD * count
    return sum + meanService + (erlangC(count, LOAD) * meanService) / (count * (1 - LOAD))
  }, 0)
}

/** A checked design from a document, for about that many requests. Throws an Error with the problems when there are any. */
export function designFor(document: unknown, durationMs: number): Design {
  const whole = document as { scenario: object }
  const { design, errors } = parseDesign({ ...whole, scenario: { ...whole.scenario, durationMs } })
  if (errors.length > 0) throw new Error(errors.map(({ path, message }) => `${path}: ${message}`).join('\n'))
  return design
}
