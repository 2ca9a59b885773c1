/** Passing a call on as it came. */
import type { BlockContext } from '../behaviour'

/** Prepares a call over an outgoing connection that asks what the attempt was asked. The caller sends it. */
export function prepareForward(context: BlockContext, attempt: number, outgoing: number, tag: number): number {
  const { calls } = context
  const original = context.attempts.call[attempt]!
  const call = context.prepare(outgoing, attempt, tag, 0)
  calls.operation[call] = calls.operation[original]!
  calls.key[call] = calls.key[original]!
  calls.argument[call] = calls.argument[original]!
  calls.argument2[call] = calls.argument2[original]!
  return call
}
