import { describe, expect, it } from 'vitest'
import type { Chart } from '../chart'
import { defaultsFor } from '../defaults'
import { FIGURES } from './registry'
import { type FigureRequest, runFigure } from './run-figure'

function requestOf(id: string, change: Partial<FigureRequest> = {}): FigureRequest {
  const figure = FIGURES.find((candidate) => candidate.id === id)
  if (!figure) throw new RangeError(`no figure ${id}`)
  const members = figure.members.map((member) => ({ id: member.id, params: {} }))
  return { figure: id, values: defaultsFor(figure.inputs), members, seed: 1, ...change }
}

function chartsOf(request: FigureRequest): readonly Chart[] {
  const answer = runFigure(request)
  if (!answer.ok) throw new Error(answer.message)
  return answer.charts
}

/** Every number that is drawn. */
function numbersOf(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(numbersOf)
}

/** Ids of members that something is drawn for. */
function idsOf(charts: readonly Chart[]): Set<string> {
  const rows = charts.flatMap((chart): readonly { id?: string }[] =>
    chart.kind === 'lines' ? chart.series : chart.rows,
  )
  return new Set(rows.flatMap(({ id }) => (id === undefined ? [] : [id])))
}

describe.each(FIGURES.map((figure) => [figure.id, figure] as const))('the figure %s', (id, figure) => {
  const charts = chartsOf(requestOf(id))

  it('draws something, in finite numbers', () => {
    const numbers = numbersOf(charts)
    expect(charts.length).toBeGreaterThan(0)
    expect(numbers.every(Number.isFinite)).toBe(true)
    expect(JSON.stringify(charts).length).toBeGreaterThan(200)
  })

  it('names its own members and no others', () => {
    const known = new Set(figure.members.map((member) => member.id))
    for (const drawn of idsOf(charts)) expect(known).toContain(drawn)
  })

  const few = figure.members.slice(0, 3).map((member) => ({ id: member.id, params: {} }))
  const drawn = (seed: number): string => JSON.stringify(chartsOf(requestOf(id, { members: few, seed })))

  it('draws the same again for the same seed', () => {
    expect(drawn(1)).toBe(drawn(1))
  })

  it('draws something else for another seed, unless nothing is left to chance', () => {
    const isSame = drawn(1) === drawn(2)
    expect(isSame).toBe(figure.isFixed ?? false)
  })

  it('draws each member by itself', () => {
    for (const member of figure.members) {
      const alone = chartsOf(requestOf(id, { members: [{ id: member.id, params: {} }] }))
      expect(idsOf(alone).size).toBeLessThanOrEqual(1)
      expect(alone.length).toBeGreaterThan(0)
    }
  }, 30_000)
})

describe('figures', () => {
  it('have ids of their own', () => {
    expect(new Set(FIGURES.map(({ id }) => id)).size).toBe(FIGURES.length)
  })

  it('answer a parameter out of range with words', () => {
    const figure = FIGURES.find(({ members }) => members.some(({ fields }) => 'ratePerSecond' in fields))
    const member = figure?.members.find(({ fields }) => 'ratePerSecond' in fields)
    const answer = runFigure(
      requestOf(figure?.id ?? '', { members: [{ id: member?.id ?? '', params: { ratePerSecond: -1 } }] }),
    )
    expect(answer.ok ? '' : answer.message).toContain('ratePerSecond')
  })
})
