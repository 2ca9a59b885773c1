/** What a first visit shows. */
import type { Design } from '../../design/design'
import { emptyDesign } from '../../design/empty'
import { EXAMPLES, exampleOf, FIRST_EXAMPLE } from '../../design/examples/registry'
import { parseDesign } from '../../design/schema'
import { withFirstPlaces } from './first-places'

/** The design that a first visit shows. */
export function firstExample(): Design {
  const example = exampleOf(FIRST_EXAMPLE) ?? EXAMPLES[0]
  return example ? withFirstPlaces(parseDesign(example.design).design) : emptyDesign()
}
