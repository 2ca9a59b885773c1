/** Dates in lists. */
import { currentLanguage } from '../i18n/language'

/** A moment in a few words: the time of today, the day before that. */
export function whenWords(at: number, now = Date.now()): string {
  const date = new Date(at)
  if (date.toDateString() === new Date(now).toDateString())
    return date.toLocaleTimeString(currentLanguage(), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return date.toLocaleDateString(currentLanguage(), { day: 'numeric', month: 'short', year: 'numeric' })
}

/** A moment to the second. */
export function momentWords(at: number): string {
  return new Date(at).toLocaleString(currentLanguage(), { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' })
}
