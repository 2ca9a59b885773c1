import { describe, expect, it } from 'vitest'
import { HdrHistogram } from './hdr-histogram'

describe('HDR histogram', () => {
  it('the HDR histogram gives percentiles', () => {
    const sketch = new HdrHistogram()
    expect(sketch.percentile(50)).toBeNull()
    for (let i = 1; i <= 1000; i++) sketch.add(i)
    expect(Math.abs((sketch.percentile(99) ?? 0) - 990)).toBeLessThanOrEqual(990 / 128)
  })
})
