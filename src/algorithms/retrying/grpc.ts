/**
 * gRPC connection backoff: exponential with a factor of 1.6 and a jitter of a fifth to both sides.
 *
 * How: b(n) = min(cap, initial·multiplierⁿ); delay(n) = b(n)·(1 + jitter·(2u − 1)). The cap is applied before the jitter, so
 * waits reach cap·(1 + jitter).
 * Bound: b·(1 − jitter) ≤ delay ≤ b·(1 + jitter); the mean is b.
 * Units: initial, cap [ms]; inside whole nanoseconds, as the source. Randomness: one draw per call, none for an unjittered first retry. Cost: O(n) until the cap.
 * Throws: ParamError from the constructor only.
 * Source: gRPC, doc/connection-backoff.md; grpc-java 1.41.3, ExponentialBackoffPolicy, which jitters the first wait too.
 * grpc-go leaves the first wait as it is: switch "Jitter the first wait" off for that.
 */
import { requireNumber } from '../../lib/errors'
import type { Random } from '../../lib/random'
import { boolean, field, type InferFields, number } from '../../lib/schema'
import type { BuildableMember } from '../member'
import { attemptsField, requireAttempts } from './exponential-step'
import type { Backoff } from './retrying'

const fields = {
  attempts: attemptsField,
  initialMs: field(
    2,
    'First wait',
    'Wait before the first retry, apart from jitter.',
    number('ms', 1000, { max: 86_400_000, scale: 'log' }),
  ),
  multiplier: field(3, 'Multiplier', 'Growth from one retry to the next.', number('factor', 1.6, { min: 1, max: 10 })),
  jitter: field(
    4,
    'Jitter',
    'Largest deviation to either side, as a share of the wait.',
    number('share', 0.2, { max: 1 }),
  ),
  maxMs: field(5, 'Cap', 'Longest wait before jitter.', number('ms', 120_000, { max: 86_400_000, scale: 'log' })),
  jittersFirst: field(6, 'Jitter the first wait', 'As grpc-java does and grpc-go does not.', boolean(true)),
}

const NS_PER_MS = 1e6

/** [ms] longest wait that can be asked for. */
const LONGEST_MS = 1e15

/** See the head of this file. */
export class GrpcBackoff implements Backoff {
  readonly attempts: number
  private readonly initialNs: number
  private readonly multiplier: number
  private readonly jitter: number
  private readonly maxNs: number
  private readonly jittersFirst: boolean

  constructor(params: InferFields<typeof fields>) {
    this.attempts = requireAttempts(params.attempts)
    this.initialNs = Math.trunc(requireNumber('initialMs', params.initialMs, { min: 0, max: LONGEST_MS }) * NS_PER_MS)
    this.multiplier = requireNumber('multiplier', params.multiplier, { min: 1, max: 1000 })
    this.jitter = requireNumber('jitter', params.jitter, { min: 0, max: 1 })
    this.maxNs = Math.trunc(requireNumber('maxMs', params.maxMs, { min: 0, max: LONGEST_MS }) * NS_PER_MS)
    this.jittersFirst = params.jittersFirst
  }

  delayMs(retry: number, _previousMs: number, random: Random): number {
    const step = this.stepNs(retry)
    if (retry <= 0 && !this.jittersFirst) return step / NS_PER_MS
    const most = this.jitter * step
    return (step + Math.trunc(random.uniform() * 2 * most - most)) / NS_PER_MS
  }

  /** [ns] b(retry), cut to a whole number at each step. */
  private stepNs(retry: number): number {
    const { maxNs, multiplier } = this
    let wait = Math.min(maxNs, this.initialNs)
    if (multiplier === 1 || wait === 0) return wait
    for (let n = 0; n < retry && wait < maxNs; n++) wait = Math.min(maxNs, Math.trunc(wait * multiplier))
    return wait
  }
}

export const grpc: BuildableMember<'grpc', typeof fields, Backoff> = {
  id: 'grpc',
  number: 6,
  label: 'gRPC backoff',
  help: 'Grows by 1.6 with each retry and deviates by up to a fifth to either side.',
  fields,
  source: 'gRPC, doc/connection-backoff.md; grpc-java 1.41.3, ExponentialBackoffPolicy',
  sourceUrl: 'https://github.com/grpc/grpc/blob/master/doc/connection-backoff.md',
  formula: 'delay(n) = b·(1 + jitter·(2u − 1)), b = min(cap, initial·multiplierⁿ)',
  deviations: '',
  create: (params) => new GrpcBackoff(params),
}
