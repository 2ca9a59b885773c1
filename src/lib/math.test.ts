import { describe, expect, it } from 'vitest'
import { double, HIGH, LOW, words } from './float-bits'
import { cos, exp, expm1, log, log1p, log2, log10, pow, sin, tanh } from './math'
import { SequentialRandom } from './random'

/** Distance in units of the last place of the larger; 0 for identical values, infinity when only one is finite. */
function ulps(a: number, b: number): number {
  if (Object.is(a, b) || (Number.isNaN(a) && Number.isNaN(b)) || a === b) return 0
  if (!Number.isFinite(a) || !Number.isFinite(b)) return Infinity
  const scale = Math.max(Math.abs(a), Math.abs(b))
  const exponent = Math.max(Math.floor(Math.log2(scale)), -1022)
  return Math.abs(a - b) / 2 ** (exponent - 52)
}

function bits(x: number): string {
  double[0] = x
  const word = (index: number) => (words[index]! >>> 0).toString(16).padStart(8, '0')
  return word(HIGH) + word(LOW)
}

/** Points spread evenly and by ratio over [from, to], and random bit patterns inside it. */
function grid(from: number, to: number, count = 4000): number[] {
  const random = new SequentialRandom(5, count)
  const points: number[] = []
  for (let i = 0; i <= count; i++) points.push(from + ((to - from) * i) / count)
  for (let i = 0; i < count; i++) {
    words[LOW] = random.uint32()
    words[HIGH] = random.uint32()
    const x = double[0]!
    if (x >= from && x <= to) points.push(x)
    const scaled = (random.uniform() < 0.5 ? -1 : 1) * 10 ** (random.uniform() * 30 - 20)
    if (scaled >= from && scaled <= to) points.push(scaled)
  }
  return points
}

const cases = [
  { name: 'log', ours: log, theirs: Math.log, from: 0, to: 1e308, within: 1 },
  { name: 'log near one', ours: log, theirs: Math.log, from: 0.5, to: 2, within: 1 },
  { name: 'log2', ours: log2, theirs: Math.log2, from: 0, to: 1e308, within: 1 },
  { name: 'log2 near one', ours: log2, theirs: Math.log2, from: 0.5, to: 2, within: 1 },
  { name: 'log10', ours: log10, theirs: Math.log10, from: 0, to: 1e308, within: 2 },
  { name: 'log1p', ours: log1p, theirs: Math.log1p, from: -1, to: 1e300, within: 1 },
  { name: 'log1p near zero', ours: log1p, theirs: Math.log1p, from: -0.9, to: 2, within: 1 },
  { name: 'exp', ours: exp, theirs: Math.exp, from: -750, to: 715, within: 1 },
  { name: 'exp near zero', ours: exp, theirs: Math.exp, from: -2, to: 2, within: 1 },
  { name: 'expm1', ours: expm1, theirs: Math.expm1, from: -60, to: 715, within: 1 },
  { name: 'expm1 near zero', ours: expm1, theirs: Math.expm1, from: -2, to: 2, within: 1 },
  { name: 'tanh', ours: tanh, theirs: Math.tanh, from: -25, to: 25, within: 2 },
  { name: 'sin', ours: sin, theirs: Math.sin, from: -100, to: 100, within: 1 },
  { name: 'sin of large', ours: sin, theirs: Math.sin, from: -1e6, to: 1e6, within: 1 },
  { name: 'sin of huge', ours: sin, theirs: Math.sin, from: -1e300, to: 1e300, within: 1 },
  { name: 'cos', ours: cos, theirs: Math.cos, from: -100, to: 100, within: 1 },
  { name: 'cos of large', ours: cos, theirs: Math.cos, from: -1e6, to: 1e6, within: 1 },
  { name: 'cos of huge', ours: cos, theirs: Math.cos, from: -1e300, to: 1e300, within: 1 },
]

