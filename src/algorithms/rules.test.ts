/** What holds for the parameters of every member of every family whose members are built from parameters alone. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldsArbitrary } from '../design/testing/arbitrary'
import { type Problem, parseValue } from '../lib/parse'
import { breachOf, requireRules } from '../lib/rules'
import { defaultValues, variants } from '../lib/schema'
import { admissions } from './admission/registry'
import { circuitBreakers } from './circuit-breaking/registry'
import { consensusProtocols } from './consensus/registry'
import { lockTables } from './locking/registry'
import type { Member } from './member'
import { rateLimiters } from './rate-limiting/registry'
import { replicationSchemes } from './replication/registry'
import { backoffs, retryBudgets, timeouts } from './retrying/registry'

const members: readonly Member[] = [
  ...rateLimiters,
  ...circuitBreakers,
  ...backoffs,
  ...retryBudgets,
  ...timeouts,
  ...lockTables,
  ...admissions,
  ...consensusProtocols,
  ...replicationSchemes,
]
const CASES: [string, Member][] = members.map((member) => [member.id, member])

/** Builds the member; what it is made into is of no interest here. */
function create(member: Member, params: unknown): void {
  const made = (
    member as unknown as { create: (params: unknown) => { node?: (id: number, nodes: number) => unknown } }
  ).create(params)
  made.node?.(1, 3)
}

describe.each(CASES)('%s', (_, member) => {
  it('has defaults that keep its rules, which speak of its own fields', () => {
    expect(() => requireRules(member.rules ?? [], defaultValues(member.fields))).not.toThrow()
    for (const rule of member.rules ?? []) {
      expect(Object.keys(member.fields)).toContain(rule.field)
      if (rule.is !== 'ascending') expect(Object.keys(member.fields)).toContain(rule.other)
    }
  })

  it('is built from whatever passes validation, and refuses what breaks a rule', () => {
    const schema = variants([member], member.id)
    fc.assert(
      fc.property(fieldsArbitrary(member.fields), (input) => {
        const problems: Problem[] = []
        const params = parseValue(schema, { ...(input as object), type: member.id }, '', problems) as {
          [name: string]: unknown
        }
        expect(() => create(member, params)).not.toThrow()
        const given = { ...defaultValues(member.fields), ...(input as object) }
        if (member.rules?.some((rule) => breachOf(rule, given))) {
          expect(problems.length).toBeGreaterThan(0)
          expect(() => create(member, given)).toThrow(/but must be/)
        }
      }),
      { seed: 31, numRuns: 60 },
    )
  })
})
