/** Build step: names the version and its files in the service worker. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin, Rolldown } from 'vite'

/** Name of the service worker in the build; never with a hash, because browsers know it by its address. */
export const OFFLINE_WORKER = 'offline.js'

/**
 * Everything but what `excluded` alone loads: a page that works offline must have it all, and the preview of Mermaid, larger than
 * the rest together, runs in a frame that service workers do not reach.
 */
export function offlineFiles({ excluded }: { excluded: string }): Plugin {
  let publicDir = ''
  return {
    name: 'offline-files',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      publicDir = config.publicDir
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const worker = bundle[OFFLINE_WORKER]
        if (worker?.type !== 'chunk') return
        const left = onlyIn(bundle, excluded)
        const built = Object.keys(bundle).filter((file) => file !== OFFLINE_WORKER && !left.has(file))
        const fixed = readdirSync(publicDir, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name).slice(publicDir.length + 1))
        const hash = createHash('sha256')
        for (const file of built.sort()) hash.update(file).update(contentOf(bundle[file]))
        for (const file of fixed.sort()) hash.update(file).update(readFileSync(join(publicDir, file)))
        const files = [...built, ...fixed].map((file) => (file === 'index.html' ? './' : file))
        worker.code = worker.code
          .replaceAll('__OFFLINE_VERSION__', JSON.stringify(hash.digest('hex').slice(0, 12)))
          .replaceAll('__OFFLINE_FILES__', JSON.stringify(files))
      },
    },
  }
}

type Output = Rolldown.OutputBundle[string] | undefined

function contentOf(output: Output): string | Uint8Array {
  return output?.type === 'chunk' ? output.code : (output?.source ?? '')
}

/** Files that one page loads and no other does. */
function onlyIn(bundle: Rolldown.OutputBundle, page: string): Set<string> {
  const entries = Object.values(bundle).filter((output) => output.type === 'chunk' && output.isEntry)
  const isOf = (output: Output): boolean => output?.type === 'chunk' && output.facadeModuleId?.endsWith(page) === true
  const own = reached(bundle, entries.filter(isOf))
  const others = reached(
    bundle,
    entries.filter((output) => !isOf(output)),
  )
  return new Set([page, ...[...own].filter((file) => !others.has(file))])
}

function reached(bundle: Rolldown.OutputBundle, from: readonly Output[]): Set<string> {
  const found = new Set<string>()
  const queue = [...from]
  for (let output = queue.pop(); output !== undefined; output = queue.pop()) {
    if (found.has(output.fileName)) continue
    found.add(output.fileName)
    if (output.type !== 'chunk') continue
    const { importedCss, importedAssets } = output.viteMetadata ?? {}
    const next = [...output.imports, ...output.dynamicImports, ...(importedCss ?? []), ...(importedAssets ?? [])]
    queue.push(...next.map((file) => bundle[file]))
  }
  return found
}
