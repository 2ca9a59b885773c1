/**
 * Logarithms, exponentials and friends that give the same bits in every JavaScript engine.
 *
 * Why: ECMAScript leaves `Math.log`, `Math.exp`, `Math.pow`, `Math.sin` and their like to the implementation, so a sampled
 * time could differ in its last bit between browsers, and with it the whole run. Here only + − × ÷, comparisons and the
 * bits of doubles are used, which IEEE 754 fixes.
 * Bound: error under 1 ulp (log, exp, expm1, log1p, pow, sin, cos, log2, log10), under 2 ulp (tanh).
 * Cost: 5–40 ns a call, no allocation.
 * Source: Sun Microsystems fdlibm 5.3 (e_log.c, e_exp.c, s_expm1.c, s_log1p.c, s_tanh.c) and FreeBSD msun (e_log2.c,
 * e_log10.c); constants and branches are theirs. Differs: no floating-point flags are raised.
 */
import { clearLowWord, highWord, powerOfTwo, scale } from './float-bits'

export { pow } from './pow'
export { cos, sin } from './trigonometry'

const LN2_HI = 0.6931471803691238
const LN2_LO = 1.9082149292705877e-10
const INV_LN2 = Math.LOG2E
const TWO_54 = 18014398509481984
/** The largest x with a finite e^x. */
const EXP_OVERFLOW = 709.782712893384
/** Below this e^x rounds to zero. */
const EXP_UNDERFLOW = -745.1332191019411

const LG1 = 0.6666666666666735
const LG2 = 0.3999999999940942
const LG3 = 0.2857142874366239
const LG4 = 0.22222198432149784
const LG5 = 0.1818357216161805
const LG6 = 0.15313837699209373
const LG7 = 0.14798198605116586

/** Natural logarithm. `log(0)` is −∞, of a negative number NaN. */
export function log(x: number): number {
  let normalised = x
  let hx = highWord(x)
  let k = 0
  if (hx < 0x00100000) {
    if (x === 0) return -Infinity
    if (hx < 0) return Number.NaN
    k = -54
    normalised = x * TWO_54
    hx = highWord(normalised)
  }
  if (hx >= 0x7ff00000) return x
  const exponent = (hx >> 20) - 1023
  hx &= 0x000fffff
  // 1 + f lies between √½ and √2.
  const carry = ((hx + 0x95f64) >> 20) & 1
  const f = normalised * powerOfTwo(-exponent - carry) - 1
  k += exponent + carry
  if ((0x000fffff & (2 + hx)) < 3) {
    if (f === 0) return k === 0 ? 0 : k * LN2_HI + k * LN2_LO
    const R = f * f * (0.5 - 0.3333333333333333 * f)
    return k === 0 ? f - R : k * LN2_HI - (R - k * LN2_LO - f)
  }
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const R = w * (LG2 + w * (LG4 + w * LG6)) + z * (LG1 + w * (LG3 + w * (LG5 + w * LG7)))
  if (((hx - 0x6147a) | (0x6b851 - hx)) > 0) {
    const hfsq = 0.5 * f * f
    return k === 0 ? f - (hfsq - s * (hfsq + R)) : k * LN2_HI - (hfsq - (s * (hfsq + R) + k * LN2_LO) - f)
  }
  return k === 0 ? f - s * (f - R) : k * LN2_HI - (s * (f - R) - k * LN2_LO - f)
}

const P1 = 0.16666666666666602
const P2 = -2.7777777777015593e-3
const P3 = 6.613756321437934e-5
const P4 = -1.6533902205465252e-6
const P5 = 4.1381367970572385e-8

