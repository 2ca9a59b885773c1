import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recognise, whyUnreadable } from './incoming'

describe('a text from elsewhere', () => {
  it.each([
    ['https://example.org/sub/?embed=1#v1.abc_-~1,2,100', 'link'],
    ['  #v1.abc\n', 'link'],
    ['see https://example.org/#v1.abc', 'other'],
    ['https://example.org/#chapter', 'other'],
    ['flowchart LR\n a --> b', 'mermaid'],
    ['graph TD; a-->b', 'mermaid'],
    ['%% a comment\n\n  flowchart TB', 'mermaid'],
    ['---\ntitle: Shop\n---\nflowchart LR', 'mermaid'],
    ['# Shop\n\n```mermaid\nflowchart LR\n a-->b\n```\n', 'mermaid'],
    ['sequenceDiagram\n a->>b: hi', 'other'],
    ['graphical user interfaces', 'other'],
    ['{ "format": "loadbearing/1" }', 'other'],
    ['', 'other'],
  ])('%j is told', (text, is) => {
    expect(recognise(text).is).toBe(is)
  })

  it('in a fence is taken out of it', () => {
    expect(recognise('Text\n```mermaid\nflowchart LR\n a-->b\n```\nmore')).toEqual({
      is: 'mermaid',
      text: 'flowchart LR\n a-->b\n',
    })
  })

  it.each([
    ['hello', /neither a design in JSON nor a Mermaid flowchart/],
    ['sequenceDiagram\n a->>b: hi', /of another kind/],
    ['  stateDiagram-v2\n [*] --> a', /of another kind/],
    ['https://example.org/#chapter', /link holds no design/],
  ])('%j is not taken for broken JSON', (text, message) => {
    expect(whyUnreadable(text)?.message).toMatch(message)
  })

  it.each(['', '{ "format": oops', '[1'])('%j is left to who reads JSON', (text) => {
    expect(whyUnreadable(text)).toBeNull()
  })

  it('may be anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(['link', 'mermaid', 'other']).toContain(recognise(text).is)
      }),
      { seed: 7 },
    )
  })
})
