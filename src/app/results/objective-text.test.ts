import { describe, expect, it } from 'vitest'
import { parseDesign } from '../../design/schema'
import { invariantName, objectiveWords } from './objective-text'

const { design } = parseDesign({
  format: 'loadbearing/1',
  blocks: [{ id: 'app', kind: 'service', label: 'My API' }],
})

describe('an objective of a report', () => {
  it.each([
    ['requests.latencyMs.p99', 'below 1000', 4770, 'Requests: latency p99 below 1 s was 4.77 s'],
    ['blocks.app.utilisation', 'below 0.5', 0.75, 'My API: utilisation below 50 % was 75 %'],
    ['blocks.gone.meanWaitMs', 'above 20', 10, 'blocks.gone.meanWaitMs above 20 ms was 10 ms'],
    ['requests.latencyMs.p99', 'below 1000', null, 'Requests: latency p99 below 1 s was –'],
  ])('about %s %s has words and units', (id, bound, found, text) => {
    const { measure, limit, value } = objectiveWords(design, { measure: id, limit: bound, value: found, met: false })
    expect(`${measure} ${limit} was ${value}`.replaceAll('\u202f', ' ').replaceAll('\u00a0', ' ')).toBe(text)
  })
})

it.each([
  ['littles-law', "Little's law"],
  ['staleReads', 'stale reads'],
  ['conservation', 'conservation'],
])('the invariant %s is called %s', (id, name) => {
  expect(invariantName(id)).toBe(name)
})
