import { describe, expect, it } from 'vitest'
import { exampleOf, FIRST_EXAMPLE } from '../../design/examples/registry'
import { parseDesign } from '../../design/schema'
import { measuresOf, unitOf, wordsOf } from './measures'

describe('measures', () => {
  it('are all accepted by the design', () => {
    const { design } = parseDesign(exampleOf(FIRST_EXAMPLE)?.design)
    const measures = measuresOf(design)
    for (let start = 0; start < measures.length; start += 50) {
      const objectives = measures.slice(start, start + 50).map(({ id }) => ({ measure: id, below: 1 }))
      expect(parseDesign({ ...design, objectives }).errors).toEqual([])
    }
  })

  it.each([
    ['latencyMs.p999', 'latency p99.9', 'ms'],
    ['latencyMs.count', 'latency count', 'count'],
    ['throughputPerSecond', 'throughput', '1/s'],
    ['cpuUtilisation', 'CPU utilisation', 'share'],
    ['meanQueueLength', 'mean queue length', 'count'],
    ['wastedMs', 'wasted', 'ms'],
    ['doubleHolders', 'double holders', 'count'],
  ])('%s is "%s" in %s', (name, words, unit) => {
    expect(wordsOf(name)).toBe(words)
    expect(unitOf(name)).toBe(unit)
  })
})
