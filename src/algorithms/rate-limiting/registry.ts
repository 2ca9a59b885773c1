/** Every rate limiter, and the choice of one as a parameter. */
import { variants } from '../../lib/schema'
import { alignedCycles } from './aligned-cycles'
import { fixedWindow } from './fixed-window'
import { gcra } from './gcra'
import { leakyBucketMeter } from './leaky-bucket-meter'
import { leakyBucketShaper } from './leaky-bucket-shaper'
import { loadFollowing } from './load-following'
import { multiLevel } from './multi-level'
import { sharedStore } from './shared-store'
import { slidingLog } from './sliding-log'
import { slidingLogRedisson } from './sliding-log-redisson'
import { slidingWindow } from './sliding-window'
import { slidingWindowCounter } from './sliding-window-counter'
import { smoothBursty } from './smooth-bursty'
import { smoothWarmingUp } from './smooth-warming-up'
import { springGatewayBucket } from './spring-gateway-bucket'
import { tokenBucket } from './token-bucket'

/** The members of the rate-limiting family. */
export const rateLimiters = [
  tokenBucket,
  fixedWindow,
  alignedCycles,
  slidingWindow,
  slidingWindowCounter,
  slidingLog,
  slidingLogRedisson,
  leakyBucketMeter,
  leakyBucketShaper,
  gcra,
  springGatewayBucket,
  smoothBursty,
  smoothWarmingUp,
  sharedStore,
  multiLevel,
  loadFollowing,
] as const

/** A rate limiter with its parameters. */
export const RATE_LIMITER = variants(rateLimiters, 'token-bucket', 'rate-limiting')
