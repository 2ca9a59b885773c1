/** What is found in runs of small designs, for tests. */
import type { Finding } from '../findings/finding'
import { findingsOf } from '../findings/registry'
import { Run } from '../run'
import { type DesignParts, designOf } from './designs'

/** Runs to the end and looks at the report alone. Throws when the design is not valid. */
export function findingsIn(parts: DesignParts): Finding[] {
  const design = designOf(parts)
  const run = new Run(design)
  run.finish()
  return findingsOf(design, run.report(0))
}
