import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { SequentialRandom } from '../../lib/random'
import { defaultsOf } from '../../lib/schema'
import { loadState, saveState } from '../../lib/state'
import { UNITS } from '../../lib/units'
import { BackendList } from './backend-list'
import { type Balancer, NO_BACKEND, type RoutingKey } from './load-balancing'
import { OUTLIER_EJECTION, OutlierEjection } from './outlier-ejection'
import { balancers, buildBalancer } from './registry'

interface Candidate {
  name: string
  create: (backends: BackendList) => Balancer
}

/** Large tables are rebuilt at each change of the eligible set, which these tests make often. */
function smallTable(fields: object): object {
  return 'tableSize' in fields ? { tableSize: '251' } : {}
}

const plain = balancers.map(({ id, fields }) => ({
  name: id as string,
  create: (backends: BackendList) =>
    buildBalancer({ type: id, ...defaultsOf(fields), ...smallTable(fields) }, backends),
}))

const variants: Candidate[] = [
  {
    name: 'header-hash, consistent',
    value: { type: 'header-hash', method: 'consistent', hashFunction: 'wt6', avalanche: true },
  },
  { name: 'key-hash, consistent', value: { type: 'key-hash', consistent: true } },
  { name: 'ketama, unweighted', value: { type: 'ketama', weighted: false, hashOn: 'key' } },
  { name: 'consistent-hash on keys', value: { type: 'consistent-hash', vnodes: 40, hashOn: 'key' } },
].map(({ name, value }) => ({ name, create: (backends) => buildBalancer(value, backends) }))

const protectedByEjection: Candidate = {
  name: 'round-robin behind outlier ejection',
  create: (backends) =>
    new OutlierEjection(
      { ...defaults(OUTLIER_EJECTION), consecutiveFailures: 2, baseEjectionMs: 50 },
      backends,
      (rest) => buildBalancer({ type: 'round-robin' }, rest),
    ),
}

function defaults({ fields }: typeof OUTLIER_EJECTION) {
  return defaultsOf(fields)
}

const candidates: Candidate[] = [...plain, ...variants, protectedByEjection]

function names(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `10.0.0.${i + 1}:8080`)
}

/** Random calls, ends, failures and changes of the eligible set; returns the picks. */
function drive(balancer: Balancer, backends: BackendList, seed: number, steps: number, startAt = 0): number[] {
  const random = new SequentialRandom(seed)
  const key: RoutingKey = { clientAddress: 0, clientPort: 0, key: 0 }
  const open: number[] = []
  const picks: number[] = []
  for (let step = 0; step < steps; step++) {
    const now = startAt + step
    const what = random.uniform()
    if (what < 0.1) {
      const index = Math.floor(random.uniform() * backends.size)
      backends.eligible[index] = backends.eligible[index] === 1 ? 0 : 1
    } else if (what < 0.45 && open.length > 0) {
      const index = open.splice(Math.floor(random.uniform() * open.length), 1)[0]!
      backends.finish(balancer, now, index, random.uniform() * 20, random.uniform() < 0.7)
    } else {
      key.clientAddress = random.uint32()
      key.clientPort = random.uint32() >>> 16
      key.key = random.uint32() % 1000
      const index = balancer.pick(now, key, random)
      picks.push(index)
      if (index === NO_BACKEND) expect(backends.eligible).not.toContain(1)
      else {
        expect(backends.eligible[index]).toBe(1)
        backends.start(balancer, now, index)
        open.push(index)
      }
    }
  }
  return picks
}

function ownersOf(balancer: Balancer, count: number): number[] {
  const random = new SequentialRandom(1)
  const source = new SequentialRandom(9)
  return Array.from({ length: count }, (_, i) =>
    balancer.pick(0, { clientAddress: source.uint32(), clientPort: 0, key: i * 7919 }, random),
  )
}

