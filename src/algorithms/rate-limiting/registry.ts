/** Every rate limiter, and the choice of one as a parameter. */
import { variants } from '../../lib/schema'
import { fixedWindow } from './fixed-window'
import { tokenBucket } from './token-bucket'

/** The members of the rate-limiting family. */
export const rateLimiters = [tokenBucket, fixedWindow] as const

/** A rate limiter with its parameters. */
export const RATE_LIMITER = variants(rateLimiters, 'token-bucket', 'rate-limiting')
