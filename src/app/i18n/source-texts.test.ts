import { describe, expect, it } from 'vitest'
import { textsOf } from './source-texts'

const texts = (source: string) => textsOf('page.tsx', source)
const words = (found: readonly { text: string }[]) => found.map(({ text }) => text)

describe('texts of a source file', () => {
  it('are keys where they are looked up, in each branch, and the other form of a plural', () => {
    const { keys } = texts(`
      const one = () => t(isOn ? 'Stop' : 'Start', { a: 1 })
      const two = () => plural(n, { one: '{count} block', other: '{count} blocks' })
      const table = [{ id: 'a', label: 'Share' }]`)
    expect(words(keys)).toEqual(['Stop', 'Start', '{count} blocks', 'Share'])
  })

  it('are bare in elements, and attributes that are read', () => {
    const { bare } = texts(`
      const one = () => <p title="Tip" className="plain">Words <b>{isOn ? 'On' : t('Off')}</b></p>
      const two = () => <i aria-label={\`About \${name}\`} data-id="kind" />`)
    expect(words(bare).sort()).toEqual(['About {}', 'On', 'Tip', 'Words'])
  })

  it('are early when they are looked up as the file is loaded', () => {
    expect(texts(`const label = t('Early')`).early).toHaveLength(1)
    expect(texts(`const label = () => t('Late')`).early).toHaveLength(0)
  })
})
