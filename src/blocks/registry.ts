/** Every kind of block, in the order of the palette. One line each. */
import { apiGateway } from './api-gateway/block'
import type { AnyBlock } from './block'
import { cache } from './cache/block'
import { database } from './database/block'
import { eventStream } from './event-stream/block'
import { loadBalancer } from './load-balancer/block'
import { lockServer } from './lock-server/block'
import { messageQueue } from './message-queue/block'
import { replicatedStore } from './replicated-store/block'
import { service } from './service/block'
import { trafficSource } from './traffic-source/block'

export const BLOCKS: readonly AnyBlock[] = [
  trafficSource,
  loadBalancer,
  apiGateway,
  service,
  cache,
  database,
  replicatedStore,
  messageQueue,
  eventStream,
  lockServer,
]

/** The definition with that id, or undefined. */
export function blockOf(kind: string): AnyBlock | undefined {
  return BLOCKS.find((block) => block.id === kind)
}
