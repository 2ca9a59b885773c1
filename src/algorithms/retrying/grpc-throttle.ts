/**
 * gRPC retry throttling: failures cost a token, successes earn a part of one, and retries stop when half of the tokens are gone.
 *
 * How: starts with maxTokens. A failed attempt takes 1, a successful one adds the ratio, within [0, maxTokens]. A retry is granted
 * while tokens > maxTokens/2; being retried costs nothing by itself.
 * Bound: while every attempt fails, at most maxTokens/2 retries are granted in a row.
 * Units: tokens [count], in steps of a thousandth. Cost: O(1), one number, no allocation. Time is not used. Randomness: none.
 * Throws: ParamError from the constructor only.
 * Source: gRFC A6, "Throttling retry attempts and hedged RPCs"; grpc-java 1.41.3, RetriableStream.Throttle.
 */
import { requireNumber } from '../../lib/errors'
import { field, type InferFields, number } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import type { RetryLimit } from './retrying'

const fields = {
  maxTokens: field(
    1,
    'Tokens',
    'Tokens at the start and at most; retries stop at half of it.',
    number('count', 10, { min: 0.001, max: 1000 }),
  ),
  tokenRatio: field(
    2,
    'Ratio',
    'Part of a token that a success earns.',
    number('factor', 0.1, { min: 0.001, max: 1000 }),
  ),
}

/** Tokens are whole numbers of thousandths, so that sums are exact. */
const SCALE = 1000

/** In single precision, as the source: its cut makes 0.250 of 0.251, where that of double precision makes 1.000 of 1.001. */
function toThousandths(tokens: number): number {
  return Math.floor(Math.fround(Math.fround(tokens) * SCALE))
}

/** See the head of this file. */
export class GrpcThrottle implements RetryLimit {
  /** Thousandths of a token, like all that follow. */
  private readonly max: number
  /** What a success adds. */
  private readonly gain: number
  /** Retries need more than this. */
  private readonly threshold: number
  private level: number

  constructor(params: InferFields<typeof fields>) {
    this.max = toThousandths(requireNumber('maxTokens', params.maxTokens, { min: 0.001, max: 1e6 }))
    this.gain = toThousandths(requireNumber('tokenRatio', params.tokenRatio, { min: 0.001, max: 1e6 }))
    this.threshold = Math.floor(this.max / 2)
    this.level = this.max
  }

  /** [count] tokens left. */
  get tokens(): number {
    return this.level / SCALE
  }

  /** A first attempt is free. */
  deposit(): void {}

  withdraw(_now: number): boolean {
    return this.level > this.threshold
  }

  finish(_now: number, _isRetry: boolean, succeeded: boolean): void {
    this.level = succeeded ? Math.min(this.max, this.level + this.gain) : Math.max(0, this.level - SCALE)
  }

  giveUp(): void {}

  /** Infinity while retries are granted: only failures bring the level down. */
  balance(now: number): number {
    return this.withdraw(now) ? Infinity : 0
  }

  save(out: StateWriter): void {
    out.number(this.level)
  }

  load(input: StateReader): void {
    this.level = input.number()
  }
}

export const grpcThrottle: BuildableMember<'grpc-throttle', typeof fields, RetryLimit> = {
  id: 'grpc-throttle',
  number: 3,
  label: 'gRPC throttle',
  help: 'Stops retries when failures have used up half of the tokens, until successes earn them back.',
  fields,
  source: 'gRFC A6, throttling retry attempts; grpc-java 1.41.3',
  sourceUrl: 'https://github.com/grpc/proposal/blob/master/A6-client-retries.md',
  formula: 'failure: tokens − 1; success: tokens + ratio; retry ⇔ tokens > max/2',
  deviations: '',
  create: (params) => new GrpcThrottle(params),
}
