/**
 * Recorded results of queueing theory as studies: each case of the vectors becomes a design, and is held against what the
 * simulation finds.
 *
 * Units: the vectors count time in mean service times; a service time is 10 ms here.
 * A case has no study where its figure is too rare or its runs would have to be too long for an interval of use: utilisation of
 * 99 %, less than two losses in a thousand, service times without a third moment, a wrong theory that is less than 7 % away.
 */
import { closed, forkJoin, openNetwork, priorities, repair, retries, slowest, tandem } from './recorded-networks'
import { type Builder, type RecordedCase, UNIT } from './recorded-parts'
import {
  chanceOfWaiting,
  disciplines,
  distribution,
  generalService,
  lossCase,
  noQueue,
  stationCase,
} from './recorded-stations'
import type { Study } from './study'

/** Runs of each design. */
const RUNS = 8

const BUILDERS: { readonly [model: string]: Builder } = {
  'M/M/1': (config, expect) => stationCase(config('lambda'), 1, expect('Wq') * UNIT, expect('U')),
  'M/M/c': (config, expect) => stationCase(config('lambda'), config('c'), expect('Wq') * UNIT, expect('probWait')),
  'M/M/1/K': (config, expect) => lossCase(config('lambda'), 1, config('K'), expect),
  'M/M/c/K': (config, expect) => lossCase(config('lambda'), config('c'), config('K'), expect),
  ErlangB: (config, expect) => lossCase(config('A'), config('c'), config('c'), () => expect('B')),
  ErlangC: chanceOfWaiting,
  'M/M/inf': noQueue,
  'M/G/1': generalService,
  closedMVA: closed,
  'machineRepair 1 repairman': repair(1),
  'machineRepair 2 repairmen': repair(2),
  tandem,
  'openNetwork multi-server': openNetwork,
  'M/M/1 distribution': distribution,
  'M/M/1 disciplines': disciplines,
  'fork-join 2 x M/M/1': forkJoin,
  'max of n exponentials': slowest,
  'retry load factor, independent failures': retries,
  'M/M/1 two non-preemptive priorities (Cobham)': priorities,
}

/** Whether there is a way to simulate cases of this model at all. */
export function isSimulated(model: string): boolean {
  return Object.hasOwn(BUILDERS, model)
}

/** The study of a case; null where it has none, see the head of this file. */
export function studyOfCase(given: RecordedCase): Study | null {
  const title = `${given.model} ${JSON.stringify(given.config)}`
  const read = (values: RecordedCase['config']) => (name: string) => {
    const value = values[name]
    if (typeof value !== 'number') throw new Error(`${title} has no number "${name}"`)
    return value
  }
  const parts = BUILDERS[given.model]?.(read(given.config), read(given.expect), given)
  if (!parts) return null
  return { id: 'recorded', title, about: title, source: { title: given.model }, runs: RUNS, ...parts }
}
