/** What people call a replicated store in diagrams. Read where diagrams are imported. */
import type { DiagramWords } from '../block'

export const words: DiagramWords = {
  phrases:
    'replicated store, replicated database, cassandra, scylla, scylladb, dynamo, riak, voldemort, quorum, coordinator?, ' +
    'replica set?, 多副本存储, 复制存储',
  shapes: '',
}
