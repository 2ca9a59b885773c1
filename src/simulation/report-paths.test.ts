import { describe, expect, it } from 'vitest'
import type { ConnectionReport } from './report'
import { worstPathOf } from './report-paths'
import { constantSource, reportOf, steadyService } from './testing/designs'

const wires = (...texts: string[]) =>
  texts.map((id) => {
    const [from = '', to = ''] = id.split('-')
    return { id, from, to }
  })
const amplifying = (figures: { [id: string]: number }) =>
  Object.fromEntries(Object.entries(figures).map(([id, amplification]) => [id, { amplification } as ConnectionReport]))

describe('the worst path', () => {
  it('is that of the largest product', () => {
    const figures = amplifying({ 'a-b': 2, 'b-c': 3, 'a-c': 5, 'c-d': 1.5 })
    expect(worstPathOf(wires('a-b', 'b-c', 'a-c', 'c-d'), figures)).toEqual({
      amplification: 9,
      connections: ['a-b', 'b-c', 'c-d'],
    })
  })

  it('loses nothing where a breaker keeps calls back, follows loops once, and is nothing without retries', () => {
    const loop = wires('a-b', 'b-c', 'c-b')
    expect(worstPathOf(loop, amplifying({ 'a-b': 0.5, 'b-c': 2, 'c-b': 3 })).amplification).toBe(6)
    expect(worstPathOf(loop, amplifying({ 'a-b': 1, 'b-c': 1, 'c-b': 1 }))).toEqual({
      amplification: 1,
      connections: [],
    })
  })

  it('comes to an end where there are more paths than anyone could follow', () => {
    const layers = Array.from({ length: 10 }, (_, layer) => Array.from({ length: 6 }, (_, i) => `l${layer}n${i}`))
    const all = layers.slice(1).flatMap((layer, i) => layer.flatMap((to) => layers[i]!.map((from) => `${from}-${to}`)))
    const found = worstPathOf(wires(...all), amplifying(Object.fromEntries(all.map((id) => [id, 2]))))
    expect(found.amplification).toBe(2 ** 9)
  })
})

describe('wasted work', () => {
  it('is that of all who call a block', () => {
    const impatient = { timeoutMs: 50 }
    const { blocks, connections, worstPath } = reportOf({
      blocks: [
        constantSource(5),
        { ...constantSource(3), id: 'other' },
        steadyService('app', 80, { workers: 50 }),
        steadyService('idle', 1),
      ],
      connections: [
        { from: 'source', to: 'app', params: { ...impatient, retry: { type: 'fixed', attempts: 2, delayMs: 0 } } },
        { from: 'other', to: 'app', params: impatient },
        'other > idle',
      ],
    })
    const [one, other] = [connections['source-app']!, connections['other-app']!]
    expect(one.wasted).toBeGreaterThan(90)
    expect(other.wasted).toBeGreaterThan(10)
    expect(blocks['app']).toMatchObject({
      wasted: one.wasted + other.wasted,
      wastedMs: 80 * (one.wasted + other.wasted),
    })
    expect(blocks['idle']).toMatchObject({ wasted: 0, wastedMs: 0 })
    expect(worstPath).toEqual({ amplification: 2, connections: ['source-app'] })
  })
})
