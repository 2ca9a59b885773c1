/** Lessons about where data lives: leaders and copies. */
import { constant, designFrom, exponential, instant, type PlainDesign, source } from '../published/parts'
import type { Lesson } from './lesson'

/** Users who read and change their own profile; rates are of each user. */
export const PROFILES = {
  users: 100,
  readsPerSecond: 3.6,
  writesPerSecond: 0.4,
  readMs: 5,
  /** One way, between the application and the store. */
  awayMs: 0.5,
  lagsMs: [1000, 100],
} as const

function profiles(name: string, params: { [name: string]: unknown }): PlainDesign {
  const { users, readsPerSecond, writesPerSecond, readMs, awayMs } = PROFILES
  const each = readsPerSecond + writesPerSecond
  return designFrom({
    name,
    seconds: 70,
    warmup: 10,
    blocks: [
      source(users * each, { readShare: readsPerSecond / each, keys: { type: 'uniform', count: users } }, 'users'),
      instant('app'),
      {
        id: 'profiles',
        kind: 'database',
        params: { connections: 3, readTime: exponential(readMs), writeTime: exponential(10), ...params },
      },
    ],
    connections: { 'users > app': {}, 'app > profiles': { latency: constant(awayMs) } },
  })
}

function copies(name: string, lagMs: number): PlainDesign {
  return profiles(name, { readReplicas: 2, replicaLag: constant(lagMs) })
}

export const DATA: readonly Lesson[] = [
  {
    id: 's37',
    name: 'Where has my change gone?',
    summary:
      'Each user reads and changes a profile of their own: copies that lag show it as it was before, the leader never does, but is busier.',
    variants: [
      { label: 'copies, 1 s behind', design: copies('Copies 1 s behind', PROFILES.lagsMs[0]) },
      { label: 'copies, 0.1 s behind', design: copies('Copies 0.1 s behind', PROFILES.lagsMs[1]) },
      { label: 'leader', design: profiles('All from the leader', {}) },
    ],
  },
]
