import { type Design, FORMAT } from './design'

/** A design without blocks, everything at its default. */
export function emptyDesign(): Design {
  return {
    format: FORMAT,
    name: 'Untitled',
    seed: 1,
    scenario: { durationMs: 60_000, warmupMs: 0, drainMs: 5000, faults: [], changes: [] },
    blocks: [],
    connections: [],
    objectives: [],
  }
}
