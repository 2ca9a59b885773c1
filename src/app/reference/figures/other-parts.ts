/** Parts of families that have one or two of them. */
import { upstreamLevel } from '../../../algorithms/admission/upstream-level'
import { PaxosAcceptor, type PaxosProposer, paxos } from '../../../algorithms/consensus/paxos'
import { BackendList } from '../../../algorithms/load-balancing/backend-list'
import { outlierEjection } from '../../../algorithms/load-balancing/outlier-ejection'
import { roundRobin } from '../../../algorithms/load-balancing/round-robin'
import { fencingRegister } from '../../../algorithms/locking/fencing-register'
import { SequentialRandom } from '../../../lib/random'
import { field, integer, number } from '../../../lib/schema'
import type { Cell, Span, TimelineChart } from '../chart'
import { counted, exponential, figure, made, type Of, percent, poisson } from './figure'

const UNTIL = 20_000

const refusing = {
  ratePerSecond: field(
    1,
    'Calls',
    'Of 100 ranks, the lower the more important.',
    number('1/s', 60, { min: 5, max: 200 }),
  ),
  level: field(
    2,
    'Level in the overload',
    'Calls of a higher rank are refused by the callee.',
    integer('count', 30, { max: 100 }),
  ),
  latencyMs: field(
    3,
    'A reply takes',
    'It carries the level back to the caller.',
    number('ms', 200, { min: 1, max: 2000 }),
  ),
} as const

export const earlyRefusal = figure({
  id: 'early-refusal',
  family: 'admission',
  title: 'Refusing where the call begins',
  caption:
    'The callee is overloaded from the 5th to the 13th second. A caller that knows its level keeps calls back that would be refused there.',
  inputs: refusing,
  members: [upstreamLevel],
  run: ({ values, chosen, seed }) =>
    chosen.map((one) => {
      const known = made<Of<typeof upstreamLevel>>(one)
      const random = new SequentialRandom(seed, 80)
      const replies: { at: number; level: number }[] = []
      const tally = { served: 0, kept: 0, refused: 0 }
      for (const now of poisson(values.ratePerSecond, UNTIL, seed)) {
        for (let reply = replies[0]; reply && reply.at <= now; reply = replies[0]) {
          known.learn(reply.at, reply.level)
          replies.shift()
        }
        const rank = Math.floor(random.uniform() * 100)
        const level = now >= 5000 && now < 13_000 ? values.level : 100
        if (!known.allows(now, rank)) {
          tally.kept++
          continue
        }
        tally[rank <= level ? 'served' : 'refused']++
        replies.push({ at: now + values.latencyMs, level })
      }
      const all = tally.served + tally.kept + tally.refused
      return {
        kind: 'shares' as const,
        rows: [
          {
            label: one.member.label,
            id: one.member.id,
            segments: [
              { label: 'served', value: tally.served, tone: 'ok' as const },
              { label: 'kept back by the caller', value: tally.kept, tone: 'cancel' as const },
              { label: 'refused by the callee', value: tally.refused, tone: 'fail' as const },
            ],
            summary: `${percent(tally.refused / Math.max(1, all))} refused by the callee`,
          },
        ],
        legend: [
          { tone: 'ok' as const, is: 'span' as const, word: 'served' },
          { tone: 'cancel' as const, is: 'span' as const, word: 'kept back by the caller' },
          { tone: 'fail' as const, is: 'span' as const, word: 'refused by the callee' },
        ],
      }
    }),
})

const failing = {
  backends: field(1, 'Backends', 'That take turns.', integer('count', 5, { min: 2, max: 12 })),
  errors: field(
    2,
    'Backend 1 fails',
    'Share of its calls, from the 10th to the 40th second.',
    number('share', 0.95, { max: 1 }),
  ),
  background: field(3, 'All fail', 'Share of calls, at any time.', number('share', 0.01, { max: 0.5 })),
} as const

