/** The fingerprint of a report: same design, seed and engine version give the same digest, wherever it runs. */
import type { Report } from './report'

/**
 * JSON with the keys of every object in order, so that equal data has equal text. Numbers are written as JSON does, which is
 * the shortest text that reads back as the same double in every engine; −0 is written as 0.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`).join(',')}}`
}

/**
 * 64-bit FNV-1a over the UTF-16 units of a text, low byte first, as 16 hexadecimal digits.
 *
 * How: the 64-bit product with the prime 2^40 + 0x1b3 is taken in two 32-bit halves, the low one in 16-bit parts.
 * Source: Fowler, Noll, Vo, "The FNV non-cryptographic hash algorithm" (IETF draft-eastlake-fnv). Not for security.
 */
export function hash64(text: string): string {
  let high = 0xcbf29ce4
  let low = 0x84222325
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    for (const byte of [unit & 255, unit >>> 8]) {
      low = (low ^ byte) >>> 0
      const part0 = (low & 0xffff) * 0x1b3
      const part1 = (low >>> 16) * 0x1b3 + (part0 >>> 16)
      high = (Math.imul(high, 0x1b3) + (low << 8) + (part1 >>> 16)) >>> 0
      low = (((part1 & 0xffff) << 16) | (part0 & 0xffff)) >>> 0
    }
  }
  const hex = (word: number) => word.toString(16).padStart(8, '0')
  return hex(high) + hex(low)
}

/**
 * Digest of a report: its canonical text without `wallMs`, `engineVersion` and `digest`, without what says again what connections
 * say (wasted work of blocks, the worst path), and before shares are cut off at 1, beyond which sums may put them by their rounding.
 */
export function digestOf(report: Report): string {
  const { wallMs: _wall, engineVersion: _version, digest: _digest, worstPath: _path, blocks, ...rest } = report
  const own = Object.entries(blocks).map(([id, { wasted: _wasted, wastedMs: _wastedMs, ...figures }]) => [id, figures])
  return hash64(canonicalJson({ ...rest, blocks: Object.fromEntries(own) }))
}
