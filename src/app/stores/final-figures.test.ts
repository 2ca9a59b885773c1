import { describe, expect, it } from 'vitest'
import { emptyDesign } from '../../design/empty'
import { BLOCK_COLUMNS, CONNECTION_COLUMNS } from '../../simulation/protocol'
import type { Report } from '../../simulation/report'
import { addBlock, addConnection } from '../edits/add'
import { finalFigures } from './final-figures'

const source = addBlock(emptyDesign(), 'traffic-source', { x: 0, y: 0 })
const service = addBlock(source.design, 'service', { x: 300, y: 0 })
const wired = addConnection(service.design, source.id, service.id)
const DESIGN = { ...wired.design, scenario: { ...wired.design.scenario, durationMs: 11_000, warmupMs: 1000 } }

const REPORT = {
  simulatedMs: 14_000,
  requests: { latencyMs: { p99: 42 } },
  blocks: {
    [source.id]: { arrivals: 1000, completions: 990, rejected: 0, utilisation: 0, meanSojournMs: 9 },
    [service.id]: {
      arrivals: 1000,
      completions: 980,
      rejected: 20,
      utilisation: 0.6,
      meanQueueLength: 1.5,
      meanSojournMs: 8,
    },
  },
  connections: { [wired.id]: { calls: 1000, attempts: 1100, ok: 980, failed: 20 } },
} as unknown as Report

const LAST = { block: () => BLOCK_COLUMNS.map(() => 7), connection: () => CONNECTION_COLUMNS.map(() => 7) }
const { blocks, connections } = finalFigures({ design: DESIGN, report: REPORT }, LAST)
const ofBlock = (id: string, name: (typeof BLOCK_COLUMNS)[number]) => blocks.get(id)?.[BLOCK_COLUMNS.indexOf(name)]
const ofWire = (name: (typeof CONNECTION_COLUMNS)[number]) =>
  connections.get(wired.id)?.[CONNECTION_COLUMNS.indexOf(name)]

describe('figures of a whole run', () => {
  it('counts rates over the time in which requests came, without warm-up and draining', () => {
    expect(ofBlock(service.id, 'arrivalsPerSecond')).toBe(100)
    expect(ofBlock(service.id, 'rejectedPerSecond')).toBe(2)
    expect(ofWire('attemptsPerSecond')).toBe(110)
    expect(ofWire('errorShare')).toBe(0.02)
  })

  it('gives means where moments were, and leaves what is a state as it was last', () => {
    expect(ofBlock(service.id, 'queueLength')).toBe(1.5)
    expect(ofBlock(service.id, 'utilisation')).toBe(0.6)
    expect(ofBlock(service.id, 'inService')).toBe(7)
    expect(ofWire('breakerState')).toBe(7)
  })

  it('knows the 99th percentile of the requests where they start, and a mean stay elsewhere', () => {
    expect(ofBlock(source.id, 'p99Ms')).toBe(42)
    expect(ofBlock(service.id, 'p99Ms')).toBeNaN()
    expect(blocks.get(service.id)?.at(-1)).toBe(8)
  })
})
