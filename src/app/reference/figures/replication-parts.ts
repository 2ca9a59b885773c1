/** What keeps copies alike: hints, repairs, comparisons, and the log. */
import { antiEntropy } from '../../../algorithms/replication/anti-entropy'
import { hintedHandoff } from '../../../algorithms/replication/hinted-handoff'
import { laggingFollower } from '../../../algorithms/replication/lagging-follower'
import { readRepair } from '../../../algorithms/replication/read-repair'
import { SequentialRandom } from '../../../lib/random'
import { field, integer, number } from '../../../lib/schema'
import type { TimelineChart } from '../chart'
import { counted, exponential, figure, made, type Of, poisson } from './figure'

const handing = {
  ratePerSecond: field(1, 'Writes', 'To keys of the replica that is down.', number('1/s', 10, { min: 0.5, max: 50 })),
  downMs: field(2, 'Down for', 'From the 5th second on.', number('ms', 10_000, { max: 30_000 })),
  keys: field(3, 'Keys', 'That are written.', integer('count', 500, { min: 1, max: 5000, scale: 'log' })),
} as const

export const hints = figure({
  id: 'hints',
  family: 'replication',
  title: 'Writes for a replica that is down',
  caption:
    'Another node keeps them and hands them over when the replica is back. Too many, or too old, and they are lost; anti-entropy has to find them then.',
  inputs: handing,
  members: [hintedHandoff],
  fit: () => ({ capacity: 200, ttlMs: 15_000 }),
  run({ values, chosen, seed }) {
    return chosen.map((one): TimelineChart => {
      const store = made<Of<typeof hintedHandoff>>(one)
      const random = new SequentialRandom(seed, 60)
      const backAt = 5000 + values.downMs
      const at: Record<'ok' | 'slow' | 'fail', number[]> = { ok: [], slow: [], fail: [] }
      poisson(values.ratePerSecond, 40_000, seed).forEach((now, version) => {
        const key = Math.floor(random.uniform() * values.keys)
        if (now < 5000 || now >= backAt) at.ok.push(now)
        else at[store.store(now, 1, key, version + 1) ? 'slow' : 'fail'].push(now)
      })
      const delivered = store.size(backAt)
      return {
        kind: 'timeline',
        x: { label: 'time', unit: 'ms', min: 0, max: 40_000 },
        rows: [
          {
            label: 'Writes',
            marks: (['ok', 'slow', 'fail'] as const).map((tone) => ({ tone, at: at[tone] })),
            summary: `${at.slow.length} kept as hints`,
          },
          {
            label: 'Handed over',
            id: one.member.id,
            marks: [{ tone: 'accent', at: delivered > 0 ? [backAt] : [] }],
            summary: `${delivered} handed over, ${store.lost} lost`,
          },
        ],
        bands: [{ from: 5000, to: backAt, tone: 'fail', label: 'replica down' }],
        legend: [
          { tone: 'ok', is: 'mark', word: 'written directly' },
          { tone: 'slow', is: 'mark', word: 'kept as a hint' },
          { tone: 'fail', is: 'mark', word: 'no room' },
        ],
      }
    })
  },
})

const repairing = {
  replicas: field(1, 'Replicas', 'That hold the value.', integer('count', 5, { min: 2, max: 9 })),
  asked: field(2, 'Asked by a read', 'So many, drawn at random.', integer('count', 3, { min: 1, max: 9 })),
  missed: field(3, 'Missed the write', 'Share of replicas that did.', number('share', 0.6, { max: 1 })),
} as const

export const repairs = figure({
  id: 'repairs',
  family: 'replication',
  title: 'Reads that put things right',
  caption:
    'Each read compares the versions it got and gives the newest to those that are behind. After some reads all have it.',
  inputs: repairing,
  members: [readRepair],
  run({ values, chosen, seed }) {
    return chosen.map((one) => {
      const { newestVersion, staleReplicas } = made<Of<typeof readRepair>>(one)
      const random = new SequentialRandom(seed, 61)
      const versions = Array.from({ length: values.replicas }, (_, i): number =>
        i > 0 && random.uniform() < values.missed ? 1 : 2,
      )
      const rows = [{ cells: ['Before', '', ...versions.map((version) => cellOf(version, false))] }]
      for (let read = 1; read <= 8; read++) {
        const asked = drawn(values.replicas, values.asked, random)
        const got = asked.map((replica) => versions[replica] ?? 0)
        const stale = new Int32Array(values.replicas)
        const count = staleReplicas(asked, got, asked.length, stale)
        const repaired = [...stale.slice(0, count)]
        for (const replica of repaired) versions[replica] = newestVersion(got)
        const cells = versions.map((version, replica) => cellOf(version, repaired.includes(replica)))
        rows.push({ cells: [`Read ${read}`, asked.map((replica) => replica + 1).join(', '), ...cells] })
        if (versions.every((version) => version === 2)) break
      }
      return {
        kind: 'table' as const,
        columns: ['', 'Asked', ...versions.map((_, i) => `Replica ${i + 1}`)],
        rows,
      }
    })
  },
})

