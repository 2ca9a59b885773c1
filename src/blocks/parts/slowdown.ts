/**
 * Service times that grow with the load of a replica.
 *
 * How: when work starts, its time is multiplied by a factor of what goes on at the replica at that moment, this call included;
 * what comes later does not change it. n is the number of calls at work, m those that are at work, hold a worker or wait.
 * - linear: 1 + p·(n − 1)
 * - universal scalability: 1 + σ·(n − 1) + κ·n·(n − 1); with N calls always at work the throughput is N / (S · factor(N)), which
 *   is the law of Gunther
 * - memory pressure: 1 + p·max(0, m − room)
 * Bound: never below 1. Source: Gunther, "Guerrilla Capacity Planning" (2007), chapter 4; Denning, "Thrashing" (1968) for the last.
 */
import { field, type Infer, integer, number, variant, variants } from '../../lib/schema'

export const SLOWDOWN = variants(
  [
    variant('linear', 1, 'Linear', 'Each further call at work makes a new one slower by the same share.', {
      perExtra: field(
        1,
        'Slower by, for each other',
        'Share of its service time that a call takes longer for each other one at work when it starts.',
        number('share', 0.05, { max: 100 }),
      ),
    }),
    variant(
      'universal-scalability',
      2,
      'Universal scalability',
      'Calls wait for what they share, and keep one another informed: throughput peaks and then falls.',
      {
        contention: field(
          1,
          'Contention',
          'Share of the work that only one at a time can do.',
          number('share', 0.05, { max: 1 }),
        ),
        coherency: field(
          2,
          'Coherency',
          'Share of the work that each pair of calls costs to agree with one another.',
          number('share', 0.001, { max: 1 }),
        ),
      },
    ),
    variant(
      'memory-pressure',
      3,
      'Memory pressure',
      'Up to a number of calls at the replica, waiting ones included, nothing happens; each one beyond makes new work slower.',
      {
        room: field(
          1,
          'Calls that fit',
          'Calls at a replica, waiting or at work, up to which there is no slow-down.',
          integer('count', 100, { min: 1, max: 1e7, scale: 'log' }),
        ),
        perExtra: field(
          2,
          'Slower by, for each beyond',
          'Share of its service time that a call takes longer for each call beyond.',
          number('share', 0.02, { max: 100 }),
        ),
      },
    ),
  ],
  'universal-scalability',
)
export type SlowdownParams = Infer<typeof SLOWDOWN>

/** Factor of the service time of a call that starts as one of `atWork` at work, with `present` at the replica. */
export function slowdownFactor(params: SlowdownParams, atWork: number, present: number): number {
  switch (params.type) {
    case 'linear':
      return 1 + params.perExtra * (atWork - 1)
    case 'universal-scalability':
      return 1 + (atWork - 1) * (params.contention + params.coherency * atWork)
    case 'memory-pressure':
      return 1 + params.perExtra * Math.max(0, present - params.room)
  }
}
