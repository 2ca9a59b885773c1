import { describe, expect, it } from 'vitest'
import { type DesignParts, poissonSource, steadyService } from '../testing/designs'
import { findingsIn } from '../testing/findings'

type Params = { [key: string]: unknown }

describe('findings of what can be done without', () => {
  const text = (parts: DesignParts) => findingsIn(parts).find(({ id }) => id === 'single-point')?.text
  const db = { id: 'db', kind: 'database' }
  const behindApp = (step: Params, wire: Params = {}, other: DesignParts['blocks'][number] = db) =>
    text({
      scenario: { durationMs: 20_000 },
      blocks: [
        poissonSource(50, { readShare: 0.5 }),
        steadyService('app', 1, { replicas: 2, workers: 8, plan: [{ to: 'wire', ...step }] }),
        other,
      ],
      connections: ['source > app', { id: 'wire', from: 'app', to: other.id, params: wire }],
    })

  it('name what each request asks for, however often', () => {
    expect(behindApp({ type: 'call' })).toMatch(/goes through Db,/)
    expect(behindApp({ type: 'call', times: 3 })).toMatch(/goes through Db,/)
    expect(behindApp({ type: 'call', times: 3, batch: true })).toMatch(/goes through Db,/)
  })

  it('leave out what is optional, has a fallback, or is asked now and then, though there are calls for each request', () => {
    expect(behindApp({ type: 'call', optional: true })).toBeUndefined()
    expect(behindApp({ type: 'call' }, { fallback: { type: 'default-value' } })).toBeUndefined()
    expect(behindApp({ type: 'call', times: 4, probability: 0.5 })).toBeUndefined()
    expect(behindApp({ type: 'call', times: 4, when: 'writes' })).toBeUndefined()
  })

  it('leave out who takes messages from a queue, and keep the queue', () => {
    const list = findingsIn({
      scenario: { durationMs: 20_000 },
      blocks: [poissonSource(50), { id: 'jobs', kind: 'message-queue' }, steadyService('worker', 1)],
      connections: ['source > jobs', 'jobs > worker'],
    })
    expect(list.find(({ id }) => id === 'single-point')?.text).toMatch(/goes through Jobs, of which there is one:/)
  })

  it.each([
    { writeAnswers: 2, readShare: 0, isNeeded: false },
    { writeAnswers: 3, readShare: 0, isNeeded: true },
    { writeAnswers: 3, readShare: 0.5, isNeeded: false },
  ])('leave out copies that others answer for: $writeAnswers of 3, $readShare reads', (given) => {
    const { writeAnswers, readShare, isNeeded } = given
    const ids = ['copy-1', 'copy-2', 'copy-3']
    const copied = text({
      scenario: { durationMs: 20_000 },
      blocks: [
        poissonSource(50, { readShare }),
        {
          id: 'store',
          kind: 'replicated-store',
          params: { scheme: { type: 'quorum-replication', replicas: 3, writeAnswers, readAnswers: 1, readsAll: true } },
        },
        ...ids.map((id) => ({ id, kind: 'database' })),
      ],
      connections: ['source > store', ...ids.map((id) => `store > ${id}`)],
    })
    expect(copied).toMatch(/goes through Store/)
    expect(copied?.includes('Copy 1')).toBe(isNeeded)
  })

  it('find what all ways lead to', () => {
    const split = text({
      scenario: { durationMs: 20_000 },
      blocks: [poissonSource(50), steadyService('a', 1), steadyService('b', 1), db],
      connections: ['source > a', 'source > b', 'a > db', 'b > db'],
    })
    expect(split).toMatch(/goes through Db, of which there is one:/)
  })
})
