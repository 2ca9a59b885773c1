/**
 * A wire of limited bandwidth: messages follow one another in each direction, each for size / bandwidth.
 *
 * Bound: unlimited waiting, in order of sending. A bandwidth that changes counts for messages sent from then on.
 */
import type { ConnectionParams } from '../design/connection'
import type { Saveable, StateReader, StateWriter } from '../lib/state'

type LinkParams = NonNullable<ConnectionParams['link']>

export class Link implements Saveable {
  private params: LinkParams
  /** [ms] when the last message in each direction is through. */
  private forwardFreeMs = 0
  private backwardFreeMs = 0

  constructor(params: LinkParams) {
    this.params = params
  }

  configure(params: LinkParams): void {
    this.params = params
  }

  /** [ms] until a message sent now has left, waiting for those before it included. */
  delayMs(now: number, isForward: boolean): number {
    const { bytesPerSecond, requestBytes, replyBytes } = this.params
    const free = isForward ? this.forwardFreeMs : this.backwardFreeMs
    const end = Math.max(now, free) + ((isForward ? requestBytes : replyBytes) / bytesPerSecond) * 1000
    if (isForward) this.forwardFreeMs = end
    else this.backwardFreeMs = end
    return end - now
  }

  save(out: StateWriter): void {
    out.number(this.forwardFreeMs)
    out.number(this.backwardFreeMs)
  }

  load(input: StateReader): void {
    this.forwardFreeMs = input.number()
    this.backwardFreeMs = input.number()
  }
}
