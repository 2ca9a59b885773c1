import { describe, expect, it } from 'vitest'
import { ChubbyLocks, sessionState } from './chubby-session'
import { DatabaseRowLocks } from './database-row'
import { EtcdLeaseLocks } from './etcd-lease'
import { HELD } from './locking'
import { RedisFairLocks } from './redis-fair'
import { NOT_OWNER, RedisReentrantLocks } from './redis-reentrant'
import { RedisSimpleLocks } from './redis-simple'
import { RedlockLocks } from './redlock'
import { driftOf, quorumOf, validityOf } from './redlock-validity'
import { ZooKeeperLocks } from './zookeeper'
import { ZooKeeperHerdLocks } from './zookeeper-herd'

const R = 1

describe('simple Redis lock', () => {
  it('lets a second owner in after a blind delete', () => {
    const locks = new RedisSimpleLocks()
    locks.acquire(0, R, 1, 200)
    locks.acquire(250, R, 2, 1000)
    locks.releaseBlindly(300, R)
    expect(locks.acquire(310, R, 3, 1000)).toBe(3)
  })

  it('sees an expired lease live again at an earlier time, until somebody takes it', () => {
    const locks = new RedisSimpleLocks()
    locks.acquire(0, R, 1, 100)
    expect([locks.holder(150, R), locks.holder(50, R)]).toEqual([0, 1])
    locks.acquire(150, R, 2, 100)
    expect(locks.holder(50, R)).toBe(2)
  })

  it('ends a lease that is prolonged by nothing', () => {
    const locks = new RedisSimpleLocks()
    locks.acquire(0, R, 1, 100)
    expect([locks.extend(10, R, 1, 0), locks.holder(10, R)]).toEqual([true, 0])
  })
})

describe('re-entrant lock', () => {
  it('is free after as many releases as acquisitions, each with a full lease', () => {
    const locks = new RedisReentrantLocks()
    const token = locks.acquire(0, R, 1, 100)
    expect(locks.acquire(50, R, 1, 100)).toBe(token)
    expect([locks.holds(50, R), locks.expiresAt(50, R)]).toEqual([2, 150])
    expect([locks.release(120, R, 1), locks.expiresAt(120, R), locks.holds(120, R)]).toEqual([true, 220, 1])
    expect([locks.release(130, R, 1), locks.holder(130, R), locks.holds(130, R)]).toEqual([true, 0, 0])
    expect(locks.unlock(130, R, 1, 100)).toBe(NOT_OWNER)
  })

  it('forgets the count with the lease', () => {
    const locks = new RedisReentrantLocks()
    locks.acquire(0, R, 1, 100)
    locks.acquire(0, R, 1, 100)
    locks.acquire(200, R, 1, 100)
    expect(locks.holds(200, R)).toBe(1)
  })
})

describe('fair lock', () => {
  it('serves waiters in order', () => {
    const locks = new RedisFairLocks({ waitMs: 1000 })
    locks.acquire(0, R, 1, 500)
    for (const owner of [2, 3, 4]) locks.acquire(1, R, owner, 500)
    locks.release(2, R, 1)
    expect(locks.toWake(2, R, 0)).toBe(2)
    expect(locks.toWake(2, R, 1)).toBe(0)
    expect([locks.acquire(3, R, 4, 500), locks.acquire(3, R, 3, 500)]).toEqual([HELD, HELD])
    expect(locks.acquire(3, R, 2, 500)).toBe(2)
    expect([locks.toWake(3, R, 0), locks.waiting(3, R), locks.queueOf(R)]).toEqual([0, 2, [3, 4]])
  })

  it('tells everybody who gives back a lock that nobody holds that it is free, but releases it for nobody', () => {
    const locks = new RedisFairLocks({ waitMs: 1000 })
    locks.acquire(0, R, 1, 200)
    expect(locks.unlock(100, R, 2, 200)).toBe(NOT_OWNER)
    expect([locks.unlock(200, R, 1, 200), locks.unlock(200, R, 2, 200)]).toEqual([0, 0])
    expect([locks.release(200, R, 1), locks.release(200, R, 2)]).toEqual([false, false])
  })

  it('drops a silent waiter at exactly its deadline', () => {
    const locks = new RedisFairLocks({ waitMs: 300 })
    locks.acquire(0, R, 1, 200)
    locks.acquire(0, R, 2, 200)
    locks.acquire(0, R, 3, 200)
    expect(locks.acquire(499, R, 3, 200)).toBe(HELD)
    expect(locks.acquire(500, R, 3, 200)).toBe(2)
  })

  it('lets a waiter leave, and those behind move up', () => {
    const locks = new RedisFairLocks({ waitMs: 300 })
    locks.acquire(0, R, 1, 200)
    for (const owner of [2, 3, 4]) locks.acquire(0, R, owner, 200)
    expect([locks.abandon(1, R, 3), locks.abandon(1, R, 3), locks.release(1, R, 2)]).toEqual([true, false, false])
    expect(locks.queueOf(R)).toEqual([4])
    expect([locks.waiting(499, R), locks.waiting(500, R)]).toEqual([1, 0])
  })
})

