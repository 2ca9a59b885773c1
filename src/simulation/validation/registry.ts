/** All studies, in the order in which the page shows them. */
import { contentionStudies } from './contention'
import { networkStudies } from './networks'
import { policyStudies } from './policies'
import { stationStudies } from './stations'
import type { Study } from './study'

export const STUDIES: readonly Study[] = [...stationStudies, ...networkStudies, ...policyStudies, ...contentionStudies]

/** The study with that id. Throws when there is none: ids come from the list of studies. */
export function studyOf(id: string): Study {
  const study = STUDIES.find((one) => one.id === id)
  if (!study) throw new Error(`There is no study "${id}"`)
  return study
}