describe.each(candidates)('$name', ({ create }) => {
  it('picks only eligible backends, and one whenever there is one', () => {
    for (const weights of [[], [5, 1, 0, 2, 1], [0, 0, 0, 0, 0], [0.3, 0.3, 1 / 3, 7.25, 1000]]) {
      const backends = new BackendList(names(5), weights)
      expect(drive(create(backends), backends, 3, 1500).length).toBeGreaterThan(500)
    }
  })

  it('picks the last one left and answers NO_BACKEND without any', () => {
    const backends = new BackendList(names(4), [1, 2, 3, 0])
    const balancer = create(backends)
    const key = { clientAddress: 0x0a000001, clientPort: 1, key: 1 }
    for (let left = 0; left < 4; left++) {
      backends.eligible.fill(0)
      backends.eligible[left] = 1
      expect(balancer.pick(left, key, new SequentialRandom(left))).toBe(left)
    }
    backends.eligible.fill(0)
    expect(balancer.pick(5, key, new SequentialRandom(1))).toBe(NO_BACKEND)
    expect(create(new BackendList([])).pick(0, key, new SequentialRandom(1))).toBe(NO_BACKEND)
  })

  it('gives the same picks for the same calls and draws', () => {
    const [first, second] = [
      new BackendList(names(6), [3, 1, 1, 2, 1, 1]),
      new BackendList(names(6), [3, 1, 1, 2, 1, 1]),
    ]
    expect(drive(create(first), first, 11, 800)).toEqual(drive(create(second), second, 11, 800))
  })

  it('goes on after loading as if it had never been saved', () => {
    const backends = new BackendList(names(5), [4, 1, 2, 1, 1])
    const balancer = create(backends)
    drive(balancer, backends, 5, 700)
    const copy = new BackendList(names(5), [4, 1, 2, 1, 1])
    backends.eligible.forEach((value, i) => {
      copy.eligible[i] = value
    })
    backends.inFlight.forEach((value, i) => {
      copy.inFlight[i] = value
    })
    const restored = create(copy)
    const state = saveState(balancer)
    loadState(restored, state)
    expect(saveState(restored)).toEqual(state)
    expect(drive(restored, copy, 6, 700, 700)).toEqual(drive(balancer, backends, 6, 700, 700))
  })

  it('takes part of a backend that was added, and forgets one that was removed', () => {
    const backends = new BackendList(names(2))
    const balancer = create(backends)
    drive(balancer, backends, 1, 100)
    backends.add('10.0.0.9:8080', 3)
    backends.eligible.fill(0)
    backends.eligible[2] = 1
    balancer.rebuild()
    const key = { clientAddress: 7, clientPort: 7, key: 7 }
    expect(balancer.pick(200, key, new SequentialRandom(1))).toBe(2)
    backends.removeLast()
    backends.eligible.fill(1)
    balancer.rebuild()
    expect(balancer.pick(201, key, new SequentialRandom(1))).toBeLessThan(2)
  })

  it('survives a clock that goes backwards', () => {
    const backends = new BackendList(names(3))
    const balancer = create(backends)
    drive(balancer, backends, 2, 100, 1000)
    expect(drive(balancer, backends, 4, 100, 0).length).toBeGreaterThan(0)
  })
})

