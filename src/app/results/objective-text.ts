/** Objectives and invariants of a report in words. */

import type { Design } from '../../design/design'
import type { Report } from '../../simulation/report'
import { t } from '../i18n/language'
import { measuresOf, unitOf, wordsOf } from '../inspector/measures'
import { formatQuantity, NOTHING } from '../ui/format'

/** Names that are not their ids in words. */
const NAMES: { readonly [id: string]: string } = { 'littles-law': "Little's law" }

interface ObjectiveWords {
  /** "Requests: latency p99". */
  measure: string
  /** "below 1 s". */
  limit: string
  /** "4.77 s". */
  value: string
}

/** What an objective is about, its limit and what came of it, as its form says them; a measure that the design has lost by its path. */
export function objectiveWords(
  design: Design,
  { measure, limit, value }: Report['objectives'][number],
): ObjectiveWords {
  const known = measuresOf(design).find(({ id }) => id === measure)
  const unit = known?.unit ?? unitOf(measure.replace(/^(?:requests|\w+\.[^.]+)\./, ''))
  const [side = '', number = ''] = limit.split(' ')
  return {
    measure: known ? t('{said}: {what}', { said: known.group, what: known.label }) : measure,
    limit: `${t(side)} ${formatQuantity(Number(number), unit)}`,
    value: value === null ? NOTHING : formatQuantity(value, unit),
  }
}

/** `littles-law` is "Little's law", `staleReads` "stale reads". */
export function invariantName(id: string): string {
  return t(NAMES[id] ?? wordsOf(id.replaceAll('-', ' ')))
}
