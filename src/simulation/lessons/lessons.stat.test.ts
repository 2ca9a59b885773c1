/** What the lessons of the gallery claim, computed from their runs. */
import { describe, expect, it } from 'vitest'
import { LESSONS, lessonOf } from '../../design/examples/lessons/registry'
import { parseDesign } from '../../design/schema'
import { conductHere } from '../experiments/experiment'
import { runToEnd } from '../experiments/replicate'
import { lessonExperiment } from './lesson'
import { CLAIMS } from './registry'

describe.each(CLAIMS.map((claim) => [lessonOf(claim.lesson).name, claim] as const))('%s', (_, claim) => {
  it('is as claimed', () => {
    const { holds, sentence, variants } = conductHere(lessonExperiment(claim), (design) => runToEnd(design, () => 0))
    expect({ holds, sentence, variants }).toMatchObject({ holds: true })
  })

  it('would not be if the variants did the same', () => {
    const found = conductHere(lessonExperiment({ ...claim, runs: 1 }), (design) => {
      return runToEnd({ ...design, ...sameAs(claim.lesson), seed: design.seed }, () => 0)
    })
    expect(found.holds).toBe(false)
  })
})

/** The first variant of a lesson, in place of every other. */
function sameAs(lesson: string) {
  return parseDesign(lessonOf(lesson).variants[0]?.design).design
}

describe('lessons', () => {
  it('have a claim each', () => {
    expect(CLAIMS.map(({ lesson }) => lesson)).toEqual(LESSONS.map(({ id }) => id))
  })

  it.each(LESSONS.flatMap(({ variants }) => variants.map(({ design }) => [design.name, design] as const)))(
    '%s is valid, and everything odd about it is meant',
    (_, design) => {
      expect(parseDesign(design).errors).toEqual([])
    },
  )
})
