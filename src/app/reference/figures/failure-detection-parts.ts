/** Detection by groups, by asking, and from the other side. */
import { acknowledgedHeartbeat } from '../../../algorithms/failure-detection/acknowledged-heartbeat'
import { fixedTimeout } from '../../../algorithms/failure-detection/fixed-timeout'
import { pulledHealth } from '../../../algorithms/failure-detection/pulled-health'
import { quorumSuspicion } from '../../../algorithms/failure-detection/quorum-suspicion'
import { DEAD, type Gossip, NO_PEER, type SwimNode, swim } from '../../../algorithms/failure-detection/swim'
import { SequentialRandom } from '../../../lib/random'
import { field, integer, number } from '../../../lib/schema'
import type { Span, TimelineRow, Tone } from '../chart'
import { counted, figure, made, type Of } from './figure'

/** Stretches in which a condition held, sampled every `stepMs`. */
function stretches(untilMs: number, stepMs: number, tone: Tone, holds: (now: number) => boolean): Span[] {
  const spans: Span[] = []
  let since: number | null = null
  for (let now = 0; now <= untilMs; now += stepMs) {
    const isHeld = now < untilMs && holds(now)
    if (isHeld) since ??= now
    else if (since !== null) {
      spans.push({ from: since, to: now, tone })
      since = null
    }
  }
  return spans
}

const asking = {
  everyMs: field(1, 'Asks every', 'Time between two questions.', number('ms', 1000, { min: 100, max: 5000 })),
  flaky: field(
    2,
    'Bad answers',
    'Share of answers that are bad although the node is well.',
    number('share', 0.05, { max: 0.9 }),
  ),
  sickMs: field(3, 'Sick for', 'From the 15th second on every answer is bad.', number('ms', 12_000, { max: 30_000 })),
} as const

export const pulled = figure({
  id: 'health-checks',
  family: 'failure-detection',
  title: 'Asking a node how it is',
  caption: 'Single bad answers are forgiven; some in a row take the node out, and some good ones put it back.',
  inputs: asking,
  members: [pulledHealth],
  run({ values, chosen, seed }) {
    const until = 50_000
    return chosen.map((one) => {
      const health = made<Of<typeof pulledHealth>>(one)
      const random = new SequentialRandom(seed, 33)
      const answers: Record<'ok' | 'fail', number[]> = { ok: [], fail: [] }
      let next = 0
      const spans = stretches(until, 50, 'fail', (now) => {
        if (now >= next) {
          const isSick = now >= 15_000 && now < 15_000 + values.sickMs
          const isGood = !isSick && random.uniform() >= values.flaky
          health.probe(now)
          health.answer(now, isGood)
          answers[isGood ? 'ok' : 'fail'].push(now)
          next += values.everyMs
        }
        return !health.isUp(now)
      })
      return {
        kind: 'timeline' as const,
        x: { label: 'time', unit: 'ms' as const, min: 0, max: until },
        rows: [
          {
            label: 'The node',
            id: one.member.id,
            spans,
            marks: [
              { tone: 'ok' as const, at: answers.ok },
              { tone: 'fail' as const, at: answers.fail },
            ],
            summary: `out ${counted(spans.length, 'time')}`,
          },
        ],
        bands: [{ from: 15_000, to: 15_000 + values.sickMs, tone: 'slow' as const, label: 'sick' }],
        legend: [
          { tone: 'ok' as const, is: 'mark' as const, word: 'good answer' },
          { tone: 'fail' as const, is: 'mark' as const, word: 'bad answer' },
          { tone: 'fail' as const, is: 'span' as const, word: 'taken out' },
        ],
      }
    })
  },
})

const parting = {
  everyMs: field(1, 'Heartbeat every', 'From the leader to the watcher.', number('ms', 500, { min: 50, max: 3000 })),
  latencyMs: field(2, 'Travels for', 'One way.', number('ms', 50, { min: 1, max: 1000 })),
  cutMs: field(3, 'Link cut for', 'From the 8th second on.', number('ms', 6000, { max: 15_000 })),
} as const

