import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parseDesignText } from './schema'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')

it('the design in the README is valid', () => {
  const code = /```json\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  expect(parseDesignText(code)).toMatchObject({ errors: [], warnings: [] })
})
