/** Small signs for the shapes of blocks, drawn in a square of 16. */
import type { DiagramShape } from '../../blocks/block'

export const GLYPHS: Readonly<Record<DiagramShape, string>> = {
  rectangle: 'M2 3.5h12v9H2z',
  rounded: 'M5 3.5h6a3 3 0 0 1 3 3v3a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3v-3a3 3 0 0 1 3-3z',
  stadium: 'M5.5 4h5a4 4 0 0 1 0 8h-5a4 4 0 0 1 0-8z',
  cylinder: 'M2.5 4c0-1.2 2.5-2 5.5-2s5.5.8 5.5 2-2.5 2-5.5 2-5.5-.8-5.5-2zM2.5 4v8c0 1.2 2.5 2 5.5 2s5.5-.8 5.5-2V4',
  hexagon: 'M5 2.5h6L14.5 8 11 13.5H5L1.5 8z',
  queue: 'M1.5 4h13v8h-13zM5 4v8M8 4v8M11 4v8',
  circle: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2z',
  diamond: 'M8 1.5 14.5 8 8 14.5 1.5 8z',
}
