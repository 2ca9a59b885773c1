import { expect, it } from 'vitest'
import { embedSnippet } from './snippet'

it('the snippet keeps the address and cannot be broken out of', () => {
  const snippet = embedSnippet('https://example.org/sub/?a=1#v1.abc~1,2,100', '"><script>alert(1)</script>')
  expect(snippet).toContain('src="https://example.org/sub/?a=1&amp;embed=1#v1.abc~1,2,100"')
  expect(snippet).toContain('title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"')
})
