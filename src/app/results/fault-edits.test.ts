import { describe, expect, it } from 'vitest'
import { type Design, FORMAT } from '../../design/design'
import type { Fault } from '../../design/scenario'
import {
  addFault,
  dragged,
  LEAST_MS,
  lanesOf,
  newFault,
  removeFault,
  replaceFault,
  timeForFault,
  withKind,
} from './fault-edits'

const FAULT: Fault = { type: 'slow', factor: 10, atMs: 1000, forMs: 500, target: 'a', replica: null }
const DESIGN: Design = {
  format: FORMAT,
  name: 'Test',
  seed: 1,
  scenario: { durationMs: 6000, warmupMs: 0, drainMs: 0, faults: [FAULT], changes: [] },
  blocks: [],
  connections: [],
  objectives: [],
}

describe('faults of a scenario', () => {
  it('are added, replaced and removed without touching the design they came from', () => {
    const other = { ...FAULT, atMs: 2000 }
    const two = addFault(DESIGN, other)
    expect(two.scenario.faults).toEqual([FAULT, other])
    expect(replaceFault(two, 0, other).scenario.faults).toEqual([other, other])
    expect(removeFault(two, 0).scenario.faults).toEqual([other])
    expect(DESIGN.scenario.faults).toEqual([FAULT])
  })

  it('take the defaults of a new kind and keep time and target', () => {
    expect(withKind(FAULT, 'error')).toEqual({
      type: 'error',
      probability: 0.5,
      atMs: 1000,
      forMs: 500,
      target: 'a',
      replica: null,
    })
  })

  it('cannot be made where nothing can fail', () => {
    expect(newFault(DESIGN, 0)).toBeNull()
  })
})

describe('a fault that is added with the button', () => {
  it('begins where the run stands when it rests midway', () => {
    expect(timeForFault(120_000, 42_300)).toBe(42_300)
  })

  it.each([null, 0, 120_000, 120_984])('begins after a quarter when there is no such place (%s)', (standsAtMs) => {
    expect(timeForFault(120_000, standsAtMs)).toBe(30_000)
  })
})

describe('dragging a fault', () => {
  it.each([
    ['whole', 240, 1200, 500],
    ['whole', -5000, 0, 500],
    ['whole', 99_999, 5900, 500],
    ['start', -300, 700, 800],
    ['start', 9999, 1400, LEAST_MS],
    ['end', 340, 1000, 800],
    ['end', -9999, 1000, LEAST_MS],
    ['end', 99_999, 1000, 5000],
  ] as const)('by its %s for %s ms', (grip, byMs, atMs, forMs) => {
    expect(dragged(FAULT, grip, byMs, 6000)).toEqual({ ...FAULT, atMs, forMs })
  })
})

describe('lanes', () => {
  it('are shared by faults that follow each other and parted for those that overlap', () => {
    expect(
      lanesOf([
        { atMs: 50, forMs: 100 },
        { atMs: 0, forMs: 60 },
        { atMs: 60, forMs: 10 },
        { atMs: 150, forMs: 1 },
      ]),
    ).toEqual([1, 0, 0, 0])
  })
})
