/** Worker entry: exposes a live session through Comlink. */
import { expose } from 'comlink'
import { LiveSession } from '../src/simulation/live/session'

const channel = new MessageChannel()
const waiting: (() => void)[] = []
channel.port1.onmessage = () => waiting.shift()?.()

expose(
  new LiveSession({
    now: () => performance.now(),
    soon: (callback) => {
      waiting.push(callback)
      channel.port2.postMessage(null)
    },
    later: (ms, callback) => setTimeout(callback, ms),
  }),
)
