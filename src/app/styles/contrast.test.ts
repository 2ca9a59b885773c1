import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const css = readFileSync(fileURLToPath(new URL('./tokens.css', import.meta.url)), 'utf8')

type Colours = ReadonlyMap<string, string>

/** Colours of the rules with exactly one of these selectors, those of later selectors over earlier ones. */
function coloursOf(...selectors: string[]): Colours {
  const found = new Map<string, string>()
  for (const selector of selectors) {
    for (const rule of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
      const names = (rule[1] ?? '').split(',').map((name) => name.trim())
      if (!names.includes(selector)) continue
      for (const [, name, value] of (rule[2] ?? '').matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)) {
        if (name && value) found.set(name, value)
      }
    }
  }
  return found
}

const LIGHT = ':root[data-theme="light"]'
const DARK = ':root[data-theme="dark"]'
const HIGH = ':root[data-contrast="more"]'
const HIGH_DARK = `${HIGH}[data-theme="dark"]`

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const TEXT_ON: readonly [text: string, grounds: readonly string[]][] = [
  ['ink', ['bg', 'panel', 'panel-2', 'hover', 'accent-weak', 'slow-weak', 'fail-weak']],
  ['ink-2', ['bg', 'panel', 'panel-2', 'hover', 'slow-weak', 'fail-weak']],
  ['ink-3', ['bg', 'panel', 'panel-2']],
  ['accent', ['panel', 'bg', 'accent-weak']],
  ['on-accent', ['accent', 'accent-hover']],
  ['ok', ['panel', 'bg', 'ok-weak']],
  ['slow', ['panel', 'bg', 'slow-weak']],
  ['fail', ['panel', 'bg', 'fail-weak']],
  ['timeout', ['panel', 'bg', 'timeout-weak']],
  ['cancel', ['panel', 'bg', 'cancel-weak']],
]

describe.each([
  ['light', coloursOf(LIGHT)],
  ['dark', coloursOf(DARK)],
  ['light high contrast', coloursOf(LIGHT, HIGH)],
  ['dark high contrast', coloursOf(DARK, HIGH, HIGH_DARK)],
])('the %s theme', (_, colours) => {
  it.each(TEXT_ON.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground])))(
    'shows %s on %s at 4.5 to 1 or better',
    (text = '', ground = '') => {
      expect(contrast(colours.get(text) ?? '#000000', colours.get(ground) ?? '#000000')).toBeGreaterThanOrEqual(4.5)
    },
  )

  it('gives controls an outline of 3 to 1', () => {
    expect(contrast(colours.get('control-line') ?? '', colours.get('panel') ?? '')).toBeGreaterThanOrEqual(3)
  })
})

describe.each([
  ['light', coloursOf(LIGHT, HIGH)],
  ['dark', coloursOf(DARK, HIGH, HIGH_DARK)],
])('the %s theme with high contrast', (_, colours) => {
  it.each(['ink', 'ink-2', 'ink-3', 'accent'])('shows %s at 7 to 1 or better', (text) => {
    expect(contrast(colours.get(text) ?? '#808080', colours.get('panel') ?? '#808080')).toBeGreaterThanOrEqual(7)
  })

  it('draws lines and wires at 3 to 1 or better', () => {
    for (const line of ['line', 'line-2', 'control-line', 'wire']) {
      expect(contrast(colours.get(line) ?? '', colours.get('panel') ?? '')).toBeGreaterThanOrEqual(3)
    }
  })
})