describe('deterministic mathematics', () => {
  for (const { name, ours, theirs, from, to, within } of cases) {
    it(`${name} is within ${within} ulp of the engine's own`, () => {
      let worst = 0
      let at = 0
      for (const x of grid(from, to)) {
        const distance = ulps(ours(x), theirs(x))
        if (distance > worst) {
          worst = distance
          at = x
        }
      }
      expect(worst, `at ${at}: ${ours(at)} against ${theirs(at)}`).toBeLessThanOrEqual(within)
    })
  }

  it('pow is within 1 ulp of the engine on a grid of bases and exponents', () => {
    const exponents = [-3.7, -2, -1, -0.5, 0.1, 0.5, 1 / 3, 0.99, 1.01, 2, 3, 7.5, 17, 100.25, -300, 1e4, 5e9]
    let worst = 0
    let at = ''
    for (const x of [...grid(0, 100, 800), ...grid(0.999, 1.001, 300), ...grid(0, 1e308, 300)]) {
      for (const y of exponents) {
        const distance = ulps(pow(x, y), x ** y)
        if (distance > worst) {
          worst = distance
          at = `pow(${x}, ${y}): ${pow(x, y)} against ${x ** y}`
        }
      }
    }
    expect(worst, at).toBeLessThanOrEqual(1)
  })

  it('pow of small whole numbers is exact', () => {
    for (let exponent = -1022; exponent <= 1023; exponent++) expect(pow(2, exponent)).toBe(2 ** exponent)
    for (let exponent = 0; exponent <= 22; exponent++) expect(pow(10, exponent)).toBe(Number(`1e${exponent}`))
    expect(pow(2, -1074)).toBe(Number.MIN_VALUE)
    expect(pow(2, -1075)).toBe(0)
    expect(pow(2, 1024)).toBe(Infinity)
  })

  it('log2 is exact for powers of two and log10 for powers of ten', () => {
    for (let exponent = -1074; exponent <= 1023; exponent++) expect(log2(2 ** exponent)).toBe(exponent)
    for (let exponent = 0; exponent <= 22; exponent++) expect(log10(Number(`1e${exponent}`))).toBe(exponent)
  })

  it.each([
    [log(0), -Infinity],
    [log(-1), Number.NaN],
    [log(1), 0],
    [log(Infinity), Infinity],
    [log(Number.NaN), Number.NaN],
    [log2(0), -Infinity],
    [log2(-1), Number.NaN],
    [log2(Infinity), Infinity],
    [log10(0), -Infinity],
    [log10(-0), -Infinity],
    [log10(-1), Number.NaN],
    [log10(Infinity), Infinity],
    [log1p(0), 0],
    [log1p(-0), -0],
    [log1p(-1), -Infinity],
    [log1p(-1.5), Number.NaN],
    [log1p(Infinity), Infinity],
    [exp(0), 1],
    [exp(-0), 1],
    [exp(1), Math.E],
    [exp(Infinity), Infinity],
    [exp(-Infinity), 0],
    [exp(710), Infinity],
    [exp(-746), 0],
    [exp(Number.NaN), Number.NaN],
    [expm1(0), 0],
    [expm1(-0), -0],
    [expm1(-Infinity), -1],
    [expm1(Infinity), Infinity],
    [expm1(Number.NaN), Number.NaN],
    [tanh(0), 0],
    [tanh(-0), -0],
    [tanh(Infinity), 1],
    [tanh(-Infinity), -1],
    [tanh(Number.NaN), Number.NaN],
    [sin(0), 0],
    [sin(-0), -0],
    [sin(Infinity), Number.NaN],
    [cos(0), 1],
    [cos(-Infinity), Number.NaN],
  ])('special value %#: %d is %d', (actual, expected) => {
    expect(actual).toBe(expected)
  })

  it('pow agrees with the language on every pair of special values', () => {
    const specials = [0, -0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 1e300, -1e300, 5e-324, Infinity, -Infinity, Number.NaN]
    for (const x of specials) {
      for (const y of specials) expect(pow(x, y), `pow(${x}, ${y})`).toBe(x ** y)
    }
  })

  it('gives the pinned bits', () => {
    const xs = [1e-300, 1e-5, 0.3, 0.7, 1.1, 2.5, 10, 123.456]
    const lines = Object.entries({ log, log2, log10, log1p, exp, expm1, tanh, sin, cos }).map(
      ([name, f]) => `${name} ${xs.map((x) => bits(f(x))).join(' ')}`,
    )
    lines.push(`pow ${xs.map((x) => bits(pow(x, 1.7))).join(' ')}`)
    expect(lines.join('\n')).toMatchInlineSnapshot(`
      "log c085963447f87fb5 c027069e2aa2aa5b bff34378fcbda721 bfd6d3c324e13f50 3fb8663f793c46cc 3fed5240f0e0e078 40026bb1bbb55516 401343774f3e2362
      log2 c08f24a09f1a8b89 c0309c1165ec0627 bffbca9c6f53897b bfe0776228967d13 3fc199b728cb9d0c 3ff5269e12f346e3 400a934f0979a371 401bca9a03b1083a
      log10 c072c00000000000 c014000000000000 bfe0bb6c34d81502 bfc3d3d3d21ccf04 3fa5316c0a18add7 3fd977d95ec10c02 3ff0000000000000 4000bb6abfc968ef
      log1p 01a56e1fc2f8f359 3ee4f8aea9ae7317 3fd0ca937be1b9dc 3fe0fae81914a991 3fe7bdf362e9666e 3ff40b512eb53d60 40032ee3b77f374c 40134bba22cd5df5
      exp 3ff0000000000000 3ff0000a7c5e340e 3ff599058c8c1a96 40001c2a61268987 400808883244d593 40285d6fd931e0bb 40d5829dcf950560 4b11428e1cbc0143
      expm1 01a56e1fc2f8f359 3ee4f8bc681cdfb6 3fd6641632306a56 3ff03854c24d130d 400008883244d593 40265d6fd931e0bb 40d5825dcf950560 4b11428e1cbc0143
      tanh 01a56e1fc2f8f359 3ee4f8b588e06854 3fd2a4dda7d914fa 3fe356fb17af2e92 3fe99db01fde2405 3fef9258260a71c2 3feffffffdc96f35 3ff0000000000000
      sin 01a56e1fc2f8f359 3ee4f8b588e1e8a2 3fd2e9cd95baba33 3fe49d6e694619b8 3fec84c54c2d6338 3fe326af0dcfcab0 bfe1689ef5f34f52 bfe9b9dadc41aeb6
      cos 3ff0000000000000 3feffffffff920c8 3fee921dd42f09ba 3fe87996529f9d93 3fdd07b806c76111 bfe9a2f7ef858b7d bfead9ac890c6b1f bfe307e5980a1558
      pow 0000000000000000 3e2b29ec0fbe4538 3fc08819f76d9f8d 3fe1736b10d5852e 3ff2d0747f052e5f 4012fdcf53f3e6f3 40490f3253c017a0 40ac13e0f1519f70"
    `)
  })
})
