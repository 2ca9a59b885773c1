/** What people call a lock server in diagrams, and the shapes they draw it in. Read where diagrams are imported. */
import type { DiagramWords } from '../block'

export const words: DiagramWords = {
  phrases:
    'lock server, lock service, lock, locks, mutex, distributed lock, zookeeper, etcd, consul, chubby, lease?, ' +
    'coordinator?, coordination?, 分布式锁, 锁, 协调?',
  shapes: 'hexagon',
}
