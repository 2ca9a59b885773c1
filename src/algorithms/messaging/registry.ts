/** Members of the messaging family, in the order in which forms offer them. */

import { variants } from '../../lib/schema'
import { consumerOffsets } from './consumer-offsets'
import { cooperativeAssignor } from './cooperative-assignor'
import { deduplicationWindow } from './deduplication-window'
import { outboxRelay } from './outbox-relay'
import { rangeAssignor } from './range-assignor'
import { replicatedPartition } from './replicated-partition'
import { roundRobinAssignor } from './round-robin-assignor'
import { stickyAssignor } from './sticky-assignor'
import { topicFilter } from './topic-filter'
import { visibilityQueue } from './visibility-queue'

export const messageStores = [visibilityQueue] as const

/** Parameter schema: which queue, with its parameters. */
export const MESSAGE_STORE = variants(messageStores, 'visibility-queue', 'messaging')

export const partitionAssignors = [rangeAssignor, roundRobinAssignor, stickyAssignor, cooperativeAssignor] as const

/** Parameter schema: how a consumer group divides partitions. */
export const PARTITION_ASSIGNOR = variants(partitionAssignors, 'range-partitions', 'messaging')

/** What stands around a queue or a log. */
export const messagingParts = [
  deduplicationWindow,
  consumerOffsets,
  replicatedPartition,
  topicFilter,
  outboxRelay,
] as const