describe.each(plain)('$name behind outlier ejection', ({ create }) => {
  it('is given no call for an ejected backend while another is left', () => {
    const backends = new BackendList(names(6))
    const params = { ...defaults(OUTLIER_EJECTION), consecutiveFailures: 2, baseEjectionMs: 40, maxEjectedShare: 0.5 }
    // The inner balancer sees the list without the ejected ones, which grows and shrinks under it.
    const guard = new OutlierEjection(params, backends, (rest) => create(rest as BackendList))
    const random = new SequentialRandom(12)
    const key: RoutingKey = { clientAddress: 0, clientPort: 0, key: 0 }
    let ejected = 0
    const wrong: number[] = []
    const open: number[] = []
    for (let now = 0; now < 1000; now++) {
      key.clientAddress = random.uint32()
      key.key = random.uint32() % 1000
      const out = backends.names.map((_, index) => guard.isEjected(now, index))
      const index = guard.pick(now, key, random)
      if (index === NO_BACKEND) wrong.push(now)
      if (out.some(Boolean) && !out.every(Boolean)) {
        if (out[index]) wrong.push(now)
        ejected++
      }
      backends.start(guard, now, index)
      open.push(index)
      if (open.length < 8) continue
      // The last two backends fail most of their calls.
      const done = open.shift()!
      backends.finish(guard, now, done, 5, done < 4 || random.uniform() < 0.2)
    }
    expect(wrong).toEqual([])
    expect(ejected).toBeGreaterThan(100)
  })
})

const moving = new Map(candidates.map(({ name, create }) => [name, create] as const))
const consistent = [
  'consistent-hash',
  'consistent-hash on keys',
  'ketama, unweighted',
  'key-hash, consistent',
  'jump-hash',
  'rendezvous',
  'bounded-load-hash',
]

describe.each(consistent)('%s is consistent', (name) => {
  const create = moving.get(name)!

  it('moves keys only to a backend that is added', () => {
    const backends = new BackendList(names(7))
    const balancer = create(backends)
    const before = ownersOf(balancer, 2000)
    backends.add('10.0.0.200:8080')
    balancer.rebuild()
    const after = ownersOf(balancer, 2000)
    const moved = after.filter((owner, i) => owner !== before[i])
    expect(new Set(moved)).toEqual(new Set([7]))
    expect(moved.length / 2000).toBeGreaterThan(1 / 40)
    expect(moved.length / 2000).toBeLessThan(1 / 4)
  })

  it('moves only the keys of a backend that may not be picked', () => {
    const backends = new BackendList(names(7))
    const balancer = create(backends)
    const before = ownersOf(balancer, 2000)
    backends.eligible[3] = 0
    const after = ownersOf(balancer, 2000)
    const moved = before.filter((owner, i) => owner !== after[i])
    expect(new Set(moved)).toEqual(new Set([3]))
  })
})

describe.each(['source-hash', 'header-hash'])('%s is not consistent', (name) => {
  it('moves most keys when a backend goes', () => {
    const backends = new BackendList(names(7))
    const balancer = moving.get(name)!(backends)
    const before = ownersOf(balancer, 2000)
    backends.eligible[3] = 0
    const after = ownersOf(balancer, 2000)
    expect(before.filter((owner, i) => owner !== after[i]).length).toBeGreaterThan(1400)
  })
})

describe('the registry of balancers', () => {
  it('has unique ids and numbers', () => {
    expect(new Set(balancers.map(({ id }) => id)).size).toBe(balancers.length)
    expect(new Set(balancers.map(({ number }) => number)).size).toBe(balancers.length)
  })

  const numeric = balancers.flatMap(({ id, fields }) =>
    Object.entries(fields).flatMap(([name, { schema }]) =>
      schema.kind === 'number' ? [{ id, name, schema, fields }] : [],
    ),
  )

  it.each(numeric)('$id refuses a $name out of range by a ParamError', ({ id, name, schema, fields }) => {
    expect(UNITS).toContain(schema.unit)
    const refused = [Number.NaN, -1, 0, ...(schema.integer ? [schema.default + 0.5] : [])]
    for (const value of refused) {
      const params = { type: id, ...defaultsOf(fields), [name]: value }
      const build = () => buildBalancer(params, new BackendList(names(2)))
      expect(build).toThrow(ParamError)
      expect(build).toThrow(new RegExp(`^${name} is `))
    }
  })

  it('refuses an id that it does not have', () => {
    expect(() => buildBalancer({ type: 'sideways' }, new BackendList(names(1)))).toThrow(RangeError)
  })
})
