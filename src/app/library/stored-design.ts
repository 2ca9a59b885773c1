/** From a record of the library to a design, or to what is wrong with it. */
import type { Design } from '../../design/design'
import { parseDesign } from '../../design/schema'
import type { Problem } from '../../lib/parse'

export type ReadResult =
  | { is: 'fine'; design: Design; problems: readonly Problem[] }
  /** Written by a newer version of the page: not to be touched. */
  | { is: 'newer'; problem: Problem }
  | { is: 'damaged'; reason: string }

/** Checks a stored design. Never throws. */
export function readStoredDesign(raw: unknown): ReadResult {
  if (typeof raw !== 'object' || raw === null) return { is: 'damaged', reason: 'The design is missing.' }
  const { design, errors } = parseDesign(raw)
  const [first] = errors
  const isNewer = first?.path === 'format' && /^loadbearing\/[2-9]/.test(String((raw as { format?: unknown }).format))
  if (isNewer) return { is: 'newer', problem: first }
  if (first !== undefined && design.blocks.length === 0)
    return { is: 'damaged', reason: `${first.path === '' ? '' : `${first.path}: `}${first.message}.` }
  return { is: 'fine', design, problems: errors }
}
