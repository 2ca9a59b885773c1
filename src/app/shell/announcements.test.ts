import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Announcements, QUIET_MS } from './announcements'

describe('announcements', () => {
  let said: string[] = []
  beforeEach(() => {
    said = []
    vi.useFakeTimers()
  })
  afterEach(() => void vi.useRealTimers())

  const start = (): Announcements => new Announcements((text) => said.push(text))

  it('are said at once, and then at most once a second', () => {
    const announcements = start()
    announcements.tell('one')
    vi.advanceTimersByTime(1)
    expect(said).toEqual(['one'])
    announcements.tell('two')
    announcements.tell('three')
    vi.advanceTimersByTime(QUIET_MS - 2)
    expect(said).toEqual(['one'])
    vi.advanceTimersByTime(2)
    expect(said).toEqual(['one', 'two. three'])
  })

  it('name only the last of several selections', () => {
    const announcements = start()
    for (const name of ['a', 'b', 'c']) announcements.select(name)
    vi.advanceTimersByTime(1)
    expect(said).toEqual(['c'])
  })

  it('leave out the selection that something done has made', () => {
    const announcements = start()
    announcements.select('Orders selected')
    announcements.tell('Placed Orders')
    vi.advanceTimersByTime(10 * QUIET_MS)
    expect(said).toEqual(['Placed Orders'])
  })
})
