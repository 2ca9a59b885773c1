/**
 * Powers that give the same bits in every JavaScript engine; see math.ts for the reason.
 *
 * How: log2 |x| to about 70 bits as a sum of two doubles, times y, then 2 to that power by a polynomial.
 * Bound: error under 0.7 ulp. Exact results (small whole powers) come out exact.
 * Source: Sun Microsystems fdlibm 5.3, e_pow.c. Differs: numbers are split in two by rounding to single precision instead of
 * by clearing bits (products of the upper parts stay exact); `pow(±1, ±∞)` and `pow(1, NaN)` are NaN, as ECMAScript says.
 */
import { highWord, powerOfTwo, scale } from './float-bits'

const TWO_53 = 9007199254740992
const L1 = 0.5999999999999946
const L2 = 0.4285714285785502
const L3 = 0.33333332981837743
const L4 = 0.272728123808534
const L5 = 0.23066074577556175
const L6 = 0.20697501780033842
const P1 = 0.16666666666666602
const P2 = -2.7777777777015593e-3
const P3 = 6.613756321437934e-5
const P4 = -1.6533902205465252e-6
const P5 = 4.1381367970572385e-8
const LN2 = Math.LN2
const LN2_HI = 0.6931471824645996
const LN2_LO = -1.904654299957768e-9
/** −(1024 − log2(largest double + ½ ulp)). */
const OVERFLOW_TAIL = 8.008566259537294e-17
const CP = 0.9617966939259756
const CP_HI = 0.9617967009544373
const CP_LO = -7.028461650952758e-9
const INV_LN2 = Math.LOG2E
const INV_LN2_HI = 1.4426950216293335
const INV_LN2_LO = 1.9259629911266175e-8
const LOG2_1_5_HI = 0.5849624872207642
const LOG2_1_5_LO = 1.350039202129749e-8

/** log2 of the last {@link logarithm} as a sum of two; module variables so that nothing is allocated. */
let logHigh = 0
let logLow = 0

/** x to the power y, special values as `Math.pow`. */
export function pow(x: number, y: number): number {
  if (y === 0) return 1
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN
  const ax = Math.abs(x)
  if (y === Infinity || y === -Infinity) {
    if (ax === 1) return Number.NaN
    return ax > 1 === y > 0 ? Infinity : 0
  }
  if (y === 1) return x
  if (y === 2) return x * x
  if (y === -1) return 1 / x
  if (y === 0.5 && x > 0) return Math.sqrt(x)
  const isWhole = Number.isInteger(y)
  const isOdd = isWhole && Math.abs(y) < TWO_53 && y % 2 !== 0
  const isNegative = x < 0 || Object.is(x, -0)
  const sign = isNegative && isOdd ? -1 : 1
  if (ax === 0 || ax === Infinity) return (ax === 0) === y < 0 ? sign * Infinity : sign * 0
  if (ax === 1) return isNegative && !isWhole ? Number.NaN : sign
  if (isNegative && !isWhole) return Number.NaN
  const ix = highWord(ax)
  const ay = Math.abs(y)
  if (ay > 2147483648) {
    if (ay > 18446744073709552000 || ix < 0x3fefffff || ix > 0x3ff00000) {
      return ax < 1 === y < 0 ? sign * Infinity : sign * 0
    }
    logarithmNearOne(ax)
  } else logarithm(ax, ix)
  const yHigh = Math.fround(y)
  const low = (y - yHigh) * logHigh + y * logLow
  return sign * powerOfTwoOf(yHigh * logHigh, low)
}

/** Sets {@link logHigh} + {@link logLow} to log2 of a number within 2^−20 of 1. */
function logarithmNearOne(ax: number): void {
  const t = ax - 1
  const w = t * t * (0.5 - t * (0.3333333333333333 - t * 0.25))
  const u = INV_LN2_HI * t
  const v = t * INV_LN2_LO - w * INV_LN2
  logHigh = Math.fround(u + v)
  logLow = v - (logHigh - u)
}

/** Sets {@link logHigh} + {@link logLow} to log2 of a positive finite number whose high word is `ix`. */
function logarithm(positive: number, ix: number): void {
  const isSubnormal = ix < 0x00100000
  const normal = isSubnormal ? positive * TWO_53 : positive
  const high = isSubnormal ? highWord(normal) : ix
  let exponent = (high >> 20) - 0x3ff
  const j = high & 0x000fffff
  // Below √1.5 compare with 1, below √3 with 1.5, and above that with 1 again, one power of two on.
  const isNearThreeHalves = j > 0x3988e && j < 0xbb67a
  if (j >= 0xbb67a) exponent += 1
  const centre = isNearThreeHalves ? 1.5 : 1
  const ax = normal * powerOfTwo(-exponent)
  const n = isSubnormal ? exponent - 53 : exponent
  const u = ax - centre
  const v = 1 / (ax + centre)
  const ss = u * v
  const sHigh = Math.fround(ss)
  const centred = Math.fround(ax + centre)
  const sLow = v * (u - sHigh * centred - sHigh * (ax - (centred - centre)))
  let s2 = ss * ss
  const r = s2 * s2 * (L1 + s2 * (L2 + s2 * (L3 + s2 * (L4 + s2 * (L5 + s2 * L6))))) + sLow * (sHigh + ss)
  s2 = sHigh * sHigh
  const tHigh = Math.fround(3 + s2 + r)
  const tLow = r - (tHigh - 3 - s2)
  const product = sHigh * tHigh
  const rest = sLow * tHigh + tLow * ss
  const pHigh = Math.fround(product + rest)
  const pLow = rest - (pHigh - product)
  const zHigh = CP_HI * pHigh
  const zLow = CP_LO * pHigh + pLow * CP + (isNearThreeHalves ? LOG2_1_5_LO : 0)
  const offset = isNearThreeHalves ? LOG2_1_5_HI : 0
  logHigh = Math.fround(zHigh + zLow + offset + n)
  logLow = zLow - (logHigh - n - offset - zHigh)
}

/** 2^(high + low). */
function powerOfTwoOf(high: number, low: number): number {
  const z = low + high
  if (z >= 1024) {
    if (z > 1024 || low + OVERFLOW_TAIL > z - high) return Infinity
  } else if (z <= -1075) {
    if (z < -1075 || low <= z - high) return 0
  }
  const n = Math.floor(z + 0.5)
  const rest = high - n
  let t = Math.fround(low + rest)
  const u = t * LN2_HI
  const v = (low - (t - rest)) * LN2 + t * LN2_LO
  const y = u + v
  const w = v - (y - u)
  t = y * y
  const t1 = y - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))))
  const r = (y * t1) / (t1 - 2) - (w + y * w)
  return scale(1 - (r - y), n)
}
