/** The module `virtual:reference`: what the reference page shows, gathered afresh whenever the page is built or served. */
import { join } from 'node:path'
import { runnerImport } from 'vite'

const MODULE = 'virtual:reference'
const RESOLVED = `\0${MODULE}`

/** Provides the module. */
export function referencePlugin() {
  let root = ''
  return {
    name: 'reference',
    configResolved: (config) => {
      root = config.root
    },
    resolveId: (id) => (id === MODULE ? RESOLVED : null),
    async load(id) {
      if (id !== RESOLVED) return null
      const entry = join(root, 'scripts', 'reference-data.ts')
      const { module } = await runnerImport(entry, { root, logLevel: 'error' })
      return `export default ${JSON.stringify(module.referenceData(root), refuseOddNumbers)}`
    },
  }
}

/** JSON has no word for infinity; a schema that needed one would have to be written in another way. */
function refuseOddNumbers(key, value) {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${key} is not a finite number`)
  return value
}
