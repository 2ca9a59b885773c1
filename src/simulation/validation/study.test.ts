import { describe, expect, it } from 'vitest'
import { designFrom, instant, source } from '../../design/examples/published/parts'
import { conductHere } from '../experiments/experiment'
import { runToEnd } from '../experiments/replicate'
import { exact, of } from './measures'
import { STUDIES, studyOf } from './registry'
import { type Check, infoOf, type Study, studyExperiment, verdictOn } from './study'

const common = { name: 'figure', unit: 'count', value: 100, measure: () => 0 } as const
const EXACT = exact({ ...common, widest: 0.1 }, 'another theory', 120)
/** Twelve values around a mean, whose interval has about the half-width given. */
const around = (mean: number, half: number) =>
  Array.from({ length: 12 }, (_, i) => mean + (i % 2 === 0 ? 1 : -1) * half * 0.747)

describe('a verdict', () => {
  it('has a 99.9 % interval', () => {
    expect(verdictOn(EXACT, around(100, 5)).halfWidth).toBeCloseTo(5, 1)
  })

  it.each<[string, Check, number[], string]>([
    ['exact, inside', EXACT, around(101, 5), ''],
    ['exact, outside', EXACT, around(110, 5), 'the value lies outside the interval'],
    ['exact, too wide', EXACT, around(100, 15), 'the interval is too wide to tell'],
    [
      'exact, a twin that is believed too',
      exact({ ...common, widest: 0.1 }, 'nearly the same', 102),
      around(100, 5),
      'a wrong theory would pass as well',
    ],
    ['approximation, inside', { ...common, tag: 'approximation', tolerance: 0.05 }, around(106, 3), ''],
    [
      'approximation, outside',
      { ...common, tag: 'approximation', tolerance: 0.05 },
      around(110, 3),
      'the value lies outside the tolerance',
    ],
    [
      'approximation, too wide',
      { ...common, tag: 'approximation', tolerance: 0.05 },
      around(100, 8),
      'the interval is too wide to tell',
    ],
    ['lower bound, beyond', { ...common, tag: 'bound', side: 'at least' }, around(110, 5), ''],
    [
      'lower bound, across',
      { ...common, tag: 'bound', side: 'at least' },
      around(102, 5),
      'the interval reaches across the bound',
    ],
    ['upper bound, beyond', { ...common, tag: 'bound', side: 'at most' }, around(90, 5), ''],
    [
      'upper bound, across',
      { ...common, tag: 'bound', side: 'at most' },
      around(98, 5),
      'the interval reaches across the bound',
    ],
    ['arithmetic, met', { ...common, tag: 'arithmetic' }, [100, 100], ''],
    ['arithmetic, missed once', { ...common, tag: 'arithmetic' }, [100, 101], 'a run differs'],
    ['a figure that is missing', { ...common, tag: 'arithmetic' }, [100, Number.NaN], 'a run lacks the figure'],
  ])('of %s', (_, check, values, why) => {
    expect(verdictOn(check, values)).toMatchObject({ passes: why === '', why })
  })
})

describe('a study', () => {
  const two = [10, 20].map((rate) =>
    designFrom({
      name: `${rate}/s`,
      seconds: 10.01,
      blocks: [source(rate, { arrivals: { type: 'constant', ratePerSecond: rate } }), instant('door')],
      connections: { 'clients > door': {} },
    }),
  )
  const study: Study = {
    id: 'two',
    title: 'Two rates',
    about: 'One is twice the other.',
    source: { title: 'Arithmetic' },
    runs: 3,
    designs: two,
    checks: [
      {
        ...common,
        tag: 'arithmetic',
        value: 2,
        measure: ([slow, fast]) => (fast?.requests.offered ?? 0) / (slow?.requests.offered ?? 1),
      },
    ],
  }

  it('gives each check the reports of all designs of one seed', () => {
    const seen: string[] = []
    const verdicts = conductHere(studyExperiment(study), (design) => {
      seen.push(`${design.name} ${design.seed}`)
      return runToEnd(design, () => 0)
    })
    expect(verdicts).toEqual([{ mean: 2, halfWidth: 0, passes: true, why: '' }])
    expect(seen).toEqual(['10/s 1', '10/s 2', '10/s 3', '20/s 1', '20/s 2', '20/s 3'])
  })

  it('fails with a check of the engine that is broken', () => {
    const broken = { id: 'littles-law', target: null, holds: false, isEngineCheck: true, detail: 'off' }
    const verdicts = conductHere(studyExperiment(study), (design) => {
      const report = runToEnd(design, () => 0)
      return { ...report, invariants: [...report.invariants, broken] }
    })
    expect(verdicts[0]).toMatchObject({ passes: false, why: 'littles-law is broken: off' })
  })
})

describe('all studies', () => {
  it('have ids of their own, valid designs and plain data to show', () => {
    expect(new Set(STUDIES.map(({ id }) => id)).size).toBe(STUDIES.length)
    for (const study of STUDIES) {
      const info = infoOf(study)
      expect(structuredClone(info)).toEqual(info)
      expect(studyOf(study.id)).toBe(study)
    }
    expect(() => studyOf('nothing')).toThrow(/no study/)
  })

  it('hold exact checks against a theory that is wrong by more than they allow', () => {
    for (const { checks } of STUDIES) {
      for (const check of checks) {
        if (check.tag !== 'exact') continue
        expect(Number.isFinite(check.value) && Number.isFinite(check.twin.value), check.name).toBe(true)
        expect(check.twin.value, check.name).not.toBe(check.value)
      }
    }
    expect(of(() => 1)([])).toBeNaN()
  })
})
