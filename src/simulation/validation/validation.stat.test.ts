/** Every published or exact result that the page shows, run here as the page runs it. */
import { describe, expect, it } from 'vitest'
import { conductHere } from '../experiments/experiment'
import { runToEnd } from '../experiments/replicate'
import { STUDIES } from './registry'
import { infoOf, studyExperiment } from './study'

describe.each(STUDIES.map((study) => [study.title, study] as const))('%s', (_, study) => {
  it('agrees with what was published or derived', () => {
    const verdicts = conductHere(studyExperiment(study), (design) => runToEnd(design, () => 0))
    const failed = infoOf(study).checks.flatMap(({ name, value }, i) => {
      const { mean, halfWidth, passes, why } = verdicts[i]!
      return passes ? [] : [`${name}: ${mean} ± ${halfWidth}, should be ${value}: ${why}`]
    })
    expect(failed).toEqual([])
  })
})
