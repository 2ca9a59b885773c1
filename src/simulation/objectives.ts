/** Holds a report against the objectives of its design. */
import type { Objective } from '../design/design'
import type { Report } from './report'

/** The number at a path of the report such as `requests.latencyMs.p99`, or null when there is none. */
export function measureAt(report: Report, path: string): number | null {
  let value: unknown = report
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return null
    value = (value as { [key: string]: unknown })[part]
  }
  return typeof value === 'number' ? value : null
}

/** Whether each objective was met. Both limits are exclusive, and a figure that is missing meets none. */
export function objectiveResults(objectives: readonly Objective[], report: Report): Report['objectives'] {
  return objectives.map(({ measure, below, above }) => {
    const value = measureAt(report, measure)
    const met = value !== null && (below === undefined || value < below) && (above === undefined || value > above)
    const limit = below !== undefined ? `below ${below}` : `above ${above}`
    return { measure, limit, value, met }
  })
}
