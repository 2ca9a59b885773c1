import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FirstMatch } from './first-match'
import { RadixTree } from './radix-tree'
import { createRouteParams, METHOD_NOT_ALLOWED, NOT_FOUND, paramValue, type Route, RouteConflict } from './routing'

function routes(...patterns: string[]): Route[] {
  return patterns.map((pattern, target) => ({ method: 'GET', pattern, target }))
}

function matcher(table: readonly Route[]): (path: string, method?: string) => string {
  const tree = new RadixTree(table)
  const params = createRouteParams()
  return (path, method = 'GET') => {
    const target = tree.match(method, path, params)
    const values = params.names.slice(0, params.count).map((name) => `${name}=${paramValue(params, path, name)}`)
    return [target, ...values].join(' ')
  }
}

describe('radix tree', () => {
  it('splits texts where they part', () => {
    const match = matcher(routes('/', '/search', '/support', '/sup', '/contact/', '/s'))
    expect(['/', '/search', '/support', '/sup', '/contact/', '/s'].map((path) => match(path))).toEqual([...'012345'])
    for (const path of ['/se', '/suppor', '/contact', '/searching', '', 'search'])
      expect(match(path)).toBe(`${NOT_FOUND}`)
  })

  it('prefers a literal text to a parameter and a parameter to a rest, in whatever order they were added', () => {
    const table = routes('/users/*rest', '/users/:id', '/users/me', '/users/:id/posts')
    for (const order of [table, [...table].reverse()]) {
      const match = matcher(order)
      expect(match('/users/me')).toBe('2')
      expect(match('/users/meg')).toBe('1 id=meg')
      expect(match('/users/me/posts')).toBe('3 id=me')
      expect(match('/users/a/b/c')).toBe('0 rest=a/b/c')
      expect(match('/users/')).toBe('0 rest=')
    }
  })

  it('comes back from a literal that leads nowhere, and forgets its parameters', () => {
    const match = matcher(routes('/a/:x/c', '/:y/b/d', '/a/b/:z/e'))
    expect(match('/a/b/c')).toBe('0 x=b')
    expect(match('/a/b/d')).toBe('1 y=a')
    expect(match('/a/b/q/e')).toBe('2 z=q')
    expect(match('/a/b/q')).toBe(`${NOT_FOUND}`)
  })

  it('matches parameters behind a text in one segment, never an empty one', () => {
    const match = matcher(routes('/files/v:version', '/u/:id/x'))
    expect(match('/files/v12')).toBe('0 version=12')
    expect(match('/files/v')).toBe(`${NOT_FOUND}`)
    expect(match('/u//x')).toBe(`${NOT_FOUND}`)
  })

  it('tells a wrong method from a wrong path, and lists what is allowed', () => {
    const table: Route[] = [
      { method: 'GET', pattern: '/items/:id', target: 1 },
      { method: 'DELETE', pattern: '/items/:id', target: 2 },
      { method: 'POST', pattern: '/items/new', target: 3 },
      { method: '*', pattern: '/any', target: 4 },
      { method: 'PUT', pattern: '/any', target: 5 },
    ]
    const match = matcher(table)
    expect(match('/items/7', 'DELETE')).toBe('2 id=7')
    expect(match('/items/7', 'PATCH')).toBe(`${METHOD_NOT_ALLOWED}`)
    expect(match('/nothing', 'PATCH')).toBe(`${NOT_FOUND}`)
    expect(match('/items/new', 'GET')).toBe('1 id=new')
    expect([match('/any', 'TRACE'), match('/any', 'PUT')]).toEqual(['4', '5'])
    expect(new RadixTree(table).allowedMethods('/items/new')).toEqual(['POST', 'GET', 'DELETE'])
    expect(new RadixTree(table).allowedMethods('/nothing')).toEqual([])
  })

  it.each([
    [['/a', '/a'], 'both match the same paths'],
    [['/a/:x', '/a/:x'], 'both match the same paths'],
    [['/a/:x', '/a/:y/b'], 'x and y name the same place'],
    [['/a/*x', '/a/*y'], 'x and y name the same place'],
  ])('refuses %j, because %s', (patterns, why) => {
    const build = () => new RadixTree(routes(...patterns))
    expect(build).toThrow(RouteConflict)
    expect(build).toThrow(why)
    expect(build).toThrow(`GET ${patterns[1]} clashes with GET ${patterns[0]}`)
  })

  it('takes the same pattern for two methods', () => {
    const table = [...routes('/a/:x'), { method: 'POST', pattern: '/a/:x', target: 9 }]
    expect(matcher(table)('/a/b', 'POST')).toBe('9 x=b')
  })

  it('agrees with trying the routes from the most literal to the least', () => {
    const segment = fc.constantFrom('a', 'ab', 'b', 'abc', ':p')
    const shape = fc.array(segment, { minLength: 1, maxLength: 4 })
    const path = fc.array(fc.constantFrom('a', 'ab', 'b', 'abc', 'x', ''), { minLength: 1, maxLength: 4 })
    const property = fc.property(
      fc.array(shape, { maxLength: 12 }),
      fc.array(path, { maxLength: 10 }),
      (shapes, paths) => {
        // The name of a parameter is its depth, so that no two clash.
        const patterns = new Set(
          shapes.map((parts) => parts.map((part, i) => (part === ':p' ? `/:p${i}` : `/${part}`)).join('')),
        )
        const table = routes(...patterns)
        // With ':' above all letters, sorting by text puts literal segments first, as coming back does.
        const rank = (pattern: string) => pattern.replaceAll(':', '~').replaceAll('/', ' ')
        const sorted = [...table].sort((one, two) => (rank(one.pattern) < rank(two.pattern) ? -1 : 1))
        const naive = new FirstMatch(sorted)
        const match = matcher(table)
        const params = createRouteParams()
        for (const parts of paths) {
          const text = `/${parts.join('/')}`
          expect(match(text).split(' ')[0]).toBe(`${naive.match('GET', text, params)}`)
        }
      },
    )
    fc.assert(property, { seed: 31, numRuns: 300 })
  })
})
