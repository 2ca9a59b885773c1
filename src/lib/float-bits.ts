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

/** Low 32 bits of the fraction, as a signed 32-bit integer. */
export function lowWord(x: number): number {
  double[0] = x
  return words[LOW]!
}

/** The double made of two words. */
export function fromWords(high: number, low: number): number {
  words[HIGH] = high
  words[LOW] = low
  return double[0]!
}

/** `x` with its high word replaced. */
export function withHighWord(x: number, high: number): number {
  double[0] = x
  words[HIGH] = high
  return double[0]!
}

/** `x` with the low 32 bits of its fraction cleared: a number whose products with its like are exact. */
export function clearLowWord(x: number): number {
  double[0] = x
  words[LOW] = 0
  return double[0]!
}
