import decodeQR from 'qr/decode.js'
import { expect, it } from 'vitest'
import { drawQr, QR_CAPACITY } from './qr'

const SCALE = 4

/** Paints the drawing as a screen would. */
function painted(size: number, path: string): { width: number; height: number; data: Uint8Array } {
  const side = size * SCALE
  const data = new Uint8Array(side * side * 4).fill(255)
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1/g)) {
    for (let row = 0; row < SCALE; row++) {
      for (let column = 0; column < Number(run) * SCALE; column++) {
        const at = ((Number(y) * SCALE + row) * side + Number(x) * SCALE + column) * 4
        data.fill(0, at, at + 3)
      }
    }
  }
  return { width: side, height: side, data }
}

it.each([20, 300, 900])('a code of an address of %i characters reads back', (length) => {
  const address = `https://example.org/#v1.${'aB3-_'.repeat(length)}`.slice(0, length)
  const drawing = drawQr(address)
  expect(drawing && decodeQR(painted(drawing.size, drawing.path))).toBe(address)
})

it('there is none for what is too long', () => {
  expect(drawQr('x'.repeat(QR_CAPACITY))).not.toBeNull()
  expect(drawQr('x'.repeat(QR_CAPACITY + 1))).toBeNull()
})
