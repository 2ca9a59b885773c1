/**
 * The two 32-bit words of a double, through one shared buffer.
 *
 * Write a double to `double[0]`, then read or replace `words[HIGH]` (sign, exponent, top 20 bits of the fraction) and
 * `words[LOW]`. Each function that uses the buffer must finish with it before it calls another that does.
 */
export const double = new Float64Array(1)
export const words = new Int32Array(double.buffer)

double[0] = 1

/** Index in {@link words} of the word that holds sign and exponent: 1 on little-endian machines. */
export const HIGH = words[1] === 0 ? 0 : 1
/** Index in {@link words} of the word that holds the low 32 bits of the fraction. */
export const LOW = 1 - HIGH

/** Sign, exponent and top 20 bits of the fraction, as a signed 32-bit integer. */
export function highWord(x: number): number {
  double[0] = x
  return words[HIGH]!
}

/** The double made of two words. */
export function fromWords(high: number, low: number): number {
  words[HIGH] = high
  words[LOW] = low
  return double[0]!
}

/** `x` with the low 32 bits of its fraction cleared: a number whose products with its like are exact. */
export function clearLowWord(x: number): number {
  double[0] = x
  words[LOW] = 0
  return double[0]!
}

const LEAST_EXPONENT = -1074
const powers = new Float64Array(1023 - LEAST_EXPONENT + 1)
powers[-LEAST_EXPONENT] = 1
for (let n = 1; n <= 1023; n++) powers[n - LEAST_EXPONENT] = powers[n - 1 - LEAST_EXPONENT]! * 2
for (let n = -1; n >= LEAST_EXPONENT; n--) powers[n - LEAST_EXPONENT] = powers[n + 1 - LEAST_EXPONENT]! / 2

/** 2^n for n from −1074 to 1023, from a table: faster than writing the exponent and reading the double back. */
export function powerOfTwo(n: number): number {
  return powers[n - LEAST_EXPONENT]!
}

/** `x` · 2^n for x around 1 and n from −1076 to 1024, rounded once. */
export function scale(x: number, n: number): number {
  if (n > 1023) return x * 2 * powers[1023 - LEAST_EXPONENT]!
  if (n >= -1021) return x * powers[n - LEAST_EXPONENT]!
  // Subnormal results: the first product is exact, the second rounds. 2^−54.
  return x * powers[n + 54 - LEAST_EXPONENT]! * 5.551115123125783e-17
}
