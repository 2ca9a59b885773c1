/**
 * Modules made afresh whenever the page is built or served: `virtual:reference`, what the reference page shows, and
 * `virtual:learn`, what there is to read about each kind of block, which the page loads after its forms.
 */
import { join } from 'node:path'
import { runnerImport } from 'vite'

/** What each module holds, by the file and the function of it that say so. */
const MODULES = {
  'virtual:reference': ['scripts/reference-data.ts', (module, root) => module.referenceData(root)],
  'virtual:learn': ['src/blocks/registry.ts', ({ BLOCKS }) => Object.fromEntries(BLOCKS.map(learnOf))],
}

function learnOf({ id, help, sources }) {
  return [id, { help, sources }]
}

/** Provides the modules. */
export function referencePlugin() {
  let root = ''
  return {
    name: 'reference',
    configResolved: (config) => {
      root = config.root
    },
    resolveId: (id) => (Object.hasOwn(MODULES, id) ? `\0${id}` : null),
    async load(id) {
      const [file, dataOf] = MODULES[id.slice(1)] ?? []
      if (file === undefined) return null
      const { module } = await runnerImport(join(root, file), { root, logLevel: 'error' })
      return `export default ${JSON.stringify(dataOf(module, root), refuseOddNumbers)}`
    },
  }
}

/** JSON has no word for infinity; a schema that needed one would have to be written in another way. */
function refuseOddNumbers(key, value) {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${key} is not a finite number`)
  return value
}
