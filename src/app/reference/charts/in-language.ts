/** Words of a chart in the language of the page. Charts come from the worker, which knows English only. */
import { currentLanguage, sentence } from '../../i18n/language'
import type { Chart } from '../chart'

/** Fields of charts that hold no words. */
const NO_WORDS = new Set(['kind', 'id', 'tone', 'is', 'unit', 'points', 'at'])
/** English terms up to this length, such as LRU, stay beside the Chinese. */
const SHORT = 8

/** The same chart with every word in it translated. */
export function inLanguage(chart: Chart): Chart {
  return currentLanguage() === 'en' ? chart : (translated(chart) as Chart)
}

function translated(value: unknown): unknown {
  if (typeof value === 'string') return sentence(value)
  if (Array.isArray(value)) return value.map(translated)
  if (typeof value !== 'object' || value === null) return value
  const isOfMember = 'id' in value
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      if (isOfMember && name === 'label') return [name, shortName(String(part))]
      return [name, NO_WORDS.has(name) ? part : translated(part)]
    }),
  )
}

/** The name of a member without its English term, which stands elsewhere on the page: drawings have little room. */
function shortName(label: string): string {
  return sentence(label).replace(/ \(([^()]+)\)/, (whole, term: string) => {
    const isTooLong = term.length > SHORT || label !== term
    return label.startsWith(term) && isTooLong ? '' : whole
  })
}