/** e^x. */
export function exp(x: number): number {
  const high = highWord(x)
  const hx = high & 0x7fffffff
  if (hx >= 0x40862e42) {
    if (Number.isNaN(x)) return x
    if (x > EXP_OVERFLOW) return Infinity
    if (x < EXP_UNDERFLOW) return 0
  }
  let k = 0
  let hi = x
  let lo = 0
  if (hx > 0x3fd62e42) {
    if (x === 1) return Math.E
    if (hx < 0x3ff0a2b2) k = high < 0 ? -1 : 1
    else k = Math.trunc(INV_LN2 * x + (high < 0 ? -0.5 : 0.5))
    hi = x - k * LN2_HI
    lo = k * LN2_LO
  } else if (hx < 0x3e300000) return 1 + x
  const r = hi - lo
  const t = r * r
  const c = r - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))))
  if (k === 0) return 1 - ((r * c) / (c - 2) - r)
  const y = 1 - (lo - (r * c) / (2 - c) - hi)
  return scale(y, k)
}

const Q1 = -0.03333333333333313
const Q2 = 1.5873015872548146e-3
const Q3 = -7.93650757867488e-5
const Q4 = 4.008217827329362e-6
const Q5 = -2.0109921818362437e-7

/** e^x − 1, without the loss of digits near 0. */
export function expm1(x: number): number {
  const high = highWord(x)
  const hx = high & 0x7fffffff
  if (hx >= 0x4043687a) {
    if (Number.isNaN(x)) return x
    if (x > EXP_OVERFLOW) return Infinity
    if (high < 0) return -1
  }
  if (hx <= 0x3fd62e42) {
    if (hx < 0x3c900000) return x
    return expm1Reduced(x, 0, 0)
  }
  let k: number
  if (hx < 0x3ff0a2b2) k = high < 0 ? -1 : 1
  else k = Math.trunc(INV_LN2 * x + (high < 0 ? -0.5 : 0.5))
  const hi = x - k * LN2_HI
  const lo = k * LN2_LO
  const r = hi - lo
  return expm1Reduced(r, hi - r - lo, k)
}

/** 2^k · e^(x + c) − 1 for |x| at most half of ln 2. */
function expm1Reduced(x: number, c: number, k: number): number {
  const hfx = 0.5 * x
  const hxs = x * hfx
  const r1 = 1 + hxs * (Q1 + hxs * (Q2 + hxs * (Q3 + hxs * (Q4 + hxs * Q5))))
  const t = 3 - r1 * hfx
  let e = hxs * ((r1 - t) / (6 - x * t))
  if (k === 0) return x - (x * e - hxs)
  e = x * (e - c) - c - hxs
  if (k === -1) return 0.5 * (x - e) - 0.5
  if (k === 1) return x < -0.25 ? -2 * (e - (x + 0.5)) : 1 + 2 * (x - e)
  if (k <= -2 || k > 56) return scale(1 - (e - x), k) - 1
  const y = k < 20 ? 1 - powerOfTwo(-k) - (e - x) : x - (e + powerOfTwo(-k)) + 1
  return y * powerOfTwo(k)
}

/** ln(1 + x), without the loss of digits near 0. `log1p(−1)` is −∞, of less NaN. */
export function log1p(x: number): number {
  const hx = highWord(x)
  const ax = hx & 0x7fffffff
  if (hx < 0x3fda827a) {
    if (ax >= 0x3ff00000) return x === -1 ? -Infinity : Number.NaN
    if (ax < 0x3e200000) return ax < 0x3c900000 ? x : x - x * x * 0.5
    if (hx > 0 || hx <= (0xbfd2bec4 | 0)) return log1pReduced(x, 1, 0, 0)
  }
  if (hx >= 0x7ff00000) return x
  const isLarge = hx >= 0x43400000
  const u = isLarge ? x : 1 + x
  let hu = highWord(u)
  const exponent = (hu >> 20) - 1023
  const c = isLarge ? 0 : (exponent > 0 ? 1 - (u - x) : x - (u - 1)) / u
  hu &= 0x000fffff
  if (hu < 0x6a09e) return log1pReduced(u * powerOfTwo(-exponent) - 1, hu, exponent, c)
  return log1pReduced(u * powerOfTwo(-exponent - 1) - 1, (0x00100000 - hu) >> 2, exponent + 1, c)
}

