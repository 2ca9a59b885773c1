/**
 * Topic filters: does a subscription want a message on this topic?
 *
 * How: topics are levels between slashes. In a filter `+` stands for exactly one level and `#`, only at the end, for all levels
 * from there on, none included. A topic that begins with `$` is not matched by a wildcard on its first level.
 * Cost: O(length). Randomness: none. Throws: ParamError from {@link TopicFilter}'s constructor for a malformed filter.
 * Source: OASIS MQTT 5.0, section 4.7.
 */

import { ParamError } from '../../lib/errors'
import { field, text } from '../../lib/schema'
import type { BuildableMember } from '../member'

/** See the head of this file. */
export class TopicFilter {
  private readonly levels: readonly string[]

  constructor(filter: string) {
    this.levels = filter.split('/')
    const isMalformed = this.levels.some((level, at) => {
      if (level === '#') return at !== this.levels.length - 1
      return level !== '+' && /[+#]/.test(level)
    })
    if (filter === '' || isMalformed)
      throw new ParamError('filter', filter, 'levels between slashes, + alone in a level, # alone in the last')
  }

  matches(topic: string): boolean {
    const parts = topic.split('/')
    if (topic.startsWith('$') && (this.levels[0] === '+' || this.levels[0] === '#')) return false
    for (const [at, level] of this.levels.entries()) {
      if (level === '#') return true
      if (at >= parts.length || (level !== '+' && level !== parts[at])) return false
    }
    return this.levels.length === parts.length
  }
}

const fields = {
  filter: field(
    1,
    'Filter',
    'Levels between slashes; + stands for one level, # at the end for all that follow.',
    text('#', 200),
  ),
}

export const topicFilter: BuildableMember<'topic-filter', typeof fields, TopicFilter> = {
  id: 'topic-filter',
  number: 4,
  label: 'Topic filters',
  help: 'Decides whether a subscription wants a message on a topic.',
  fields,
  source: 'OASIS MQTT version 5.0, section 4.7',
  sourceUrl: 'https://docs.oasis-open.org/mqtt/mqtt/v5.0/os/mqtt-v5.0-os.html#_Toc3901241',
  formula: '+ matches one level, # all from there on',
  deviations: '',
  create: ({ filter }) => new TopicFilter(filter),
}
