/** The members of the retrying family: schedules of waits, budgets and timeouts. */

import { variants } from '../../lib/schema'
import { deadlinePropagation } from './deadlines'
import { decorrelatedJitter } from './decorrelated-jitter'
import { doNotRetry } from './do-not-retry'
import { emaTimeout } from './ema-timeout'
import { envoyBudget } from './envoy-budget'
import { equalJitter } from './equal-jitter'
import { exponential } from './exponential'
import { finagleBudget } from './finagle-budget'
import { fixed } from './fixed'
import { fixedTimeout } from './fixed-timeout'
import { fullJitter } from './full-jitter'
import { grpc } from './grpc'
import { grpcThrottle } from './grpc-throttle'
import { hedging } from './hedging'
import { polly } from './polly'
import { tiedRequests } from './tied-requests'

/** Schedules of waits between attempts. */
export const backoffs = [fixed, exponential, fullJitter, equalJitter, decorrelatedJitter, grpc, polly] as const

/** A choice of {@link backoffs} with its parameters. */
export const BACKOFF = variants(backoffs, 'full-jitter', 'retrying')

/** Limits of retries as a share of requests. */
export const retryBudgets = [finagleBudget, envoyBudget, grpcThrottle] as const

/** A choice of {@link retryBudgets} with its parameters. */
export const RETRY_BUDGET = variants(retryBudgets, 'finagle', 'retrying')

/** Time limits of attempts. */
export const timeouts = [fixedTimeout, emaTimeout] as const

/** A choice of {@link timeouts} with its parameters. */
export const TIMEOUT = variants(timeouts, 'fixed-timeout', 'retrying')

/** A choice of the {@link timeouts} that learn from earlier attempts, for use beside a fixed one. */
export const LEARNED_TIMEOUT = variants([emaTimeout], 'ema-timeout', 'retrying')

/** What stands beside a schedule of retries: copies instead of retries, and limits that travel with a request. */
export const retryingParts = [hedging, tiedRequests, doNotRetry, deadlinePropagation] as const
