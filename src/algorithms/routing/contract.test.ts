import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { buildRouter, ROUTER, routers } from './registry'
import { createRouteParams, METHOD_NOT_ALLOWED, NOT_FOUND, paramValue, type Route } from './routing'

const table: Route[] = [
  { method: 'GET', pattern: '/', target: 0 },
  { method: 'GET', pattern: '/orders', target: 1 },
  { method: 'POST', pattern: '/orders', target: 2 },
  { method: 'GET', pattern: '/orders/:id', target: 3 },
  { method: 'GET', pattern: '/orders/:id/items/:item', target: 4 },
  { method: '*', pattern: '/static/*file', target: 5 },
]

describe.each(routers)('$id', ({ id }) => {
  const build = (routes: readonly Route[]) => buildRouter({ type: id }, routes)

  it.each([
    ['GET', '/', 0],
    ['GET', '/orders', 1],
    ['POST', '/orders', 2],
    ['GET', '/orders/7', 3],
    ['GET', '/orders/7/items/9', 4],
    ['HEAD', '/static/css/a.css', 5],
    ['GET', '/static/', 5],
    ['PUT', '/orders', METHOD_NOT_ALLOWED],
    ['GET', '/orders/', NOT_FOUND],
    ['GET', '/order', NOT_FOUND],
    ['GET', '/static', NOT_FOUND],
    ['GET', '', NOT_FOUND],
  ])('%s %s goes to %d', (method, path, target) => {
    expect(build(table).match(method, path, createRouteParams())).toBe(target)
  })

  it('gives the values of parameters, and none of an earlier match', () => {
    const router = build(table)
    const params = createRouteParams()
    const path = '/orders/a%20b/items/9'
    router.match('GET', path, params)
    expect([paramValue(params, path, 'id'), paramValue(params, path, 'item')]).toEqual(['a%20b', '9'])
    router.match('GET', '/orders/1', params)
    expect([paramValue(params, '/orders/1', 'id'), paramValue(params, '/orders/1', 'item')]).toEqual(['1', undefined])
    router.match('GET', '/nowhere', params)
    expect(params.count).toBe(0)
  })

  it('finds nothing in an empty table', () => {
    expect(build([]).match('GET', '/', createRouteParams())).toBe(NOT_FOUND)
  })

  it.each(['', 'orders', '/a/:', '/a/:b-c', '/a/:x/:x', '/a/*', '/a/*rest/b', '/a/b*rest', '/a/:x:y', '/:1'])(
    'refuses the pattern "%s"',
    (pattern) => {
      expect(() => build([{ method: 'GET', pattern, target: 0 }])).toThrow(ParamError)
      expect(() => build([{ method: 'GET', pattern, target: 0 }])).toThrow(/^pattern is /)
    },
  )

  it('refuses a malformed target or method', () => {
    expect(() => build([{ method: 'GET', pattern: '/', target: -1 }])).toThrow(/^target is -1/)
    expect(() => build([{ method: 'GET', pattern: '/', target: 0.5 }])).toThrow(ParamError)
    expect(() => build([{ method: '', pattern: '/', target: 0 }])).toThrow(/^method is /)
  })
})

describe('the registry of routers', () => {
  it('has unique numbers and a default of its own', () => {
    expect(new Set(routers.map(({ number }) => number)).size).toBe(routers.length)
    expect(routers.map(({ id }): string => id)).toContain(ROUTER.default)
  })

  it('refuses an id that it does not have', () => {
    expect(() => buildRouter({ type: 'guess' }, [])).toThrow(RangeError)
  })
})
