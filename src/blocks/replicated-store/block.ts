import { chain } from '../../algorithms/replication/chain'
import { hintedHandoff } from '../../algorithms/replication/hinted-handoff'
import { quorum } from '../../algorithms/replication/quorum'
import { sloppyQuorum } from '../../algorithms/replication/sloppy-quorum'
import { distributionSchema } from '../../lib/distributions'
import { boolean, field, nullable, number, variants } from '../../lib/schema'
import { defineBlock } from '../block'

/** Schemes in which nobody leads, or the copies are in a row. */
export const SCHEMES = [quorum, sloppyQuorum, chain] as const

const SCHEME = variants(SCHEMES, quorum.id, 'replication')

export const HANDOFF = variants([hintedHandoff], hintedHandoff.id, 'replication')

export const replicatedStore = defineBlock({
  id: 'replicated-store',
  number: 10,
  name: 'Replicated store',
  group: 'data',
  icon: 'database-backup',
  shape: 'cylinder',
  summary: 'Keeps copies of each value in several databases, and waits for as many answers as it is told.',
  help: [
    'Each connection that leaves is a copy: a database with a pool, a network and faults of its own. A write goes to all copies that are taken to be there and is done when W of them have confirmed it; a read asks R copies and gives the newest value. With R + W > N every read meets the last write that was done; with less, reads are quicker and some are old: they are counted exactly.',
    'A copy that does not answer is passed by for a while, so what is to happen to a call that gets no answer, its timeout and retries, belongs to its connection. When too few copies are there the store refuses: that is the price of consistency. Sloppy quorums let spares stand in and go on, at the price of old reads. In a chain a write passes through all copies, and the last one serves the reads.',
    'What a copy missed it gets later: as a hint that is kept until it answers again, or from a read that sees it is behind. Without either it stays behind until the key is written again. A write that failed is not taken back: some copies may have it, and show it.',
    'All calls come through one store, which numbers the writes, so that no two of them are concurrent; conflicts between several stores over the same copies are not modelled, nor is comparing copies in the background.',
  ],
  sources: [
    {
      title: 'DeCandia et al., "Dynamo: Amazon\'s Highly Available Key-value Store" (SOSP 2007)',
      url: 'https://www.allthingsdistributed.com/files/amazon-dynamo-sosp2007.pdf',
    },
    { title: 'Bailis et al., "Probabilistically Bounded Staleness for Practical Partial Quorums" (VLDB 2012)' },
    { title: 'van Renesse and Schneider, "Chain Replication" (OSDI 2004)' },
  ],
  fields: {
    scheme: field(
      1,
      'How copies are kept',
      'Which copies a read or write goes to, and for how many answers it waits.',
      SCHEME,
    ),
    handoff: field(2, 'Hints', 'Whether writes are kept for copies that missed them.', nullable(HANDOFF)),
    repairs: field(
      3,
      'Read repair',
      'Whether a read that sees copies behind others brings these up to date.',
      boolean(false),
    ),
    suspectMs: field(
      4,
      'Passed by for',
      'How long a copy that did not answer is taken to be away.',
      number('ms', 1000, { min: 0, max: 3.6e6 }),
    ),
    serviceTime: field(
      5,
      'Own time',
      'Time that the store itself takes for a call, before it asks the copies.',
      distributionSchema('constant', { valueMs: 0.2 }),
    ),
  },
  inPort: { roles: ['data'], protocol: 'query' },
  outPort: { roles: ['copy'], min: 1, max: 100 },
  figures: [
    { id: 'reads', label: 'reads', unit: 'count', is: 'total', help: 'Reads answered.' },
    { id: 'writes', label: 'writes', unit: 'count', is: 'total', help: 'Writes confirmed by enough copies.' },
    {
      id: 'staleReads',
      label: 'stale reads',
      unit: 'count',
      is: 'total',
      isViolation: true,
      help: 'Reads older than what had been confirmed when they began.',
    },
    {
      id: 'unavailable',
      label: 'unavailable',
      unit: 'count',
      is: 'total',
      help: 'Calls that failed because too few copies answered.',
    },
    { id: 'hints', label: 'hints', unit: 'count', is: 'level', help: 'Writes kept for copies that missed them.' },
    { id: 'repaired', label: 'repaired', unit: 'count', is: 'total', help: 'Copies brought up to date by reads.' },
  ],
  servers: null,
  oddities: (name, { scheme, handoff }, leaving) => {
    const copies = scheme.type === sloppyQuorum.id ? scheme.replicas + scheme.spares : scheme.replicas
    const odd = leaving.flatMap(({ to, params, callers }) => [
      ...(callers > 1
        ? [
            {
              message: `"${to}" is a copy of "${name}" and called over another connection, too, whose writes have other numbers`,
              cure: 'let each copy be called by one store only, once',
            },
          ]
        : []),
      ...(Number(params['readReplicas']) > 0
        ? [
            {
              message: `"${to}" is a copy of "${name}" and answers reads from read replicas, which may be behind what it has confirmed`,
              cure: 'set its read replicas to 0',
            },
          ]
        : []),
    ])
    if (scheme.type === chain.id && handoff === null)
      odd.push({
        message: `a copy of "${name}" that was away comes back into the chain without what it missed`,
        cure: 'let hints be kept',
      })
    if (leaving.length === copies) return odd
    return [
      {
        message: `"${name}" is to keep ${copies} copies and calls ${leaving.length}`,
        cure: leaving.length < copies ? 'connect more databases or keep fewer copies' : 'keep more copies',
      },
      ...odd,
    ]
  },
  example: {
    format: 'loadbearing/1',
    name: 'Three copies, one of them away',
    scenario: {
      durationMs: 60_000,
      warmupMs: 5000,
      faults: [{ atMs: 20_000, forMs: 15_000, target: 'copy-3', replica: 0, type: 'crash' }],
    },
    blocks: [
      {
        id: 'carts',
        kind: 'traffic-source',
        params: {
          arrivals: { type: 'poisson', ratePerSecond: 200 },
          readShare: 0.6,
          keys: { type: 'zipf', count: 1000, exponent: 1 },
        },
      },
      { id: 'store', kind: 'replicated-store', params: { handoff: { type: 'hinted-handoff' } } },
      { id: 'copy-1', kind: 'database', params: {} },
      { id: 'copy-2', kind: 'database', params: {} },
      { id: 'copy-3', kind: 'database', params: {} },
    ],
    connections: [
      { id: 'to-store', from: 'carts', to: 'store' },
      { id: 'to-copy-1', from: 'store', to: 'copy-1', params: { timeoutMs: 200 } },
      { id: 'to-copy-2', from: 'store', to: 'copy-2', params: { timeoutMs: 200 } },
      { id: 'to-copy-3', from: 'store', to: 'copy-3', params: { timeoutMs: 200 } },
    ],
  },
})
