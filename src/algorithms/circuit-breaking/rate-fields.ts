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

/** Field for the successes that close a half-open breaker. */
export const successesField = (fieldNumber: number, without: string) =>
  field(
    fieldNumber,
    'Successes to close',
    'How many of the trials have to succeed; fewer close it sooner and on less evidence.',
    nullable(integer('count', 1, { min: 1, max: 1e6 }), null, without),
  )

/** There are no more successes than trials. */
export const successesRule = { field: 'successes', is: 'at-most', other: 'trials' } as const

/** Parameters whose successes may be left out. */
export type WithSuccesses<P extends { successes: number | null }> = Omit<P, 'successes'> & Partial<Pick<P, 'successes'>>

/** The setting for it, absent when it is left out or null. Throws: ParamError. */
export function requireSuccesses(successes: number | null | undefined): { successes?: number } {
  if (successes === null || successes === undefined) return {}
  return { successes: requireNumber('successes', successes, { min: 1, integer: true }) }
}
