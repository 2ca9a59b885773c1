/** Members of the clocks family, in the order in which forms offer them. */

import { variants } from '../../lib/schema'
import { boundedUncertainty } from './bounded-uncertainty'
import { drifting } from './drifting'
import { hybridLogical } from './hybrid-logical'
import { lamport } from './lamport'
import { vector } from './vector'
import { versionVector } from './version-vector'

export const logicalClocks = [lamport, vector, hybridLogical] as const

/** Parameter schema: how events are stamped. */
export const LOGICAL_CLOCK = variants(logicalClocks, 'vector-clock', 'clocks')

export const physicalClocks = [drifting, boundedUncertainty] as const

/** Parameter schema: which clock hangs on the wall of a node. */
export const PHYSICAL_CLOCK = variants(physicalClocks, 'drifting', 'clocks')

/** What tells the copies of a value apart. */
export const clockParts = [versionVector] as const
