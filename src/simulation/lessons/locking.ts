/** What the lessons about locks claim. */
import { CROWD, TICKETS, WORK_MS, WRITERS } from '../../design/examples/lessons/locking'
import { attemptsPerCall, ofBlock, throughput } from '../validation/measures'
import type { Claim } from './lesson'
import { firsts, near, number, percent } from './words'

/**
 * Mean tries until one succeeds, where each of n writers tries as often as any other and succeeds if nobody has since it last looked:
 * each failure adds one who has looked, so that a success is a birthday shared among n days. Ramanujan's Q(n).
 */
function triesOf(n: number): number {
  let tries = 0
  let unshared = 1
  for (let looked = 1; looked <= n; looked++) {
    tries += unshared
    unshared *= 1 - looked / n
  }
  return tries
}

export const LOCKING: readonly Claim[] = [
  {
    lesson: 's16',
    runs: 3,
    figures: [
      { name: 'tickets sold', unit: 'count', of: ofBlock('tickets', 'writes') },
      { name: 'two holders of the lock', unit: 'count', of: ofBlock('guard', 'doubleHolders') },
    ],
    judge: (means) => {
      const [blind = 0, checked = 0, fenced = 0, atomic = 0] = firsts(means)
      return {
        holds:
          fenced === TICKETS && atomic === TICKETS && checked > TICKETS && blind - TICKETS > 2 * (checked - TICKETS),
        sentence: `Of ${TICKETS} tickets, ${number(blind, 4)} are sold where whoever is late deletes the lock of another, ${number(checked, 4)} where owners delete their own only; ${number(fenced, 4)} where the store refuses old tokens, and ${number(atomic, 4)} where it counts by itself.`,
      }
    },
  },
  {
    lesson: 's18',
    runs: 3,
    figures: [
      { name: 'waiters woken', unit: 'count', of: ofBlock('guard', 'woken') },
      { name: 'locks granted', unit: 'count', of: ofBlock('guard', 'acquisitions') },
    ],
    judge: (means) => {
      const [herd = [], sequence = []] = means
      const theory = [(CROWD * (CROWD - 1)) / 2, CROWD - 1]
      return {
        holds:
          herd[0] === theory[0] && sequence[0] === theory[1] && [herd, sequence].every(([, locks]) => locks === CROWD),
        sentence: `Until all ${CROWD} have had the lock, ${number(herd[0], 4)} are woken as a herd, n·(n − 1) / 2, and ${number(sequence[0], 4)} in sequence, n − 1.`,
      }
    },
  },
  {
    lesson: 's43',
    runs: 3,
    figures: [
      { name: 'tries for each update', unit: 'factor', of: attemptsPerCall('clients-writers') },
      { name: 'updates', unit: '1/s', of: throughput },
    ],
    judge: (means) => {
      const [few = [], many = [], locked = []] = means
      const theory = [triesOf(WRITERS[0]), triesOf(WRITERS[1]), 1]
      const atOnce = 1000 / WORK_MS
      const rates = theory.map((tries, i) => (i < 2 ? (WRITERS[i]! * atOnce) / tries : atOnce))
      return {
        holds: [few, many, locked].every(
          ([tries = 0, rate = 0], i) => near(tries, theory[i]!, 0.03) && near(rate, rates[i]!, 0.05),
        ),
        sentence: `Two optimistic writers need ${number(few[0])} tries for each update and twenty ${number(many[0])}, where theory, Ramanujan’s Q(n), gives ${number(theory[0])} and ${number(theory[1])}: ${percent(1 - 1 / (many[0] ?? 1))} of the work is in vain. Under a lock no work is, and only one works at a time: ${number(locked[1])} updates a second instead of ${number(many[1])}.`,
      }
    },
  },
]
