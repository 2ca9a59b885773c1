/** Everything that is looked for in a run. */
import type { Design } from '../../design/design'
import type { Series } from '../protocol'
import type { Report } from '../report'
import { bottleneck, hiddenLoad, smallPool, unboundedQueue } from './capacity'
import { type Finding, type FindingRule, observe } from './finding'
import { incidents } from './incidents'
import { smallPlaces } from './pools'
import { amplificationLoop, flappingBreaker, retryWithoutBudget, shortTimeout, worstPath } from './resilience'
import { singlePoints } from './single-points'
import { fewPartitions } from './streams'

const RULES: readonly FindingRule[] = [
  incidents,
  bottleneck,
  fewPartitions,
  amplificationLoop,
  smallPool,
  smallPlaces,
  unboundedQueue,
  shortTimeout,
  flappingBreaker,
  retryWithoutBudget,
  worstPath,
  hiddenLoad,
  singlePoints,
]

/** What a run of a design has to say, serious things first, and among equals where it is held up before what makes that worse. */
export function findingsOf(design: Design, report: Report, course: Series | null = null): Finding[] {
  const observed = observe(design, report, course)
  const all = RULES.flatMap((rule) => rule(observed))
  return [
    ...all.filter(({ severity }) => severity === 'serious'),
    ...all.filter(({ severity }) => severity === 'notable'),
  ]
}