export const acknowledged = figure({
  id: 'stepping-down',
  family: 'failure-detection',
  title: 'A leader that stands down by itself',
  caption:
    'When its heartbeats are no longer confirmed the leader stops acting, before the watcher, whose timeout is twice the lease, takes over. At no time do both act.',
  inputs: parting,
  isFixed: true,
  members: [acknowledgedHeartbeat],
  run({ values, chosen }) {
    const until = 25_000
    return chosen.map((one) => {
      const sender = made<Of<typeof acknowledgedHeartbeat>>(one)
      const watcher = fixedTimeout.create({ timeoutMs: 2 * Number(one.params['leaseMs']) })
      const isCut = (now: number): boolean => now >= 8000 && now < 8000 + values.cutMs
      const sent: { at: number; arrives: number }[] = []
      let next = 0
      const acting: [boolean, boolean][] = []
      for (let now = 0; now < until; now += 10) {
        if (now >= next) {
          if (!isCut(now)) sent.push({ at: now, arrives: now + values.latencyMs })
          next += values.everyMs
        }
        for (const beat of sent) {
          if (beat.arrives === now - (now % 10) || (beat.arrives <= now && beat.arrives > now - 10))
            watcher.heartbeat(now)
          if (beat.arrives + values.latencyMs <= now && beat.arrives + values.latencyMs > now - 10)
            sender.acknowledged(beat.at)
        }
        acting.push([sender.mayAct(now), watcher.isSuspected(now)])
      }
      const row = (label: string, which: 0 | 1, tone: Tone): TimelineRow => {
        const spans = stretches(until, 10, tone, (now) => acting[now / 10]?.[which] ?? false)
        const total = spans.reduce((sum, { from, to }) => sum + to - from, 0)
        return { label, spans, summary: `${(total / 1000).toFixed(1)} s` }
      }
      return {
        kind: 'timeline' as const,
        x: { label: 'time', unit: 'ms' as const, min: 0, max: until },
        rows: [{ ...row('Leader acts', 0, 'accent'), id: one.member.id }, row('Watcher would take over', 1, 'slow')],
        bands: [{ from: 8000, to: 8000 + values.cutMs, tone: 'fail' as const, label: 'link cut' }],
        legend: [],
      }
    })
  },
})

const watching = {
  watchers: field(1, 'Watchers', 'Of one node.', integer('count', 5, { min: 1, max: 9 })),
  bad: field(2, 'With a bad link', 'That lose most heartbeats.', integer('count', 1, { max: 9 })),
} as const

export const quorumOfWatchers = figure({
  id: 'watchers',
  family: 'failure-detection',
  title: 'Several watchers of one node',
  caption:
    'The node dies after 30 seconds. A watcher with a bad link cries wolf; only when enough agree does the node count as failed.',
  inputs: watching,
  members: [quorumSuspicion],
  fit: (_, { watchers }) => ({ quorum: Math.floor(watchers / 2) + 1 }),
  run({ values, chosen, seed }) {
    const until = 45_000
    return chosen.map((one) => {
      const random = new SequentialRandom(seed, 34)
      const detectors = Array.from({ length: values.watchers }, () => fixedTimeout.create({ timeoutMs: 3000 }))
      const group = made<Of<typeof quorumSuspicion>>(one)(detectors)
      const seen: boolean[][] = []
      for (let now = 0; now < until; now += 100) {
        if (now % 1000 === 0 && now < 30_000)
          detectors.forEach((_, i) => {
            if (random.uniform() >= (i < values.bad ? 0.75 : 0.02)) group.heartbeat(now, i)
          })
        seen.push([...detectors.map((detector) => detector.isSuspected(now)), group.isSuspected(now)])
      }
      const row = (label: string, index: number, tone: Tone): TimelineRow => {
        const spans = stretches(until, 100, tone, (now) => seen[now / 100]?.[index] ?? false)
        return { label, spans, summary: spans.length === 0 ? '' : `suspects ${counted(spans.length, 'time')}` }
      }
      return {
        kind: 'timeline' as const,
        x: { label: 'time', unit: 'ms' as const, min: 0, max: until },
        rows: [
          ...detectors.map((_, i) => row(`Watcher ${i + 1}`, i, 'slow')),
          { ...row('Together', values.watchers, 'fail'), id: one.member.id },
        ],
        bands: [{ from: 30_000, to: until, tone: 'fail' as const, label: 'dead' }],
        legend: [
          { tone: 'slow' as const, is: 'span' as const, word: 'one suspects' },
          { tone: 'fail' as const, is: 'span' as const, word: 'counts as failed' },
        ],
      }
    })
  },
})

