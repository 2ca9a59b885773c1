/** Passing a call on as it came. */
import type { BlockContext } from '../behaviour'

/** Prepares a call over an outgoing connection that asks what the attempt was asked. The caller sends it. */
export function prepareForward(context: BlockContext, attempt: number, outgoing: number, tag: number): number {
  const { calls } = context
  const original = context.attempts.at(attempt).call
  const call = context.prepare(outgoing, attempt, tag, 0)
  const callRecord = calls.at(call)
  const originalRecord = calls.at(original)
  callRecord.operation = originalRecord.operation
  callRecord.key = originalRecord.key
  callRecord.argument = originalRecord.argument
  callRecord.argument2 = originalRecord.argument2
  return call
}
