import { describe, expect, it } from 'vitest'
import { database } from '../../blocks/database/block'
import { service } from '../../blocks/service/block'
import { BLOCK_COLUMNS } from '../../simulation/protocol'
import { figureCell, multiplicity, presentMultiplicity } from './face'

const place = BLOCK_COLUMNS.findIndex((name) => {
  return name === `figure${service.figures.findIndex(({ id }) => id === 'replicas')}`
})

function rowWith(replicas: number): Float64Array {
  const row = new Float64Array(BLOCK_COLUMNS.length).fill(Number.NaN)
  row[place] = replicas
  return row
}

describe('how many there are of a block', () => {
  it('stands behind its name where there are several', () => {
    expect(multiplicity({ replicas: 3 })).toContain('×3')
    expect(multiplicity({ replicas: 1 })).toBe('')
    expect(multiplicity({})).toBe('')
  })

  it('is what the block has made of it while it runs, where it decides itself', () => {
    expect(place).toBeGreaterThan(0)
    expect(presentMultiplicity(service, rowWith(5))).toContain('×5')
    expect(presentMultiplicity(service, rowWith(1))).toBe('')
    expect(presentMultiplicity(service, rowWith(Number.NaN))).toBeNull()
    expect(presentMultiplicity(database, rowWith(5))).toBeNull()
  })
})

describe('a figure of a block', () => {
  it('that is a count on average keeps its fraction', () => {
    const figure = service.figures.find(({ id }) => id === 'meanReplicas')
    const cell = figure && figureCell(figure, service.figures.indexOf(figure))
    const row = new Float64Array(BLOCK_COLUMNS.length).fill(2.75)
    expect(cell?.read(row)).toBe('2.75')
    row.fill(3)
    expect(cell?.read(row)).toBe('3')
  })
})
