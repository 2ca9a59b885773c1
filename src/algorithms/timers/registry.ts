/** Every timer structure, and the choice of one as a parameter. */
import { variants } from '../../lib/schema'
import { binaryHeap } from './binary-heap'
import { hashedWheel } from './hashed-wheel'
import { hierarchicalWheel } from './hierarchical-wheel'
import { sortedSetShards } from './sorted-set-shards'

/** The members of the timers family. */
export const timers = [binaryHeap, hashedWheel, hierarchicalWheel, sortedSetShards] as const

/** A timer structure with its parameters. */
export const TIMERS = variants(timers, 'binary-heap', 'timers')
