/** Dates in lists. */

/** A moment in a few words: the time of today, the day before that. */
export function whenWords(at: number, now = Date.now()): string {
  const date = new Date(at)
  if (date.toDateString() === new Date(now).toDateString())
    return date.toLocaleTimeString('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return date.toLocaleDateString('en', { day: 'numeric', month: 'short', year: 'numeric' })
}

/** A moment to the second. */
export function momentWords(at: number): string {
  return new Date(at).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' })
}
