import { beforeAll, describe, expect, it } from 'vitest'
import checkout from '../../design/examples/checkout.json'
import { toMermaid } from '../../design/mermaid'
import { fromMermaid } from '../../design/mermaid-import'
import { parseDesign } from '../../design/schema'
import { startLanguage, t } from '../i18n/language'
import { designPicture } from './design-picture'

const { design } = parseDesign({
  ...checkout,
  connections: checkout.connections.map((connection) =>
    connection.id === 'c1'
      ? {
          ...connection,
          params: { timeoutMs: null, limiter: { type: 'token-bucket' }, bulkhead: { maxInFlight: 7 }, loss: 0.02 },
        }
      : connection,
  ),
})
const results = {
  requests: { offered: 1000, failed: 100, latencyMs: { p99: 120 } },
  blocks: { orders: { utilisation: 0.5 } },
  connections: { 'to-db': { calls: 100, failed: 5 } },
}
/** Words of wires and results; ids, names and units are no words. */
const ENGLISH = /\b(?:timeout|retry|breaker|limit|bulkhead|loss|failed|busy|publish|lock|cache)\b(?!")/

describe('what is exported from a Chinese page', () => {
  beforeAll(async () => {
    Object.assign(globalThis, { navigator: { languages: ['zh-CN'] } })
    await startLanguage()
  })

  it('has diagrams without English words, that are read again as the same design', () => {
    const { text } = toMermaid(design, { results, isComplete: false, say: t })
    expect(text).toContain('SQL, 超时 200 ms, 重试 ×3 全抖动, 熔断：滚动错误率')
    expect(text).toContain('HTTP, 无超时, 限流：令牌桶, 舱壁 7, 丢包 2 %')
    expect(text).toContain('占用 50 %')
    expect(text).toContain('失败 10 %')
    expect(text.replace(/\["?.*cache"?\)?\]/i, '')).not.toMatch(ENGLISH)
    expect(fromMermaid(toMermaid(design, { results, say: t }).text).design).toEqual(design)
  })

  it('has groups by the names that their kinds have there', () => {
    const groups = [
      { id: 'eu', kind: 'region', members: ['orders', 'orders-db'], label: 'EU' },
      { id: 'edge', kind: 'zone', members: ['gateway'], label: 'Edge', collapsed: true },
    ]
    const { svg } = designPicture(parseDesign({ ...checkout, groups }).design, null, { theme: 'light' })
    expect(svg).toContain('>地域<')
    expect(svg).toContain('>可用区, 1 个组件<')
  })

  it('has pictures without English words on their wires', () => {
    const { svg } = designPicture(design, null, { theme: 'light', hasBackground: true, hasPolicies: true })
    expect(svg).toContain('超时 200 ms')
    expect(svg).toContain('熔断：滚动错误率')
    const texts = [...svg.matchAll(/text-anchor="middle"[^>]*>([^<]*)</g)].map(([, text]) => text).join('\n')
    expect(texts).not.toMatch(ENGLISH)
    expect(svg).toContain('<desc>Checkout：9 个组件，8 条连线</desc>')
  })
})
