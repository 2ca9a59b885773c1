import { expect, it } from 'vitest'
import { BLOCKS } from '../../blocks/registry'
import { hasIcon } from './icons'

it.each(BLOCKS.map(({ id, icon }) => [id, icon]))('%s has its icon, %s', (_, icon) => {
  expect(hasIcon(icon)).toBe(true)
})
