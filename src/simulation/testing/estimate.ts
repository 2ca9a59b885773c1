/** Figures of designs from independent replications, to be held against theory. */
import type { Design } from '../../design/design'
import { studentQuantile } from '../../lib/statistics'
import { Run } from '../run'
import { type DesignParts, designOf } from './designs'

/** Chance that a check of a true theory fails. */
const ALARM = 1e-4

/** A mean over replications, and the half-width of its two-sided interval. */
export interface Estimate {
  mean: number
  halfWidth: number
}

/** A figure over replications on successive seeds. Throws when a check of the engine itself fails. */
export function estimate(parts: DesignParts, figure: (run: Run) => number, replications = 12): Estimate {
  const design = designOf(parts)
  const values = Array.from({ length: replications }, (_, r) => {
    const run = new Run({ ...design, seed: 1000 + r } as Design)
    run.finish()
    const broken = run.report(0).invariants.find((check) => check.isEngineCheck && !check.holds)
    if (broken) throw new Error(`${broken.id} at ${broken.target}: ${broken.detail}`)
    return figure(run)
  })
  const mean = values.reduce((sum, value) => sum + value, 0) / replications
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (replications - 1)
  const t = studentQuantile(1 - ALARM / 2, replications - 1)
  return { mean, halfWidth: t * Math.sqrt(variance / replications) }
}
