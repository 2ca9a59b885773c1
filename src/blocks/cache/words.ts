/** What people call a cache in diagrams, and the shapes they draw it in. Read where diagrams are imported. */
import type { DiagramWords } from '../block'

export const words: DiagramWords = {
  phrases:
    'cache, caches, redis, memcached, memcache, varnish, cdn, cloudfront, fastly, hazelcast, in memory store, 缓存',
  shapes: '',
}