export const ejections = figure({
  id: 'ejections',
  family: 'load-balancing',
  title: 'A backend that fails is taken out',
  caption: 'It is tried again after a while, and stays out longer each time it fails anew.',
  inputs: failing,
  members: [outlierEjection],
  fit: () => ({ baseEjectionMs: 4000, maxEjectedShare: 0.5 }),
  run: ({ values, chosen, seed }) =>
    chosen.map((one): TimelineChart => {
      const until = 60_000
      const backends = new BackendList(Array.from({ length: values.backends }, (_, i) => `backend ${i + 1}`))
      const balancer = made<Of<typeof outlierEjection>>(one)(backends, (remaining) => roundRobin.create({}, remaining))
      const random = new SequentialRandom(seed, 81)
      const spans: Span[][] = Array.from({ length: values.backends }, () => [])
      const since = new Array<number | null>(values.backends).fill(null)
      let [failed, calls] = [0, 0]
      for (let now = 0; now <= until; now += 50) {
        for (let i = 0; i < values.backends; i++) {
          const isOut = now < until && balancer.isEjected(now, i)
          const from = since[i] ?? null
          if (isOut && from === null) since[i] = now
          if (!isOut && from !== null) {
            spans[i]?.push({ from, to: now, tone: 'fail', label: 'out' })
            since[i] = null
          }
        }
        const index = balancer.pick(now, { clientAddress: 1, clientPort: 1, key: 1 }, random)
        if (index < 0) continue
        const isFault = index === 0 && now >= 10_000 && now < 40_000
        const isOk = random.uniform() >= (isFault ? values.errors : values.background)
        backends.start(balancer, now, index)
        backends.finish(balancer, now, index, 1, isOk)
        calls++
        failed += isOk ? 0 : 1
      }
      return {
        kind: 'timeline',
        title: `${percent(failed / Math.max(1, calls))} of the calls failed`,
        x: { label: 'time', unit: 'ms', min: 0, max: until },
        rows: spans.map((own, i) => ({
          label: `Backend ${i + 1}`,
          ...(i === 0 ? { id: one.member.id } : {}),
          spans: own,
          summary: own.length > 0 ? `out ${counted(own.length, 'time')}` : '',
        })),
        bands: [{ from: 10_000, to: 40_000, tone: 'slow', label: 'backend 1 fails' }],
        legend: [{ tone: 'fail', is: 'span', word: 'taken out' }],
      }
    }),
})

const writing = {
  holders: field(
    1,
    'Holders',
    'One after the other, each with the next token.',
    integer('count', 8, { min: 1, max: 14 }),
  ),
  everyMs: field(
    2,
    'A new one every',
    'Because the lease of the one before ended.',
    number('ms', 2000, { min: 200, max: 5000 }),
  ),
  delayMs: field(
    3,
    'Writes after',
    'On average; some pause for much longer.',
    number('ms', 1800, { min: 10, max: 10_000 }),
  ),
} as const

export const fencing = figure({
  id: 'fencing',
  family: 'locking',
  title: 'Writes that come too late',
  caption:
    'The numbers are tokens. A write whose token is lower than one that was seen comes from a holder who no longer holds.',
  inputs: writing,
  members: [fencingRegister],
  run: ({ values, chosen, seed }) =>
    chosen.map((one): TimelineChart => {
      const store = made<Of<typeof fencingRegister>>(one)
      const random = new SequentialRandom(seed, 82)
      const writes = Array.from({ length: values.holders }, (_, i) => {
        return { token: i + 1, at: i * values.everyMs + exponential(random.uniform(), values.delayMs) }
      }).sort((a, b) => a.at - b.at)
      const results = writes.map((write) => ({ ...write, isTaken: store.write(1, write.token) }))
      const marksOf = (isTaken: boolean) => {
        const own = results.filter((result) => result.isTaken === isTaken)
        return { at: own.map(({ at }) => at), labels: own.map(({ token }) => String(token)) }
      }
      return {
        kind: 'timeline',
        x: { label: 'time', unit: 'ms', min: 0, max: Math.max(...writes.map(({ at }) => at)) * 1.03 },
        rows: [
          {
            label: 'Taken',
            id: one.member.id,
            marks: [{ tone: 'ok', ...marksOf(true) }],
            summary: `up to token ${store.highestToken(1)}`,
          },
          {
            label: 'Refused',
            marks: [{ tone: 'fail', ...marksOf(false) }],
            summary: `${marksOf(false).at.length} too late`,
          },
        ],
        legend: [],
      }
    }),
})

