/** How long a group is without a leader after its leader died. */
import type { ConsensusNode, ConsensusProtocol, Envelope } from '../../../algorithms/consensus/consensus'
import { consensusProtocols } from '../../../algorithms/consensus/registry'
import { SequentialRandom } from '../../../lib/random'
import { field, integer, number } from '../../../lib/schema'
import type { Series, TimelineRow } from '../chart'
import { type Chosen, duration, figure, made, quantile } from './figure'

/** [ms] a trial ends without a leader after this. */
const PATIENCE = 5000
const TRIALS = 200

const inputs = {
  nodes: field(1, 'Nodes', 'In the group, the dead one included.', integer('count', 5, { min: 3, max: 9 })),
  latencyMs: field(2, 'A message takes', 'One way, on average.', number('ms', 10, { min: 0.5, max: 100 })),
  loss: field(3, 'Lost', 'Share of messages.', number('share', 0, { max: 0.5 })),
  electionMinMs: field(
    4,
    'Election timeout from',
    'A follower that hears nothing for so long stands for election.',
    number('ms', 150, { min: 10, max: 1000 }),
  ),
  spreadMs: field(5, 'Spread', 'How far election timeouts may be apart.', number('ms', 150, { min: 0, max: 1000 })),
} as const

type Values = { readonly [name in keyof typeof inputs]: number }

export const consensus = figure({
  id: 'elections',
  family: 'consensus',
  title: 'Until there is a leader again',
  caption: `The leader dies, ${TRIALS} times over. Followers whose timeouts lie close together stand at the same time and split the votes; spread them, and one is first.`,
  inputs,
  members: consensusProtocols,
  fitted: ['electionMinMs', 'spreadMs'],
  fit: (_, { electionMinMs, spreadMs }) => ({
    electionMinMs,
    electionMaxMs: electionMinMs + spreadMs,
    heartbeatMs: Math.max(1, electionMinMs / 3),
  }),
  run({ values, chosen, seed }) {
    const results = chosen.map((one) => {
      const trials = Array.from({ length: TRIALS }, (_, i) => trial(one, values, seed * 1000 + i))
      return { one, sorted: trials.map(({ tookMs }) => tookMs).sort((a, b) => a - b), slowest: slowestOf(trials) }
    })
    const longest = Math.max(...results.map(({ sorted }) => quantile(sorted, 0.99)))
    return [
      {
        kind: 'lines',
        title: 'Share of trials in which there was a leader by then',
        x: { label: 'time since the death', unit: 'ms', min: 0, max: Math.max(longest, 100) * 1.1 },
        y: { label: 'trials', unit: 'share', min: 0, max: 1 },
        series: results.map(({ one, sorted }): Series => {
          return {
            label: `${one.member.label}, median ${duration(quantile(sorted, 0.5))}`,
            id: one.member.id,
            isStepped: true,
            points: [[0, 0], ...sorted.map((at, i): [number, number] => [at, (i + 1) / TRIALS])],
          }
        }),
      },
      ...results.flatMap(({ one, slowest }) => (slowest ? [storyOf(one, slowest)] : [])),
    ]
  },
})

interface Stand {
  readonly node: number
  readonly at: number
}

interface Trial {
  readonly tookMs: number
  /** When nodes began an election. */
  readonly stands: readonly Stand[]
  readonly leader: number
  readonly nodes: number
}

function slowestOf(trials: readonly Trial[]): Trial | undefined {
  return trials.reduce<Trial | undefined>(
    (slowest, one) => (one.tookMs > (slowest?.tookMs ?? -1) ? one : slowest),
    undefined,
  )
}

function storyOf({ member }: Chosen, { tookMs, stands, leader, nodes }: Trial) {
  const rows = Array.from({ length: nodes - 1 }, (_, i): TimelineRow => {
    const node = i + 2
    const own = stands.filter((stand) => stand.node === node).map(({ at }) => at)
    return {
      label: `Node ${node}`,
      marks: [
        { tone: 'slow', at: own },
        { tone: 'accent', at: node === leader ? [tookMs] : [] },
      ],
      summary: node === leader ? `leads after ${duration(tookMs)}` : own.length > 0 ? 'stood, and lost' : '',
    }
  })
  return {
    kind: 'timeline' as const,
    title: `${member.label}: the slowest of the trials`,
    x: { label: 'time since the death', unit: 'ms' as const, min: 0, max: Math.max(1, tookMs) * 1.08 },
    rows,
    legend: [
      { tone: 'slow' as const, is: 'mark' as const, word: 'stands for election' },
      { tone: 'accent' as const, is: 'mark' as const, word: 'leads' },
    ],
  }
}

interface Delivery {
  readonly at: number
  readonly message: Envelope
}

/** Elects a leader, lets it die, and waits for the next one. */
function trial(chosen: Chosen, values: Values, seed: number): Trial {
  const protocol = made<ConsensusProtocol>(chosen)
  const random = new SequentialRandom(seed, 17)
  const nodes = Array.from({ length: values.nodes }, (_, i) => protocol.node(i + 1, values.nodes))
  const network: Delivery[] = []
  const stands: Stand[] = []
  let dead = 0
  let diedAt = 0
  for (const node of nodes) node.start(0, random)

  const collect = (now: number): void => {
    for (const node of nodes) {
      for (const message of node.takeMessages()) {
        const at = now + values.latencyMs * (0.5 + random.uniform())
        if (node.id !== dead && random.uniform() >= values.loss) network.push({ at, message })
      }
    }
  }
  const step = (): number => {
    const alive = nodes.filter(({ id }) => id !== dead)
    const ticking = alive.reduce((first, node) => (node.nextTickAt() < first.nextTickAt() ? node : first))
    const next = network.reduce((best, delivery, i) => (delivery.at < (network[best]?.at ?? Infinity) ? i : best), -1)
    const delivery = network[next]
    if (delivery && delivery.at <= ticking.nextTickAt()) {
      network.splice(next, 1)
      const { at, message } = delivery
      alive.find(({ id }) => id === message.to)?.receive(at, random, message)
      collect(at)
      return at
    }
    const now = ticking.nextTickAt()
    const { term } = ticking
    ticking.tick(now, random)
    if (dead !== 0 && ticking.term !== term && ticking.id !== dead) stands.push({ node: ticking.id, at: now - diedAt })
    collect(now)
    return now
  }
  const leaderOf = (): ConsensusNode | undefined =>
    nodes.find((node) => node.id !== dead && node.isLeader && node.leader === node.id)

  let now = 0
  while (!leaderOf() && now < 20_000) now = step()
  // It leads for a while, so that all know it, and dies between two of its heartbeats.
  const until = now + values.electionMinMs * (2 + random.uniform())
  while (now < until) now = step()
  dead = leaderOf()?.id ?? 1
  diedAt = now
  while (!leaderOf() && now - diedAt < PATIENCE) now = step()
  // Nodes are told apart by their places after the dead one, which is shown as the first.
  const shown = (id: number): number => (id === dead ? 1 : id < dead ? id + 1 : id)
  return {
    tookMs: now - diedAt,
    stands: stands.map(({ node, at }) => ({ node: shown(node), at })),
    leader: shown(leaderOf()?.id ?? dead),
    nodes: values.nodes,
  }
}
