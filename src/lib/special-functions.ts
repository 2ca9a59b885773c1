/** Special functions beyond those of the language, built on math.ts and hence the same in every engine. */
import { exp, log, log1p, sin } from './math'

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

/** P(Z > x) of the standard normal to about 1e−15, by a continued fraction far out and a series near 0. */
export function normalTail(x: number): number {
  if (x < 0) return 1 - normalTail(-x)
  if (x > 38.6) return 0
  const density = 0.3989422804014327 * exp(-0.5 * x * x)
  if (x < 3) {
    // Φ(x) − ½ = φ(x)·(x + x³/3 + x⁵/15 + …)
    let term = x
    let sum = x
    for (let n = 3; Math.abs(term) > 1e-17 * sum; n += 2) {
      term *= (x * x) / n
      sum += term
    }
    return 0.5 - density * sum
  }
  let fraction = 0
  for (let n = 120; n >= 1; n--) fraction = n / (x + fraction)
  return density / (x + fraction)
}

/** Regularised incomplete beta function I_x(a, b). Source: Numerical Recipes §6.4, Lentz's continued fraction. */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log1p(-x))
  if (x < (a + 1) / (a + b + 2)) return (front * betaFraction(x, a, b)) / a
  return 1 - (front * betaFraction(1 - x, b, a)) / b
}

function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300
  const guard = (value: number) => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / guard(1 - ((a + b) * x) / (a + 1))
  let result = d
  for (let m = 1; m <= 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / guard(1 + even * d)
    c = guard(1 + even / c)
    result *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / guard(1 + odd * d)
    c = guard(1 + odd / c)
    const change = d * c
    result *= change
    if (Math.abs(change - 1) < 1e-15) break
  }
  return result
}