describe('database row', () => {
  it('stays until the clean-up after the lease', () => {
    const locks = new DatabaseRowLocks({ cleanupMs: 1000 })
    locks.acquire(100, R, 1, 500)
    expect([locks.acquire(999, R, 2, 500), locks.acquire(1000, R, 2, 500)]).toEqual([HELD, 2])
  })

  it('is overwritten at the end of the lease where there is no job', () => {
    const locks = new DatabaseRowLocks({ cleanupMs: 0 })
    locks.acquire(100, R, 1, 500)
    expect([locks.acquire(599, R, 2, 500), locks.acquire(600, R, 2, 500)]).toEqual([HELD, 2])
  })
})

describe('etcd lease', () => {
  it('lasts whole seconds, rounded up', () => {
    const locks = new EtcdLeaseLocks()
    locks.acquire(0, R, 1, 1001)
    expect(locks.expiresAt(0, R)).toBe(2000)
  })

  it('counts revisions of the whole store, deletions and expiries included', () => {
    const locks = new EtcdLeaseLocks()
    expect(locks.acquire(0, R, 1, 1000)).toBe(2)
    expect(locks.acquire(0, R + 1, 2, 1000)).toBe(3)
    locks.release(0, R, 1)
    expect(locks.acquire(0, R, 3, 1000)).toBe(5)
    expect(locks.acquire(1000, R + 1, 4, 1000)).toBe(7)
    expect([locks.createRevision(1000, R + 1), locks.createRevision(1000, R)]).toEqual([7, 0])
  })
})

describe('Chubby session', () => {
  it('keeps a lock closed for the delay after a lost session, not after a release', () => {
    const locks = new ChubbyLocks({ lockDelayMs: 500 })
    locks.acquire(0, R, 1, 100)
    expect([locks.expiresAt(50, R), locks.expiresAt(100, R), locks.holder(100, R)]).toEqual([100, 600, 0])
    expect([locks.acquire(599, R, 2, 100), locks.acquire(600, R, 2, 100)]).toEqual([HELD, 2])
    locks.release(650, R, 2)
    expect([locks.expiresAt(650, R), locks.acquire(650, R, 3, 100)]).toEqual([650, 3])
  })

  it.each([
    [99, 'safe'],
    [100, 'jeopardy'],
    [144, 'jeopardy'],
    [145, 'expired'],
  ] as const)('at %f is %s to its client', (now, state) => {
    expect(sessionState(now, 100, 45)).toBe(state)
  })
})

describe('ZooKeeper in sequence', () => {
  it('wakes the next one only, in order of the numbers', () => {
    const locks = new ZooKeeperLocks()
    for (const owner of [1, 2, 3, 4]) locks.acquire(0, R, owner, 1000)
    expect([locks.watchedBy(R, 1), locks.watchedBy(R, 3), locks.waiting(0, R)]).toEqual([0, 2, 3])
    locks.release(1, R, 1)
    expect([locks.toWake(1, R, 0), locks.toWake(1, R, 1)]).toEqual([2, 0])
    expect([locks.acquire(1, R, 3, 1000) > 0, locks.acquire(1, R, 2, 1000) > 0]).toEqual([false, true])
  })

  it('lets the watcher of a waiter that died watch the one before', () => {
    const locks = new ZooKeeperLocks()
    locks.acquire(0, R, 1, 1000)
    locks.acquire(0, R, 2, 10)
    locks.acquire(0, R, 3, 1000)
    expect(locks.watchedBy(R, 3)).toBe(2)
    expect(locks.waiting(10, R)).toBe(1)
    expect(locks.watchedBy(R, 3)).toBe(1)
  })

  it('lets a waiter leave but not the holder', () => {
    const locks = new ZooKeeperLocks()
    locks.acquire(0, R, 1, 1000)
    locks.acquire(0, R, 2, 1000)
    expect([locks.abandon(0, R, 1), locks.abandon(0, R, 2), locks.abandon(0, R, 2)]).toEqual([false, true, false])
    expect([locks.holder(0, R), locks.waiting(0, R)]).toEqual([1, 0])
  })

  it('keeps numbers rising, with gaps for other names', () => {
    const locks = new ZooKeeperLocks()
    locks.acquire(0, R, 1, 1000)
    expect(locks.passSequence(R)).toBe(1)
    locks.acquire(0, R, 2, 1000)
    expect([locks.sequenceOf(R, 1), locks.sequenceOf(R, 2), locks.sequenceOf(R, 9)]).toEqual([0, 2, -1])
  })
})

