import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { setLanguage, startLanguage } from '../../i18n/language'
import type { SharesChart } from '../chart'
import { inLanguage } from './in-language'

const chart: SharesChart = {
  kind: 'shares',
  title: 'What became of the calls',
  rows: [
    { label: 'Controlled delay', id: 'codel', segments: [], summary: '28 % in time, wait p99 1.53 s' },
    { label: 'Raft, median 203 ms', id: 'raft', segments: [], summary: '' },
    { label: 'LRU', id: 'lru', segments: [{ label: 'refused', value: 3, tone: 'fail' }], summary: '' },
  ],
}

describe('a chart in English', () => {
  it('stays as it came', () => {
    expect(inLanguage(chart)).toBe(chart)
  })
})

describe('a chart in Chinese', () => {
  beforeAll(async () => {
    vi.stubGlobal('navigator', { languages: ['zh-CN'] })
    await startLanguage(() => import('../../i18n/zh-cn/reference'))
  })
  afterAll(() => {
    vi.unstubAllGlobals()
    return setLanguage('en')
  })

  it('has every word in Chinese, and ids and tones as they were', () => {
    expect(inLanguage(chart)).toEqual({
      kind: 'shares',
      title: '各调用的结果',
      rows: [
        { label: '受控延迟', id: 'codel', segments: [], summary: '28 % 及时，等待 p99 1.53 s' },
        { label: 'Raft 共识，中位数 203 ms', id: 'raft', segments: [], summary: '' },
        {
          label: '最近最少使用 (LRU)',
          id: 'lru',
          segments: [{ label: '拒绝', value: 3, tone: 'fail' }],
          summary: '',
        },
      ],
    })
  })
})
