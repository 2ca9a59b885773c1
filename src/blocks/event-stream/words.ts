/** What people call an event stream in diagrams. Read where diagrams are imported. */
import type { DiagramWords } from '../block'

export const words: DiagramWords = {
  phrases:
    'event stream, event log, commit log, kafka, kinesis, event hub, event hubs, redpanda, pulsar, stream?, streams?, ' +
    'topic?, topics?, event bus?, 事件流, 日志流',
  shapes: '',
}
