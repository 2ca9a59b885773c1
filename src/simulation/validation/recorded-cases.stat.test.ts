/** The recorded results of queueing theory, each as a design that is run. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { conductHere } from '../experiments/experiment'
import { runToEnd } from '../experiments/replicate'
import { isSimulated, studyOfCase } from './recorded-cases'
import type { RecordedCase } from './recorded-parts'
import { studyExperiment } from './study'

function casesOf(stem: string): RecordedCase[] {
  const url = new URL(`../../algorithms/vectors/${stem}.json`, import.meta.url)
  return (JSON.parse(readFileSync(url, 'utf8')) as { cases: RecordedCase[] }).cases
}

const cases = ['queueing_octave', 'queueing_own_formulas'].flatMap(casesOf).filter(({ model }) => isSimulated(model))
const studies = cases.flatMap((given) => studyOfCase(given) ?? [])

describe('recorded results of queueing theory', () => {
  it('are simulated, most of them', () => {
    expect(studies.length).toBeGreaterThan(0.5 * cases.length)
  })

  it.each(studies.map((study) => [study.title, study] as const))('%s', (_, study) => {
    const verdicts = conductHere(studyExperiment(study), (design) => runToEnd(design, () => 0))
    const failed = study.checks.flatMap(({ name, value }, i) => {
      const { mean, halfWidth, passes, why } = verdicts[i]!
      return passes ? [] : [`${name}: ${mean} ± ${halfWidth}, should be ${value}: ${why}`]
    })
    expect(failed).toEqual([])
  })
})
