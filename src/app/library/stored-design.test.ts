import { describe, expect, it } from 'vitest'
import { emptyDesign } from '../../design/empty'
import { readStoredDesign } from './stored-design'

describe('a stored design', () => {
  it('is read', () => {
    expect(readStoredDesign(emptyDesign())).toMatchObject({ is: 'fine', problems: [] })
  })

  it.each([undefined, null, 7, 'text', { format: 7, blocks: 'no' }, { format: 'loadbearing/1', blocks: [{}] }])(
    'is damaged when it is %j',
    (raw) => {
      expect(readStoredDesign(raw).is).toBe('damaged')
    },
  )

  it('of a newer version is left alone', () => {
    expect(readStoredDesign({ ...emptyDesign(), format: 'loadbearing/2' }).is).toBe('newer')
  })

  it('with a small mistake is mended and says so', () => {
    const result = readStoredDesign({ ...emptyDesign(), seed: -1, blocks: [{ id: 'a', kind: 'service' }] })
    expect(result.is === 'fine' && result.problems.map(({ path }) => path)).toEqual(['seed'])
  })
})
