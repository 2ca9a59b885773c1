/** The way out that always works: the design as a file. */
import { serializeDesign } from '../../design/serialize'
import { downloadText } from '../share/deliver'
import { designStore } from '../stores/design'

/** Offers the present design as a file. */
export function saveAsFile(): void {
  const design = designStore.get()
  downloadText(`${design.name}.json`, serializeDesign(design), 'application/json')
}
