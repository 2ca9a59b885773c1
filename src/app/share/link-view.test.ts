import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitView, withView } from './link-view'

describe('the view of a link', () => {
  it('comes back', () => {
    const whole = fc.integer({ min: -100_000, max: 100_000 })
    fc.assert(
      fc.property(whole, whole, fc.integer({ min: 10, max: 400 }), (x, y, percent) => {
        const view = { centre: { x, y }, zoom: percent / 100 }
        expect(splitView(withView('#v1.abc', view))).toEqual({ fragment: '#v1.abc', view })
      }),
      { seed: 7 },
    )
  })

  it.each([
    ['#v1.abc', '#v1.abc'],
    ['#v1.abc~', '#v1.abc'],
    ['#v1.abc~1,2', '#v1.abc'],
    ['#v1.abc~1,2,99999', '#v1.abc'],
    ['#v1.abc~1,2,5', '#v1.abc'],
    ['#v1.abc~a,b,c', '#v1.abc'],
    ['', ''],
  ])('is passed over in %j', (hash, fragment) => {
    expect(splitView(hash)).toEqual({ fragment, view: null })
  })
})
