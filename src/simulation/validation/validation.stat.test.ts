/** Every published or exact result that the page shows, run here as the page runs it. */
import { describe, expect, it } from 'vitest'
import { conductHere } from '../experiments/experiment'
import { runToEnd } from '../experiments/replicate'
import { STUDIES } from './registry'
import { studyExperiment } from './study'

describe('studies', () => {
  it.each(STUDIES.map((study) => [study.title, study] as const))(
    '%s',
    (_, study) => {
      const verdicts = conductHere(studyExperiment(study), (design) => runToEnd(design, () => 0))
      const failed = study.checks.flatMap(({ name, value }, i) => {
        const { mean, halfWidth, passes, why } = verdicts[i]!
        return passes ? [] : [`${name}: ${mean} ± ${halfWidth}, should be ${value}: ${why}`]
      })
      expect(failed).toEqual([])
    },
    // The longest takes about 15 s of an idle core.
    240_000,
  )
})
