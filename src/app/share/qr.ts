/** QR codes as drawings. */
import { encodeQR } from 'qr'

/** Longest address that a code can hold, and from where on a telephone has to be held still. */
export const QR_CAPACITY = 2953
export const QR_EASY = 900

export interface QrDrawing {
  /** Modules on each side, the quiet border included. */
  size: number
  /** Outline of the dark modules, one unit each. */
  path: string
}

/** The code of an address, or null when it is too long for one. */
export function drawQr(address: string): QrDrawing | null {
  if (new TextEncoder().encode(address).length > QR_CAPACITY) return null
  const rows = encodeQR(address, 'raw', { ecc: 'low', border: 4 })
  const runs = rows.flatMap((row, y) => {
    const parts: string[] = []
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue
      const start = x
      while (row[x + 1]) x++
      parts.push(`M${start} ${y}h${x + 1 - start}v1h${start - x - 1}z`)
    }
    return parts
  })
  return { size: rows.length, path: runs.join('') }
}

/** The code as a file. */
export function qrSvg({ size, path }: QrDrawing): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size * 8}" height="${size * 8}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>\n`
}
