import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { VectorFile } from '../conformance'
import { adapters } from './conformance'
import { runCommitCase, runOutboxCase } from './table-cases'

const load = (stem: string): VectorFile =>
  JSON.parse(readFileSync(new URL(`../vectors/${stem}.json`, import.meta.url), 'utf8'))

describe.each(adapters.map((adapter) => ({ adapter, name: adapter.vectors })))('$name', ({ adapter }) => {
  it('agrees with every case', () => {
    const results = adapter.run(load(adapter.vectors), load)
    expect(results.length).toBeGreaterThan(0)
    expect(results.filter(({ status }) => status !== 'passed')).toEqual([])
  })
})

describe('crashes told in words', () => {
  it.each([
    ['2PC', 'coordinator before asking for votes', 'abort'],
    ['2PC', 'coordinator after all YES votes, before any decision is sent', 'BLOCKED'],
    ['2PC', 'coordinator after sending abort to one participant', 'abort'],
    ['3PC', 'coordinator after all votes, before PRECOMMIT', 'abort (timeout in READY)'],
    ['3PC', 'coordinator after PRECOMMIT reached some participants', 'commit'],
    ['3PC', 'coordinator after PRECOMMIT reached everybody', 'commit'],
  ])('%s: %s', (protocol, crash, fate) => {
    const row = { kind: 'commitProtocol', protocol, crash }
    expect(runCommitCase({ ...row, expect: fate }, crash).status).toBe('passed')
    expect(runCommitCase({ ...row, expect: 'recovers' }, crash).status).toBe('failed')
  })

  it.each([
    ['inside the transaction', { businessRow: false, outboxRow: false, published: 0 }],
    ['no crash', { businessRow: true, outboxRow: true, published: 1 }],
  ])('an outbox: %s', (crash, result) => {
    expect(runOutboxCase({ kind: 'outbox', crash, expect: result }, crash).status).toBe('passed')
    expect(runOutboxCase({ kind: 'outbox', crash, expect: { ...result, published: 7 } }, crash).status).toBe('failed')
  })

  it('that nobody can read are unread', () => {
    expect(runCommitCase({ kind: 'commitProtocol', crash: 'a strange day', expect: 'abort' }, 'x').status).toBe(
      'unread',
    )
    expect(runOutboxCase({ kind: 'outbox', crash: 'a strange day', expect: {} }, 'x').status).toBe('unread')
  })
})
