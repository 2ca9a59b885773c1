/** Passing a call on as it came. */
import type { Attempt, Call } from '../../engine/calls'
import type { BlockContext } from '../behaviour'

/** Prepares a call over an outgoing connection that asks what the attempt was asked. The caller sends it. */
export function prepareForward(context: BlockContext, attempt: Attempt, outgoing: number, tag: number): Call {
  const original = attempt.call
  const call = context.prepare(outgoing, attempt, tag, 0)
  call.operation = original.operation
  call.key = original.key
  call.argument = original.argument
  call.argument2 = original.argument2
  return call
}
