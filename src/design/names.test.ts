import { expect, it } from 'vitest'
import { nameOf, withArticle } from './names'

it.each([
  ['API gateway', 'an API gateway'],
  ['Load balancer', 'a load balancer'],
  ['Event bus', 'an event bus'],
])('%s is %s in a sentence', (kind, words) => {
  expect(withArticle(kind)).toBe(words)
})

it.each([
  [{ id: 'product-cache' }, 'Product cache'],
  [{ id: 'product-cache', label: 'Near' }, 'Near'],
  [{ id: 'db', label: '' }, 'Db'],
])('the block %j is shown by its label, or by its id in words', (block, name) => {
  expect(nameOf(block)).toBe(name)
})
