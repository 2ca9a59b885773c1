import { describe, expect, it } from 'vitest'
import { EXAMPLES } from '../../design/examples/registry'
import { withValueAt } from '../../design/path'
import { parseDesign } from '../../design/schema'
import { decadeTicks, niceTicks, placeOf } from './axis'
import { optionOf, optionsOf, parametersOf, rangeAround, rangeOf } from './parameters'
import { firstPath } from './parts'
import { fromTo, plusMinus } from './plus-minus'
import { figureAt } from './replicated'
import { secondsLeft } from './store'

const DESIGNS = EXAMPLES.map(({ design }) => parseDesign(design).design)
const CHECKOUT = DESIGNS[0] ?? parseDesign({}).design
/** Narrow spaces make no difference to what is said. */
const plain = (text: string) => text.replaceAll('\u202f', ' ')

describe('parameters to vary', () => {
  it('are all there under paths that lead somewhere', () => {
    for (const design of DESIGNS) {
      const all = parametersOf(design)
      expect(all.length).toBeGreaterThan(10)
      expect(new Set(all.map(({ path }) => path)).size).toBe(all.length)
      for (const { path, value } of all) expect(withValueAt(design, path, value).problems, path).toEqual([])
    }
  })

  it('include the distances between regions', () => {
    const groups = [
      { id: 'eu', kind: 'region', members: ['orders'], params: { distancesKm: { us: 6200 } } },
      { id: 'us', kind: 'region', label: 'Ohio', members: ['orders-db'] },
    ]
    const { design } = parseDesign({ ...CHECKOUT, groups })
    const distance = parametersOf(design).at(-1)
    expect(distance).toMatchObject({ owner: 'Eu', label: 'Distance to Ohio', value: 6200 })
    expect(withValueAt(design, distance?.path ?? '', 100).problems).toEqual([])
  })

  it('take every option that they offer', () => {
    for (const parameter of parametersOf(CHECKOUT)) {
      const options = optionsOf(parameter) ?? []
      if (parameter.schema.kind !== 'number') expect(options.map(({ id }) => id)).toContain(optionOf(parameter))
      for (const { value } of options)
        expect(withValueAt(CHECKOUT, parameter.path, value).problems, parameter.path).toEqual([])
    }
  })

  it('begin with the workers of what is replicated', () => {
    expect(firstPath(CHECKOUT)).toBe('blocks.orders.params.workers')
    expect(firstPath(CHECKOUT, 'blocks.orders.params.workers')).toBe('blocks.mailer.params.workers')
    for (const design of DESIGNS) expect(firstPath(design)).not.toBe('')
  })

  it('have a range around their value that they accept', () => {
    for (const { path, schema, value } of parametersOf(CHECKOUT)) {
      if (schema.kind !== 'number') continue
      const { from, to } = rangeAround(value as number, schema)
      expect(from, path).toBeLessThan(to)
      for (const end of [from, to]) expect(withValueAt(CHECKOUT, path, end).problems, path).toEqual([])
    }
  })

  it('count by whole numbers, each once', () => {
    expect(rangeOf(1, 3, 5, true)).toEqual([1, 2, 3])
    expect(rangeOf(1, 2, 3, false)).toEqual([1, 1.5, 2])
  })
})

describe('an axis', () => {
  it('has round ticks that hold all values', () => {
    expect(niceTicks(0, 97, 4)).toEqual([0, 25, 50, 75, 100])
    expect(niceTicks(4, 16, 5)).toEqual([2.5, 5, 7.5, 10, 12.5, 15, 17.5])
    expect(niceTicks(3, 3, 4)).toEqual([3])
  })

  it('has decades where values span them', () => {
    expect(decadeTicks(15, 4800)).toEqual([10, 100, 1000, 10_000])
    expect(decadeTicks(12, 80)).toEqual([10, 20, 50, 100])
  })

  it('places values by distance or by ratio', () => {
    expect(placeOf(25, [0, 50, 100], false)).toBe(0.25)
    expect(placeOf(10, [1, 10, 100], true)).toBeCloseTo(0.5, 12)
    expect(placeOf(0, [1, 100], true)).toBe(0)
    expect(placeOf(7, [7], false)).toBe(0.5)
  })
})

describe('a figure with its interval', () => {
  it.each([
    [212, 6, 'ms', '212.0 ms ± 6.0'],
    [212, 14, 'ms', '212 ms ± 14'],
    [2830, 150, 'ms', '2.83 s ± 0.15'],
    [4998.98, 0.68, 'ms', '4.999 s ± 0.001'],
    [0.674, 0.012, 'share', '67.4 % ± 1.2'],
    [-5.5, 1.1, 'ms', '−5.5 ms ± 1.1'],
    [500, 0, 'count', '500 ± 0'],
    [5, 0.0002, 'ms', '5.000 ms ± < 0.001'],
    [179.5, 2.9, '1/s', '179.5/s ± 2.9'],
  ] as const)('%s ± %s %s is written %s', (mean, half, unit, text) => {
    expect(plain(plusMinus(mean, half, unit))).toBe(text)
  })

  it('stands alone where there is no interval', () => {
    expect(plain(plusMinus(212, null, 'ms'))).toBe('212 ms')
    expect(plain(fromTo(205.4, 221.2, 'ms'))).toBe('205.4 to 221.2 ms')
    expect(fromTo(null, 3, 'ms')).toBe('–')
  })

  it('is found by its path', () => {
    const report = { requests: { latencyMs: { p99: { mean: 3, halfWidth: 1 }, p999: null } } }
    expect(figureAt(report, 'requests.latencyMs.p99')).toEqual({ mean: 3, halfWidth: 1 })
    expect(figureAt(report, 'requests.latencyMs.p999')).toBeNull()
    expect(figureAt(report, 'requests.latencyMs')).toBeNull()
    expect(figureAt(report, 'requests.nothing.p99')).toBeNull()
  })
})

it('the time left goes by the runs so far', () => {
  const busy = (done: number) => ({
    kind: 'capacity' as const,
    progress: { done, total: 40, what: '' },
    startedMs: 1000,
  })
  expect(secondsLeft(busy(0), 5000)).toBeNull()
  expect(secondsLeft(busy(10), 5000)).toBe(12)
  expect(secondsLeft(busy(40), 5000)).toBe(0)
})
