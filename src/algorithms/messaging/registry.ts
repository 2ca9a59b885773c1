/** Queues of the messaging family, in the order in which forms offer them. */
import { variants } from '../../lib/schema'
import { visibilityQueue } from './visibility-queue'

export const messageStores = [visibilityQueue] as const

/** Parameter schema: which queue, with its parameters. */
export const MESSAGE_STORE = variants(messageStores, 'visibility-queue', 'messaging')
