import { describe, expect, it } from 'vitest'
import { SequentialRandom } from './random'
import { exponential, normal } from './ziggurat'

/** Largest distance between the empirical and a given distribution function, times √n (Kolmogorov–Smirnov). */
function distance(samples: Float64Array, distribution: (x: number) => number): number {
  samples.sort()
  let worst = 0
  for (let i = 0; i < samples.length; i++) {
    const p = distribution(samples[i]!)
    worst = Math.max(worst, Math.abs(p - i / samples.length), Math.abs(p - (i + 1) / samples.length))
  }
  return worst * Math.sqrt(samples.length)
}

/** Φ by the error function of Abramowitz and Stegun 7.1.26 (error below 1.5e−7). */
function normalCdf(x: number): number {
  const t = 1 / (1 + (0.3275911 * Math.abs(x)) / Math.SQRT2)
  const poly = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
  const tail = 0.5 * poly * Math.exp(-0.5 * x * x)
  return x > 0 ? 1 - tail : tail
}

/** P(√n·D > 2.4) is about 2·e^(−2·2.4²) = 2e−5. */
const CRITICAL = 2.4
const COUNT = 400_000

function draw(sample: (random: SequentialRandom) => number, key: number): Float64Array {
  const random = new SequentialRandom(11, key)
  return Float64Array.from({ length: COUNT }, () => sample(random))
}

describe('ziggurat', () => {
  it('draws exponentials', () => {
    expect(
      distance(
        draw((random) => exponential(random), 1),
        (x) => 1 - Math.exp(-x),
      ),
    ).toBeLessThan(CRITICAL)
  })

  it('draws normals', () => {
    expect(
      distance(
        draw((random) => normal(random), 2),
        normalCdf,
      ),
    ).toBeLessThan(CRITICAL)
  })

  it('the same test rejects an exponential with a mean one per cent off and a normal shifted by 0.02', () => {
    expect(
      distance(
        draw((random) => exponential(random), 1),
        (x) => 1 - Math.exp(-x / 1.01),
      ),
    ).toBeGreaterThan(CRITICAL)
    expect(
      distance(
        draw((random) => normal(random), 2),
        (x) => normalCdf(x - 0.02),
      ),
    ).toBeGreaterThan(CRITICAL)
  })

  it('has the right tails beyond the last layer', () => {
    // Places beyond the edges are rare, so the base layer is forced: its low 8 bits are 0 and its place is the last one.
    const random = new SequentialRandom(3)
    let isFirst = true
    const forced = {
      uint32: () => {
        if (!isFirst) return random.uint32()
        isFirst = false
        return 0x7fffff00
      },
      uniform: () => random.uniform(),
    }
    let excess = 0
    let least = Infinity
    for (let i = 0; i < 50_000; i++) {
      isFirst = true
      const x = normal(forced)
      least = Math.min(least, x)
      excess += x - 3.6541528853610088
    }
    expect(least).toBeGreaterThan(3.6541528853610088)
    // E[X − r | X > r] = φ(r)/(1 − Φ(r)) − r, by the asymptotic series of the ratio.
    const r = 3.6541528853610088
    const mills = (1 / r) * (1 - 1 / r ** 2 + 3 / r ** 4 - 15 / r ** 6 + 105 / r ** 8 - 945 / r ** 10)
    expect(Math.abs(excess / 50_000 / (1 / mills - r) - 1)).toBeLessThan(0.03)
  })
})