const spreading = {
  loss: field(1, 'Lost', 'Share of messages.', number('share', 0.05, { max: 0.5 })),
} as const

/** [ms] how the group is watched after a node died. */
const WATCHED = 40_000

export const gossip = figure({
  id: 'gossip',
  family: 'failure-detection',
  title: 'How the news of a death spreads',
  caption:
    'Node 0 is dead from the start. Each other node probes one peer a period; who suspects and who knows goes round with the probes.',
  inputs: spreading,
  members: [swim],
  fit: () => ({ nodes: 24 }),
  run({ values, chosen, seed }) {
    return chosen.map((one) => {
      const nodes = Number(one.params['nodes'])
      const intervalMs = Number(one.params['intervalMs'])
      const known = spread(made<Of<typeof swim>>(one), { nodes, intervalMs, loss: values.loss }, seed)
      return {
        kind: 'lines' as const,
        x: { label: 'time since the death', unit: 'ms' as const, min: 0, max: WATCHED },
        y: { label: 'nodes', unit: 'share' as const, min: 0, max: 1 },
        series: [
          { label: 'suspect it', points: known.map(({ at, suspect }) => [at, suspect] as const), isStepped: true },
          {
            label: 'know it is dead',
            id: one.member.id,
            points: known.map(({ at, dead }) => [at, dead] as const),
            isStepped: true,
          },
        ],
      }
    })
  },
})

function spread(
  create: (self: number) => SwimNode,
  group: { nodes: number; intervalMs: number; loss: number },
  seed: number,
) {
  const random = new SequentialRandom(seed, 35)
  const members = Array.from({ length: group.nodes }, (_, self) => create(self))
  const alive = members.map((_, i) => i).slice(1)
  const news: Gossip = { node: 0, status: 0, incarnation: 0, from: 0 }
  const tell = (now: number, from: number, to: number): void => {
    // A message carries a few pieces of news.
    for (let i = 0; i < 3 && members[from]?.nextGossip(news); i++) if (to !== 0) members[to]?.hear(now, news)
  }
  const known: { at: number; suspect: number; dead: number }[] = []
  for (let now = 0; now < WATCHED; now += group.intervalMs) {
    for (const self of alive) {
      const node = members[self]
      if (!node) continue
      while (node.nextExpiry() <= now && node.expire(now) !== NO_PEER);
      const peer = node.nextProbe(random)
      if (peer === NO_PEER) continue
      const isAnswered = peer !== 0 && random.uniform() >= group.loss
      if (!isAnswered) node.probeFailed(now, peer)
      else {
        tell(now, self, peer)
        tell(now, peer, self)
      }
    }
    const dead = alive.filter((self) => members[self]?.status(0) === DEAD).length / Math.max(1, alive.length)
    const suspect = alive.filter((self) => (members[self]?.status(0) ?? 0) > 0).length / Math.max(1, alive.length)
    known.push({ at: now, suspect, dead })
  }
  return known
}