const duelling = {
  reached: field(
    1,
    'Reached by the first',
    'Acceptors that take its value before the second begins.',
    integer('count', 3, { max: 9 }),
  ),
  heard: field(
    2,
    'Silent to the second',
    'It asks acceptors from the other end; so many of the last ones do not answer.',
    integer('count', 0, { max: 4 }),
  ),
} as const

export const duel = figure({
  id: 'duel',
  family: 'consensus',
  title: 'Two proposers, one value',
  caption:
    'The first wants A and is interrupted; then the second comes with B. If a promise tells it that A was accepted, it has to go on with A.',
  inputs: duelling,
  isFixed: true,
  members: [paxos],
  fit: () => ({ acceptors: 5 }),
  run: ({ values, chosen }) =>
    chosen.map((one) => {
      const create = made<Of<typeof paxos>>(one)
      const count = Number(one.params['acceptors'])
      const acceptors = Array.from({ length: count }, () => new PaxosAcceptor())
      const rows: { cells: Cell[] }[] = []
      const first = create(1)
      rows.push(...roundOf(first, 1, 'First', acceptors, { asked: count, reached: values.reached, isBackwards: false }))
      const second = create(2)
      rows.push(
        ...roundOf(second, 2, 'Second', acceptors, { asked: count - values.heard, reached: count, isBackwards: true }),
      )
      return {
        kind: 'table' as const,
        title: `First: ${chosenBy(first)}; second: ${chosenBy(second)}`,
        columns: ['Step', ...acceptors.map((_, i) => `Acceptor ${i + 1}`)],
        rows,
      }
    }),
})

function chosenBy({ chosen }: PaxosProposer): string {
  return Number.isNaN(chosen) ? 'nothing chosen' : `${nameOf(chosen)} is chosen`
}

function nameOf(value: number): string {
  return value === 1 ? 'A' : 'B'
}

interface Reach {
  /** Acceptors that hear the preparation. */
  readonly asked: number
  /** Acceptors that hear the value. */
  readonly reached: number
  readonly isBackwards: boolean
}

/** One round of a proposer, as two rows: promises, then what was accepted. */
function roundOf(
  proposer: PaxosProposer,
  wish: number,
  name: string,
  acceptors: readonly PaxosAcceptor[],
  reach: Reach,
): { cells: Cell[] }[] {
  const ballot = proposer.begin(wish)
  const order = acceptors.map((_, i) => (reach.isBackwards ? acceptors.length - 1 - i : i))
  const promises: Cell[] = acceptors.map(() => '')
  for (const i of order.slice(0, Math.max(0, reach.asked))) {
    // A majority is enough; the others are not asked any more.
    if (proposer.isPrepared) break
    const acceptor = acceptors[i]
    if (!acceptor?.prepare(ballot)) continue
    proposer.promise(i + 1, ballot, acceptor.acceptedBallot, acceptor.acceptedValue)
    const before = acceptor.acceptedBallot === 0 ? '' : `, has ${nameOf(acceptor.acceptedValue)}`
    promises[i] = { text: `promises${before}`, tone: before === '' ? 'plain' : 'slow' }
  }
  const rows = [{ cells: [`${name}: prepare`, ...promises] }]
  if (!proposer.isPrepared) return [...rows, { cells: [`${name}: no majority`, ...acceptors.map(() => '')] }]
  const { value } = proposer
  const accepted: Cell[] = acceptors.map(() => '')
  for (const i of order.slice(0, reach.reached)) {
    if (!acceptors[i]?.accept(ballot, value)) continue
    proposer.accepted(i + 1, ballot)
    accepted[i] = { text: `accepts ${nameOf(value)}`, tone: 'ok' }
  }
  return [...rows, { cells: [`${name}: accept ${nameOf(value)}`, ...accepted] }]
}
