/** Special functions beyond those of the language, built on math.ts and hence the same in every engine. */
import { log, sin } from './math'

/** Coefficients of Lanczos's approximation with g = 7, n = 9 (Godfrey 2001). */
const LANCZOS = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
]
const HALF_LOG_TWO_PI = 0.9189385332046728

/** ln Γ(x) for positive x, to about 1e−14 of the larger of the result and 1. */
export function logGamma(x: number): number {
  // Γ(x)·Γ(1 − x) = π/sin(πx) moves small arguments to where the approximation holds.
  if (x < 0.5) return log(Math.PI / sin(Math.PI * x)) - logGamma(1 - x)
  let sum = LANCZOS[0]!
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i]! / (x - 1 + i)
  const t = x + 6.5
  return HALF_LOG_TWO_PI + (x - 0.5) * log(t) - t + log(sum)
}