/** k·ln 2 + c + ln(1 + f) for 1 + f between √½ and √2; `hu` is 0 when f is tiny. */
function log1pReduced(f: number, hu: number, k: number, c: number): number {
  const hfsq = 0.5 * f * f
  if (hu === 0) {
    if (f === 0) return k === 0 ? 0 : k * LN2_HI + (c + k * LN2_LO)
    const R = hfsq * (1 - 0.6666666666666666 * f)
    return k === 0 ? f - R : k * LN2_HI - (R - (k * LN2_LO + c) - f)
  }
  const s = f / (2 + f)
  const z = s * s
  const R = z * (LG1 + z * (LG2 + z * (LG3 + z * (LG4 + z * (LG5 + z * (LG6 + z * LG7))))))
  if (k === 0) return f - (hfsq - s * (hfsq + R))
  return k * LN2_HI - (hfsq - (s * (hfsq + R) + (k * LN2_LO + c)) - f)
}

/** Exponent and 1 + f of the last {@link split}; one pair for the module, so that splitting allocates nothing. */
let splitExponent = 0
let splitFraction = 0

/** Splits positive finite x into 2^{@link splitExponent} · (1 + {@link splitFraction}), 1 + f between √½ and √2. */
function split(x: number): void {
  const isSubnormal = x < 2.2250738585072014e-308
  const normal = isSubnormal ? x * TWO_54 : x
  const high = highWord(normal)
  const exponent = (high >> 20) - 1023 + ((((high & 0x000fffff) + 0x95f64) >> 20) & 1)
  splitFraction = normal * powerOfTwo(-exponent) - 1
  splitExponent = isSubnormal ? exponent - 54 : exponent
}

/** ln(1 + f) − (f − f²/2). */
function log1pRest(f: number): number {
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const R = w * (LG2 + w * (LG4 + w * LG6)) + z * (LG1 + w * (LG3 + w * (LG5 + w * LG7)))
  return s * (0.5 * f * f + R)
}

const INV_LN2_HI = 1.4426950407214463
const INV_LN2_LO = 1.6751713164886512e-10

/** Logarithm to base 2; exact for powers of two. */
export function log2(x: number): number {
  if (!(x > 0) || x === Infinity) return log(x)
  split(x)
  const f = splitFraction
  const y = splitExponent
  const hfsq = 0.5 * f * f
  const hi = clearLowWord(f - hfsq)
  const lo = f - hi - hfsq + log1pRest(f)
  const high = hi * INV_LN2_HI
  const low = (lo + hi) * INV_LN2_LO + lo * INV_LN2_HI
  const w = y + high
  return low + (y - w + high) + w
}

const INV_LN10_HI = 0.4342944818781689
const INV_LN10_LO = 2.5082946711645275e-11
const LOG10_2_HI = 0.30102999566361177
const LOG10_2_LO = 3.694239077158931e-13

/** Logarithm to base 10. */
export function log10(x: number): number {
  if (!(x > 0) || x === Infinity) return log(x)
  split(x)
  const f = splitFraction
  const hfsq = 0.5 * f * f
  const hi = clearLowWord(f - hfsq)
  const lo = f - hi - hfsq + log1pRest(f)
  const high = hi * INV_LN10_HI
  const y = splitExponent * LOG10_2_HI
  const low = splitExponent * LOG10_2_LO + (lo + hi) * INV_LN10_LO + lo * INV_LN10_HI
  const w = y + high
  return low + (y - w + high) + w
}

/** Hyperbolic tangent. */
export function tanh(x: number): number {
  const jx = highWord(x)
  const ix = jx & 0x7fffffff
  if (Number.isNaN(x)) return x
  if (ix >= 0x40360000) return jx < 0 ? -1 : 1
  if (ix < 0x3e300000) return x
  const a = Math.abs(x)
  let z: number
  if (ix >= 0x3ff00000) z = 1 - 2 / (expm1(2 * a) + 2)
  else {
    const t = expm1(-2 * a)
    z = -t / (t + 2)
  }
  return jx < 0 ? -z : z
}
