/** The members of the locking family. */

import { variants } from '../../lib/schema'
import { chubbySession } from './chubby-session'
import { databaseRow } from './database-row'
import { etcdLease } from './etcd-lease'
import { fencingRegister } from './fencing-register'
import { redisFair } from './redis-fair'
import { redisReentrant } from './redis-reentrant'
import { redisSimple } from './redis-simple'
import { redlock } from './redlock'
import { zooKeeper } from './zookeeper'
import { zooKeeperHerd } from './zookeeper-herd'

/** Lock tables. */
export const lockTables = [
  redisSimple,
  redisReentrant,
  redisFair,
  databaseRow,
  etcdLease,
  chubbySession,
  zooKeeper,
  zooKeeperHerd,
  redlock,
] as const

/** A choice of {@link lockTables} with its parameters. */
export const LOCK = variants(lockTables, 'redis-simple', 'locking')

/** What stands beside a lock table. */
export const lockingParts = [fencingRegister] as const
