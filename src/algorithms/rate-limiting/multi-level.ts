/**
 * Several levels: admits an event only if each of several limits does, such as per second, per minute and per day.
 *
 * How: all levels are asked first, and only if none objects do they all count the event, so that a refusal by one level
 * takes nothing from the others.
 * Bound: that of each level at once.
 * Units: as of the levels. Time: as of the levels. Cost: the sum of the levels, no allocation. Randomness: none.
 * Throws: ParamError from the constructor only.
 * Source: the rule of several limit_req directives in nginx (all must pass, a refusal changes none); the levels are fixed
 * windows on the clock. Deviations: see the descriptor.
 */
import { ParamError } from '../../lib/errors'
import { field, integer, list, number, object } from '../../lib/schema'
import type { StateReader, StateWriter } from '../../lib/state'
import type { BuildableMember } from '../member'
import { FixedWindow } from './fixed-window'
import { type RateLimiter, REFUSED } from './rate-limiting'

const fields = {
  levels: field(
    1,
    'Levels',
    'The limits that must all have room.',
    list(
      object({
        limit: field(
          1,
          'Limit',
          'How many events are admitted in each window.',
          integer('count', 100, { min: 1, scale: 'log' }),
        ),
        windowMs: field(2, 'Window', 'How long a window is.', number('ms', 1000, { min: 1, scale: 'log' })),
      }),
      {
        minItems: 1,
        maxItems: 8,
        default: [
          { limit: 100, windowMs: 1000 },
          { limit: 3000, windowMs: 60_000 },
        ],
      },
    ),
  ),
} as const

/**
 * A limiter over others. They must admit or refuse, never delay: a delay of one level counts as its refusal, and what it
 * then took is not given back.
 */
export class MultiLevel implements RateLimiter {
  private readonly levels: readonly RateLimiter[]

  constructor(levels: readonly RateLimiter[]) {
    if (levels.length === 0) throw new ParamError('levels', 'empty', 'a list of at least one limiter')
    this.levels = levels
  }

  decide(now: number, n = 1): number {
    for (const level of this.levels) if (level.retryAfterMs(now, n) > 0) return REFUSED
    for (const level of this.levels) level.decide(now, n)
    return 0
  }

  /**
   * The time after which every level would admit: the longest of their waits, asked again at that time until none objects,
   * because a level that had room now may have none then.
   */
  retryAfterMs(now: number, n = 1): number {
    let wait = 0
    for (let round = 0; round < 100; round++) {
      let more = 0
      for (const level of this.levels) more = Math.max(more, level.retryAfterMs(now + wait, n))
      if (more === 0) return wait
      wait += more
    }
    return wait
  }

  /** The least of the levels; undefined when one of them cannot tell. */
  remaining(now: number): number | undefined {
    let least = Infinity
    for (const level of this.levels) {
      const remaining = level.remaining(now)
      if (remaining === undefined) return undefined
      least = Math.min(least, remaining)
    }
    return least
  }

  save(out: StateWriter): void {
    for (const level of this.levels) level.save(out)
  }

  load(input: StateReader): void {
    for (const level of this.levels) level.load(input)
  }
}

export const multiLevel: BuildableMember<'multi-level', typeof fields, MultiLevel> = {
  id: 'multi-level',
  number: 15,
  label: 'Several levels',
  help: 'Admits an event only if every one of several limits has room for it.',
  fields,
  source: 'nginx 1.22, ngx_http_limit_req_module with several limit_req directives',
  sourceUrl: 'https://nginx.org/en/docs/http/ngx_http_limit_req_module.html#limit_req',
  formula: 'admit ⇔ every level admits; only then every level counts',
  deviations: 'The levels are fixed windows on the clock instead of leaky buckets.',
  create: ({ levels }) => new MultiLevel(levels.map((level) => new FixedWindow({ ...level, anchor: 'aligned' }))),
}
