/**
 * MD5 of a short byte string, for ketama rings. Not for security.
 *
 * Cost: about 0.3 µs for up to 55 bytes; no allocation. Source: RFC 1321.
 */

/** Bits of each step's left rotation (RFC 1321 §3.4), one row per round. */
const ROTATIONS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]

/** T[i] = floor(2^32 · |sin(i + 1)|) (RFC 1321 §3.4), written out because sine is not exact in every engine. */
// biome-ignore format: a table of constants
const SINES = Int32Array.of(
  0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
  0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
  0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
  0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
  0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
  0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
  0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
  0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
)

const words = new Int32Array(16)

/** Writes the digest of the first `length` bytes as four little-endian words into `digest`. */
export function md5(bytes: ArrayLike<number>, length: number, digest: Int32Array): void {
  digest[0] = 0x67452301
  digest[1] = 0xefcdab89
  digest[2] = 0x98badcfe
  digest[3] = 0x10325476
  const padded = ((length + 8) >> 6) * 64 + 64
  for (let block = 0; block < padded; block += 64) {
    words.fill(0)
    for (let i = 0; i < 64 && block + i <= length; i++) {
      const byte = block + i < length ? bytes[block + i]! : 0x80
      words[i >> 2]! |= byte << ((i & 3) * 8)
    }
    if (block + 64 === padded) {
      words[14] = length << 3
      words[15] = length >>> 29
    }
    addBlock(digest)
  }
}

function addBlock(digest: Int32Array): void {
  let a = digest[0]!
  let b = digest[1]!
  let c = digest[2]!
  let d = digest[3]!
  for (let i = 0; i < 64; i++) {
    const round = i >> 4
    let mixed: number
    let word: number
    if (round === 0) {
      mixed = (b & c) | (~b & d)
      word = i
    } else if (round === 1) {
      mixed = (d & b) | (~d & c)
      word = (5 * i + 1) & 15
    } else if (round === 2) {
      mixed = b ^ c ^ d
      word = (3 * i + 5) & 15
    } else {
      mixed = c ^ (b | ~d)
      word = (7 * i) & 15
    }
    const sum = (a + mixed + SINES[i]! + words[word]!) | 0
    const shift = ROTATIONS[round * 4 + (i & 3)]!
    a = d
    d = c
    c = b
    b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0
  }
  digest[0]! += a
  digest[1]! += b
  digest[2]! += c
  digest[3]! += d
}
