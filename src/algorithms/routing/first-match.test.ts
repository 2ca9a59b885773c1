import { describe, expect, it } from 'vitest'
import { FirstMatch } from './first-match'
import { createRouteParams, METHOD_NOT_ALLOWED, NOT_FOUND, paramValue, type Route } from './routing'

const table: Route[] = [
  { method: 'GET', pattern: '/users/:id', target: 1 },
  { method: 'GET', pattern: '/users/me', target: 2 },
  { method: 'POST', pattern: '/users/*rest', target: 3 },
]

describe('first match', () => {
  it('lets an earlier general route hide a later special one', () => {
    const params = createRouteParams()
    expect(new FirstMatch(table).match('GET', '/users/me', params)).toBe(1)
    expect(paramValue(params, '/users/me', 'id')).toBe('me')
    expect(new FirstMatch([...table].reverse()).match('GET', '/users/me', params)).toBe(2)
    expect(paramValue(params, '/users/me', 'id')).toBeUndefined()
  })

  it('passes over routes of other methods and says so when nothing else fits', () => {
    const router = new FirstMatch(table)
    const params = createRouteParams()
    expect(router.match('POST', '/users/me', params)).toBe(3)
    expect(router.match('PUT', '/users/me', params)).toBe(METHOD_NOT_ALLOWED)
    expect(router.match('GET', '/users', params)).toBe(NOT_FOUND)
    expect(params.count).toBe(0)
    expect(router.allowedMethods('/users/me')).toEqual(['GET', 'POST'])
  })
})