describe('ZooKeeper herd', () => {
  it('wakes every watcher, and only while the lock is free', () => {
    const locks = new ZooKeeperHerdLocks()
    for (const owner of [1, 2, 3, 4]) locks.acquire(0, R, owner, 1000)
    expect([locks.waiting(0, R), locks.toWake(0, R, 0)]).toEqual([3, 0])
    locks.release(1, R, 1)
    expect([0, 1, 2, 3].map((index) => locks.toWake(1, R, index))).toEqual([2, 3, 4, 0])
    expect([3, 2, 4].map((owner) => locks.acquire(1, R, owner, 1000))).toEqual([2, HELD, HELD])
    expect(locks.waiting(1, R)).toBe(2)
  })

  it('causes attempts in the square of the waiters, where the sequence causes as many as waiters', () => {
    const attempts = (locks: ZooKeeperLocks | ZooKeeperHerdLocks) => {
      let count = 0
      for (let owner = 1; owner <= 20; owner++) locks.acquire(0, R, owner, 1e6)
      for (let holder = 1; holder !== 0; holder = locks.holder(0, R)) {
        locks.release(0, R, locks.holder(0, R))
        const woken: number[] = []
        for (let i = 0; locks.toWake(0, R, i) !== 0; i++) woken.push(locks.toWake(0, R, i))
        for (const owner of woken) locks.acquire(0, R, owner, 1e6)
        count += woken.length
      }
      return count
    }
    expect(attempts(new ZooKeeperLocks())).toBe(19)
    expect(attempts(new ZooKeeperHerdLocks())).toBe((19 * 20) / 2)
  })
})

describe('Redlock', () => {
  const create = (nodes = 5) => new RedlockLocks({ nodes, driftFactor: 0.01 })

  it.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [5, 3],
  ])('of %i nodes needs %i', (nodes, quorum) => {
    expect(quorumOf(nodes)).toBe(quorum)
    const locks = create(nodes)
    for (let node = 0; node < nodes - quorum; node++) locks.setUp(node, false)
    expect(locks.acquire(0, R, 1, 1000)).toBe(1)
    locks.release(0, R, 1)
    locks.setUp(nodes - 1, false)
    expect(locks.acquire(0, R, 2, 1000)).toBe(HELD)
  })

  it('leaves nothing behind where it fails', () => {
    const locks = create()
    for (let node = 0; node < 3; node++) locks.node(node).acquire(0, R, 9, 1000)
    expect([locks.acquire(0, R, 1, 1000), locks.nodesHeldBy(0, R, 1), locks.holder(0, R)]).toEqual([HELD, 0, 9])
  })

  it('counts the time it took and the drift off the lease; nothing left is too little', () => {
    expect(driftOf(1000, 0.01)).toBe(12)
    expect(validityOf(1000, 30, 12)).toBe(958)
    const locks = create()
    expect(locks.attempt(0, 988, R, 1, 1000)).toBe(HELD)
    expect(locks.attempt(0, 987, R, 1, 1000)).toBe(1)
  })

  it('lets a second owner in when a node forgets', () => {
    const locks = create()
    locks.setUp(3, false)
    locks.setUp(4, false)
    locks.acquire(0, R, 1, 1000)
    locks.restart(2, false)
    locks.restart(3, true)
    locks.restart(4, true)
    expect(locks.acquire(10, R, 2, 1000)).toBe(2)
  })

  it('does not when the node remembers', () => {
    const locks = create()
    locks.setUp(3, false)
    locks.setUp(4, false)
    locks.acquire(0, R, 1, 1000)
    locks.setUp(2, false)
    for (const node of [2, 3, 4]) locks.restart(node, true)
    expect(locks.acquire(10, R, 2, 1000)).toBe(HELD)
  })

  it('lets a second owner in when clocks jump', () => {
    const locks = create()
    locks.acquire(0, R, 1, 1000)
    for (const node of [0, 1, 2]) locks.shiftClock(node, 5000)
    expect([locks.acquire(10, R, 2, 1000), locks.holder(10, R)]).toEqual([2, 2])
  })

  it('ends for its holder when the majority ends', () => {
    const locks = create()
    locks.acquire(0, R, 1, 1000)
    locks.shiftClock(0, 300)
    locks.shiftClock(1, 200)
    locks.shiftClock(2, 100)
    expect(locks.expiresAt(0, R)).toBe(900)
    expect([locks.holder(899, R), locks.holder(900, R)]).toEqual([1, 0])
  })
})
