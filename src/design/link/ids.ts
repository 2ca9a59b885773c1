/** Ids as bytes. */
import type { ByteReader, ByteWriter } from './bytes'

/**
 * An id as a text after a 0, or as one of the stems, alone or with a number: 1 + stem + stems·n, where n is 0 for the stem alone
 * and otherwise one more than the number, which follows a hyphen after long stems ("service-2") and nothing after short ("c2").
 */
export function writeId(out: ByteWriter, id: string, stems: readonly string[]): void {
  for (const [index, stem] of stems.entries()) {
    const match = id.startsWith(stem) ? /^-?(0|[1-9]\d{0,5})$/.exec(id.slice(stem.length)) : null
    const n = id === stem ? 0 : match ? Number(match[1]) + 1 : -1
    if (n < 0 || idOf(stem, n) !== id) continue
    out.count(1 + index + stems.length * n)
    return
  }
  out.count(0)
  out.text(id)
}

/** Reads what {@link writeId} wrote. */
export function readId(input: ByteReader, stems: readonly string[]): string {
  const code = input.count()
  if (code === 0) return input.text()
  return idOf(stems[(code - 1) % stems.length] ?? '', Math.floor((code - 1) / stems.length))
}

function idOf(stem: string, n: number): string {
  if (n === 0) return stem
  return stem.length === 1 ? `${stem}${n - 1}` : `${stem}-${n - 1}`
}
