/** 32-bit hashes of byte strings, as the balancers named beside them use. All return unsigned 32-bit numbers. */

/** Checksums of each byte followed by 0, 1, 2 and 3 zero bytes, 256 entries each: four bytes are then one step. */
const CRC_TABLES = /* @__PURE__ */ crcTables(0xedb88320)

function crcTables(polynomial: number): Int32Array {
  const tables = new Int32Array(1024)
  for (let byte = 0; byte < 256; byte++) {
    let value = byte
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? polynomial : 0)
    tables[byte] = value
  }
  for (let i = 256; i < 1024; i++) tables[i] = (tables[i - 256]! >>> 8) ^ tables[tables[i - 256]! & 0xff]!
  return tables
}

/**
 * CRC-32 (IEEE 802.3, reflected) of the first `length` bytes; groupcache and nginx. `crc` continues an earlier result, so
 * that crc32(ab) = crc32(b, crc32(a)).
 */
export function crc32(bytes: ArrayLike<number>, length = bytes.length, crc = 0): number {
  let value = ~crc
  let i = 0
  for (; i + 4 <= length; i += 4) {
    value ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24)
    value =
      CRC_TABLES[768 + (value & 0xff)]! ^
      CRC_TABLES[512 + ((value >>> 8) & 0xff)]! ^
      CRC_TABLES[256 + ((value >>> 16) & 0xff)]! ^
      CRC_TABLES[value >>> 24]!
  }
  for (; i < length; i++) value = (value >>> 8) ^ CRC_TABLES[(value ^ bytes[i]!) & 0xff]!
  return ~value >>> 0
}

/** Jenkins one-at-a-time (Dr Dobb's, 1997); libmemcached's default. */
export function oneAtATime(bytes: ArrayLike<number>, length = bytes.length): number {
  let hash = 0
  for (let i = 0; i < length; i++) {
    hash = (hash + bytes[i]!) | 0
    hash = (hash + (hash << 10)) | 0
    hash ^= hash >>> 6
  }
  hash = (hash + (hash << 3)) | 0
  hash ^= hash >>> 11
  return (hash + (hash << 15)) >>> 0
}

/** The hash of the sdbm library: h = byte + h·65599; HAProxy's default. */
export function sdbm(bytes: ArrayLike<number>, length = bytes.length): number {
  let hash = 0
  for (let i = 0; i < length; i++) hash = (bytes[i]! + Math.imul(hash, 65599)) | 0
  return hash >>> 0
}

/** Bernstein's hash: h = 33·h + byte from 5381; HAProxy. */
export function djb2(bytes: ArrayLike<number>, length = bytes.length): number {
  let hash = 5381
  for (let i = 0; i < length; i++) hash = (Math.imul(hash, 33) + bytes[i]!) | 0
  return hash >>> 0
}

/** HAProxy's wt6 (`src/hash.c`): two words rotated by amounts that depend on the data. */
export function wt6(bytes: ArrayLike<number>, length = bytes.length): number {
  let h0 = 0xa53c965a | 0
  let h1 = 0x5ca6953a | 0
  let step0 = 6
  let step1 = 18
  for (let i = 0; i < length; i++) {
    h0 = ~(h0 ^ bytes[i]!)
    h1 = ~(h1 + bytes[i]!)
    const rotated = (h1 << step0) | (h1 >>> (32 - step0))
    h1 = (h0 << step1) | (h0 >>> (32 - step1))
    h0 = rotated
    const steps = ((h0 >>> 16) ^ h1) & 0xffff
    step0 = steps & 31
    step1 = steps >>> 11
  }
  return (h0 ^ h1) >>> 0
}

/** HAProxy's `full_hash`: an avalanche of a 32-bit number by Jenkins, times a prime near three quarters of 2^32. */
export function avalanche(value: number): number {
  let a = value | 0
  a = (a + 0x7ed55d16 + (a << 12)) | 0
  a = a ^ 0xc761c23c ^ (a >>> 19)
  a = (a + 0x165667b1 + (a << 5)) | 0
  a = (a + 0xd3a2646c) ^ (a << 9)
  a = (a + 0xfd7046c5 + (a << 3)) | 0
  a = a ^ 0xb55a4f09 ^ (a >>> 16)
  return Math.imul(a, 0xc0000001) >>> 0
}
