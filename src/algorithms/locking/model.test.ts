/** Lock tables beside a model that is as plain as possible: a map from resource to holder, end of the lease and token. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultsOf } from '../../lib/schema'
import { loadState, saveState } from '../../lib/state'
import { build } from '../member'
import { HELD, type LockTable } from './locking'
import { lockTables } from './registry'

interface Lease {
  owner: number
  endsAt: number
  token: number
}

/** Leases last whole multiples of `grainMs`. Owners are unique per acquisition. */
class Model {
  private readonly leases = new Map<number, Lease>()
  private readonly grainMs: number

  constructor(grainMs: number) {
    this.grainMs = grainMs
  }

  holder(now: number, resource: number): Lease | undefined {
    const lease = this.leases.get(resource)
    return lease && lease.owner !== 0 && now < lease.endsAt ? lease : undefined
  }

  acquire(now: number, resource: number, owner: number, leaseMs: number): boolean {
    if (this.holder(now, resource)) return false
    this.leases.set(resource, { owner, endsAt: this.endOf(now, leaseMs), token: 0 })
    return true
  }

  extend(now: number, resource: number, owner: number, leaseMs: number): boolean {
    const lease = this.holder(now, resource)
    if (lease?.owner !== owner) return false
    lease.endsAt = this.endOf(now, leaseMs)
    return true
  }

  free(now: number, resource: number, owner: number | null): boolean {
    const lease = this.holder(now, resource)
    if (!lease || (owner !== null && lease.owner !== owner)) return false
    lease.owner = 0
    return true
  }

  private endOf(now: number, leaseMs: number): number {
    return now + Math.ceil(leaseMs / this.grainMs) * this.grainMs
  }
}

type Operation =
  | { readonly op: 'acquire' | 'extend'; readonly resource: number; readonly leaseMs: number; readonly gap: number }
  | { readonly op: 'release' | 'release-late' | 'delete' | 'copy'; readonly resource: number; readonly gap: number }

/** Few values, so that calls often come at exactly the end of a lease. */
const gap = fc.constantFrom(0, 0, 1, 5, 10, 500, 1000)
const resource = fc.nat(2)
const operations: fc.Arbitrary<Operation[]> = fc.array(
  fc.oneof(
    fc.record({
      op: fc.constantFrom('acquire', 'extend'),
      resource,
      leaseMs: fc.constantFrom(1, 5, 10, 500, 1000),
      gap,
    }),
    fc.record({ op: fc.constantFrom('release', 'release-late', 'delete', 'copy'), resource, gap }),
  ) as fc.Arbitrary<Operation>,
  { maxLength: 80 },
)

/** [ms] grain of the leases of each table whose rules the model has: no queue, no drift, no delay after a silent end. */
const GRAINS: { readonly [id: string]: number } = {
  'redis-simple': 1,
  'redis-reentrant': 1,
  'database-row': 1,
  'etcd-lease': 1000,
}

/** Rows left behind are taken over at once instead of by a job. */
const WITHOUT_DELAY = { cleanupMs: 0 }

const TABLES = lockTables.flatMap((member) => {
  const grainMs = GRAINS[member.id]
  const make = (): LockTable =>
    build<LockTable>(lockTables, { ...defaultsOf(member.fields), ...WITHOUT_DELAY, type: member.id })
  return grainMs === undefined ? [] : [{ id: member.id, make, grainMs }]
})

describe.each(TABLES)('$id', ({ make, grainMs }) => {
  it('does what the model does', () => {
    fc.assert(
      fc.property(operations, (list) => {
        let table = make()
        const model = new Model(grainMs)
        let now = 0
        let owners = 0
        const latest = new Map<number, { owner: number; token: number }>()
        for (const operation of list) {
          now += operation.gap
          const { op, resource } = operation
          const last = latest.get(resource)
          if (op === 'acquire') {
            const owner = ++owners
            const token = table.acquire(now, resource, owner, operation.leaseMs)
            expect(token !== HELD).toBe(model.acquire(now, resource, owner, operation.leaseMs))
            if (token !== HELD) {
              expect(token).toBeGreaterThan(last?.token ?? 0)
              latest.set(resource, { owner, token })
            }
          } else if (op === 'extend') {
            const owner = last?.owner ?? 1
            const isExtended = table.extend(now, resource, owner, operation.leaseMs)
            expect(isExtended).toBe(model.extend(now, resource, owner, operation.leaseMs))
          } else if (op === 'copy') {
            const copy = make()
            loadState(copy, saveState(table))
            table = copy
          } else {
            const owner = op === 'delete' ? null : op === 'release' ? (last?.owner ?? 1) : owners + 1000
            const isFreed = owner === null ? table.releaseBlindly(now, resource) : table.release(now, resource, owner)
            expect(isFreed).toBe(model.free(now, resource, owner))
          }
          for (const each of [0, 1, 2]) {
            const lease = model.holder(now, each)
            expect(table.holder(now, each)).toBe(lease?.owner ?? 0)
            expect(table.expiresAt(now, each)).toBe(lease?.endsAt ?? now)
          }
        }
      }),
      { seed: 41, numRuns: 150 },
    )
  })
})
