import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const css = readFileSync(fileURLToPath(new URL('./tokens.css', import.meta.url)), 'utf8')

type Colours = ReadonlyMap<string, string>

/** Colours of the rules whose selector is exactly this one, later rules over earlier ones. */
function coloursOf(...selectors: string[]): Colours {
  const found = new Map<string, string>()
  for (const selector of selectors) {
    for (const rule of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
      const names = (rule[1] ?? '').split(',').map((name) => name.trim())
      if (!names.includes(selector)) continue
      for (const [, name, value] of (rule[2] ?? '').matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)) {
        if (name && value && !(isRaised(rule.index) && !selector.endsWith('+'))) found.set(name, value)
      }
    }
  }
  return found
}

/** Whether a rule stands under "prefers-contrast". */
function isRaised(index: number): boolean {
  return index > css.indexOf('prefers-contrast')
}

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
  ['light', coloursOf(':root[data-theme="light"]')],
  ['dark', coloursOf(':root[data-theme="dark"]')],
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
