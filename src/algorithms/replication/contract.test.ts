import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { SequentialRandom } from '../../lib/random'
import { replicationSchemes } from './registry'
import { type ReplicationScheme, UNAVAILABLE } from './replication'

const PARAMS = {
  'chain-replication': [{ replicas: 4 }],
  'leader-follower': [
    { replicas: 4, confirmations: 0, readsFromAny: true },
    { replicas: 4, confirmations: 2, readsFromAny: false },
  ],
  'quorum-replication': [
    { replicas: 5, writeAnswers: 3, readAnswers: 3, readsAll: false },
    { replicas: 5, writeAnswers: 1, readAnswers: 2, readsAll: true },
  ],
  'sloppy-quorum': [{ replicas: 3, spares: 2, writeAnswers: 2, readAnswers: 2 }],
} as const

const cases = replicationSchemes.flatMap((member) =>
  PARAMS[member.id].map((params) => ({
    id: member.id,
    params: params as Record<string, number | boolean>,
    create: member.create as (params: unknown) => ReplicationScheme,
  })),
)

describe.each(cases)('replication scheme $id with $params', ({ params, create }) => {
  const scheme = create(params)
  const everySet = Array.from({ length: 2 ** scheme.replicas }, (_, bits) =>
    Array.from({ length: scheme.replicas }, (__, replica) => (bits >> replica) & 1),
  )
  const planned = (isWrite: boolean, isUp: number[], seed = 1): number[] | undefined => {
    const out = new Int32Array(scheme.replicas)
    const count = scheme.plan(isWrite, isUp, new SequentialRandom(seed), out)
    return count === UNAVAILABLE ? undefined : Array.from(out.slice(0, count))
  }

  it('contacts only replicas that are up, each once, and enough of them', () => {
    for (const isUp of everySet) {
      for (const isWrite of [true, false]) {
        const plan = planned(isWrite, isUp)
        if (!plan) continue
        expect(plan.every((replica) => isUp[replica] === 1)).toBe(true)
        expect(new Set(plan).size).toBe(plan.length)
        expect(plan.length).toBeGreaterThanOrEqual(isWrite ? scheme.writeAnswers : scheme.readAnswers)
      }
    }
  })

  it('is available when all are up and not when all are down', () => {
    for (const isWrite of [true, false]) {
      expect(planned(isWrite, everySet.at(-1)!)).toBeDefined()
      expect(planned(isWrite, everySet[0]!)).toBeUndefined()
    }
  })

  it('does not become unavailable when one more replica is up', () => {
    for (const isUp of everySet) {
      for (const isWrite of [true, false]) {
        if (!planned(isWrite, isUp)) continue
        const more = [...isUp]
        more[more.lastIndexOf(0)] = 1
        expect(planned(isWrite, more.slice(0, scheme.replicas))).toBeDefined()
      }
    }
  })

  it('plans the same again from the same random numbers', () => {
    for (const isUp of everySet) expect(planned(false, isUp, 9)).toEqual(planned(false, isUp, 9))
  })

  it('refuses wrong parameters', () => {
    for (const [name, value] of Object.entries(params)) {
      const wrong = typeof value === 'boolean' ? [undefined] : [-1, 0.5, Number.NaN, 1e9]
      for (const bad of wrong) expect(() => create({ ...params, [name]: bad })).toThrow(ParamError)
    }
  })
})
