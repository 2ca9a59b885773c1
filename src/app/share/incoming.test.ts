import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recognise } from './incoming'

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

  it('may be anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(['link', 'mermaid', 'other']).toContain(recognise(text).is)
      }),
      { seed: 7 },
    )
  })
})
