/** The members of the locking family. */
import { variants } from '../../lib/schema'
import { redisSimple } from './redis-simple'

/** Lock tables. */
export const lockTables = [redisSimple] as const

/** A choice of {@link lockTables} with its parameters. */
export const LOCK = variants(lockTables, 'redis-simple', 'locking')
