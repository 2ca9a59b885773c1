import { describe, expect, it } from 'vitest'
import { matchesKeys, showKeys } from './key-combo'

const press = (key: string, code: string, held: string[] = []) => ({
  key,
  code,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  shiftKey: held.includes('shift'),
  altKey: held.includes('alt'),
})

describe('key combinations', () => {
  it('are shown as the keyboard has them', () => {
    expect(showKeys('mod+shift+z', false)).toEqual(['Ctrl', 'Shift', 'Z'])
    expect(showKeys('mod+shift+z', true)).toEqual(['⌘', '⇧', 'Z'])
    expect(showKeys('mod+shift++', false)).toEqual(['Ctrl', 'Shift', '+'])
    expect(showKeys('delete')).toEqual(['Delete'])
  })

  it('match exactly what is held', () => {
    expect(matchesKeys('mod+z', press('z', 'KeyZ', ['ctrl']), false)).toBe(true)
    expect(matchesKeys('mod+z', press('z', 'KeyZ', ['ctrl']), true)).toBe(false)
    expect(matchesKeys('mod+z', press('z', 'KeyZ', ['meta']), true)).toBe(true)
    expect(matchesKeys('mod+z', press('Z', 'KeyZ', ['ctrl', 'shift']), false)).toBe(false)
    expect(matchesKeys('c', press('c', 'KeyC', ['alt']), false)).toBe(false)
  })

  it('match digits by place and letters of other alphabets by place', () => {
    expect(matchesKeys('shift+1', press('!', 'Digit1', ['shift']), false)).toBe(true)
    expect(matchesKeys('mod+z', press('я', 'KeyZ', ['ctrl']), false)).toBe(true)
    expect(matchesKeys('mod+z', press('y', 'KeyZ', ['ctrl']), false)).toBe(false)
  })
})
