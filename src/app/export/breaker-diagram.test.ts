import { expect, it } from 'vitest'
import checkout from '../../design/examples/checkout.json'
import { parseDesign } from '../../design/schema'
import type { Report } from '../../simulation/report'
import { breakerDiagram, withBreaker } from './breaker-diagram'

const { design } = parseDesign(checkout)
const [connection] = withBreaker(design)
if (!connection) throw new Error('the example has lost its breaker')

it('is offered for connections that have a breaker', () => {
  expect(withBreaker(design).map(({ id }) => id)).toEqual(['to-db'])
})

it('has every state, every change and the rule', () => {
  const text = breakerDiagram(design, connection, null)
  expect(text).toMatch(/^stateDiagram-v2\n {2}accTitle: Breaker Orders → Orders db\n/)
  expect(text.match(/-->/g)).toHaveLength(5)
  expect(text).toContain('note right of closed\n    Rolling error rate\n')
})

it('counts the changes of a run', () => {
  const move = (from: string, to: string) => ({ atMs: 1, caller: 0, from, to })
  const transitions = [move('closed', 'open'), move('open', 'half-open'), move('half-open', 'open')]
  const report = { connections: { 'to-db': { breaker: { state: 'open', transitions } } } } as unknown as Report
  const text = breakerDiagram(design, connection, report)
  expect(text).toContain('closed --> open: too much fails, once')
  expect(text).toContain('halfOpen --> closed: trials succeed, 0 times')
})