function cellOf(version: number, isRepaired: boolean) {
  if (isRepaired) return { text: 'repaired', tone: 'ok' as const }
  return version === 2 ? { text: 'new', tone: 'plain' as const } : { text: 'old', tone: 'slow' as const }
}

function drawn(size: number, count: number, random: SequentialRandom): number[] {
  const left = Array.from({ length: size }, (_, i) => i)
  const picked = Array.from(
    { length: Math.min(size, count) },
    () => left.splice(Math.floor(random.uniform() * left.length), 1)[0] ?? 0,
  )
  return picked.sort((a, b) => a - b)
}

const comparing = {
  keys: field(
    1,
    'Keys',
    'That both replicas hold.',
    integer('count', 20_000, { min: 100, max: 100_000, scale: 'log' }),
  ),
  different: field(2, 'Differ', 'Keys with another version.', integer('count', 20, { max: 500 })),
} as const

export const trees = figure({
  id: 'comparisons',
  family: 'replication',
  title: 'Finding keys that differ',
  caption:
    'Two replicas compare hashes from the top of a tree down, and only where they differ. A deeper tree looks at more hashes and exchanges fewer keys.',
  inputs: comparing,
  members: [antiEntropy],
  run({ values, chosen, seed }) {
    return chosen.flatMap((one) => {
      const rows = [4, 6, 8, 10, 12, 14].map((depth) => {
        const params = { ...one.params, depth }
        const [here, there] = [
          made<Of<typeof antiEntropy>>({ member: one.member, params }),
          made<Of<typeof antiEntropy>>({ member: one.member, params }),
        ]
        const random = new SequentialRandom(seed, 62)
        const perBucket = new Map<number, number>()
        for (let key = 0; key < values.keys; key++) {
          here.update(key, 0, 1)
          there.update(key, 0, 1)
          const bucket = here.bucketOf(key)
          perBucket.set(bucket, (perBucket.get(bucket) ?? 0) + 1)
        }
        for (let i = 0; i < values.different; i++) here.update(Math.floor(random.uniform() * values.keys), 1, 2 + i)
        const buckets = here.differingBuckets(there)
        const exchanged = buckets.reduce((sum, bucket) => sum + (perBucket.get(bucket) ?? 0), 0)
        return { depth, compared: here.compared, exchanged }
      })
      const isOwn = (depth: number): boolean => depth === one.params['depth']
      return [
        {
          kind: 'table' as const,
          columns: ['Depth', 'Hashes compared', 'Keys exchanged'],
          rows: rows.map(({ depth, compared, exchanged }) => {
            const cells = [compared, exchanged].map((value) => value.toLocaleString('en'))
            return {
              id: one.member.id,
              cells: [String(depth), ...cells.map((text) => (isOwn(depth) ? { text, tone: 'accent' as const } : text))],
            }
          }),
        },
      ]
    })
  },
})

const lagging = {
  ratePerSecond: field(1, 'Writes', 'At the leader.', number('1/s', 5, { min: 0.5, max: 30 })),
  lagMs: field(2, 'Lag', 'On average; some entries take much longer.', number('ms', 400, { min: 1, max: 5000 })),
} as const

export const lag = figure({
  id: 'lag',
  family: 'replication',
  title: 'A follower behind its leader',
  caption:
    'Entries are applied in order, so a slow one holds up all behind it. A reader who wants to see its own write waits for that position.',
  inputs: lagging,
  members: [laggingFollower],
  run({ values, chosen, seed }) {
    return chosen.map((one) => {
      const follower = made<Of<typeof laggingFollower>>(one)
      const random = new SequentialRandom(seed, 63)
      const until = 20_000
      const writes = poisson(values.ratePerSecond, until, seed)
      const lines: Record<'leader' | 'follower', [number, number][]> = { leader: [[0, 0]], follower: [[0, 0]] }
      let next = 0
      for (let now = 0; now <= until; now += 50) {
        for (; (writes[next] ?? Infinity) <= now; next++)
          follower.send((writes[next] ?? now) + exponential(random.uniform(), values.lagMs))
        lines.leader.push([now, next])
        lines.follower.push([now, follower.positionAt(now)])
      }
      return {
        kind: 'lines' as const,
        title: `${counted(follower.behind(until), 'entry', 'entries')} behind at the end`,
        x: { label: 'time', unit: 'ms' as const, min: 0, max: until },
        y: { label: 'position', unit: 'count' as const, min: 0, max: Math.max(1, next) },
        series: [
          { label: one.member.label, id: one.member.id, points: lines.follower, isStepped: true },
          { label: 'leader', isReference: true, points: lines.leader, isStepped: true },
        ],
      }
    })
  },
})
