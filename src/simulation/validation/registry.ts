/** All studies, in the order in which the page shows them. */
import { networkStudies } from './networks'
import { policyStudies } from './policies'
import { stationStudies } from './stations'
import type { Study } from './study'

export const STUDIES: readonly Study[] = [...stationStudies, ...networkStudies, ...policyStudies]
