/** Fields that breakers on a rate share. */
import { requireNumber } from '../../lib/errors'
import { field, integer, nullable, number } from '../../lib/schema'

/** Share of failed calls that opens. */
export const failureRateField = (fieldNumber: number) =>
  field(
    fieldNumber,
    'Failure rate',
    'The share of failed calls at which the breaker opens.',
    number('share', 0.5, { min: 0.001, max: 1 }),
  )

/** [ms] open time. */
export const openMsField = (fieldNumber: number, defaultMs: number) =>
  field(
    fieldNumber,
    'Open for',
    'How long all calls are refused before trials are let through.',
    number('ms', defaultMs, { scale: 'log' }),
  )

/** Calls let through half-open. */
export const trialsField = (fieldNumber: number, defaultTrials: number) =>
  field(
    fieldNumber,
    'Trials',
    'How many calls pass half-open; their results decide whether it closes or opens again.',
    integer('count', defaultTrials, { min: 1, max: 1e4 }),
  )

/** Results before a rate is known. */
export const minimumCallsField = (fieldNumber: number, defaultCalls: number) =>
  field(
    fieldNumber,
    'Minimum calls',
    'How many results must be in the window before it can open.',
    integer('count', defaultCalls, { min: 1, max: 1e6, scale: 'log' }),
  )

/** What counts as slow. */
export const slowCallMsField = (fieldNumber: number) =>
  field(
    fieldNumber,
    'Slow call',
    'Calls that take longer than this are slow; without it only failures count.',
    nullable(number('ms', 1000, { scale: 'log' }), null, 'none is slow'),
  )

/** Share of slow calls that opens. */
export const slowCallRateField = (fieldNumber: number) =>
  field(
    fieldNumber,
    'Slow-call rate',
    'The share of slow calls at which the breaker opens.',
    number('share', 1, { min: 0.001, max: 1 }),
  )

/** The value that stands for a slow-call threshold in {@link RateBreakerSettings}. Throws ParamError out of range. */
export function requireSlowCallMs(slowCallMs: number | null): number {
  return slowCallMs === null ? Infinity : requireNumber('slowCallMs', slowCallMs, slowCallMsField(0).schema.inner)
}
