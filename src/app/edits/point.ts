/** [px] a place on the canvas. */
export interface Point {
  x: number
  y: number
}
