/** Members of the identity family, in the order in which forms offer them. */
import { variants } from '../../lib/schema'
import { introspected } from './introspected'
import { signed } from './signed'
import { slidingSession } from './sliding-session'

export const tokenSchemes = [signed, introspected, slidingSession] as const

/** Parameter schema: how a service knows that a caller is logged in. */
export const TOKEN_SCHEME = variants(tokenSchemes, 'signed-token', 'identity')
