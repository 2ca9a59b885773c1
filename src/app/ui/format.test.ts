import { describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatClock,
  formatCount,
  formatDuration,
  formatNumber,
  formatQuantity,
  formatRate,
  formatShare,
  NOTHING,
} from './format'

const plain = (text: string): string => text.replaceAll('\u202f', ' ')

describe('formats for reading', () => {
  it.each([
    [formatDuration(0), '0 ms'],
    [formatDuration(0.0421), '42.1 µs'],
    [formatDuration(8.256), '8.26 ms'],
    [formatDuration(212.4), '212 ms'],
    [formatDuration(1250), '1.25 s'],
    [formatDuration(120_000), '2 min'],
    [formatDuration(125_000), '2 min 5 s'],
    [formatDuration(3_900_000), '1 h 5 min'],
    [formatRate(0), '0/s'],
    [formatRate(0.42), '0.4/s'],
    [formatRate(198.3), '198/s'],
    [formatRate(1512), '1.51 k/s'],
    [formatShare(0.675), '68 %'],
    [formatShare(0.9995), '99.9 %'],
    [formatShare(0.0001), '< 0.1 %'],
    [formatShare(1), '100 %'],
    [formatNumber(1234), '1,234'],
    [formatNumber(12_345, true), '12.3 k'],
    [formatCount(999), '999'],
    [formatCount(3884), '3.9 k'],
    [formatCount(9960), '10 k'],
    [formatCount(394_000), '394 k'],
    [formatCount(2_500_000), '2.5 M'],
    [formatNumber(2_500_000, true), '2.5 M'],
    [formatBytes(1536), '1.54 kB'],
    [formatClock(38_250), '0:38.250'],
    [formatClock(3_725_000, true), '1:02:05'],
    [formatQuantity(10, 'factor'), '10×'],
    [formatQuantity(Number.NaN, 'ms'), NOTHING],
    [formatNumber(null), NOTHING],
  ])('%s', (shown, expected) => {
    expect(plain(shown)).toBe(expected)
  })
})
