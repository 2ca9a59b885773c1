/**
 * Runs a command written in TypeScript: bundles `src/cli/NAME.ts` (or `src/bench/NAME.ts`) into a folder of this process, calls its
 * `main(args)` and exits with the number that it returns. Paths in the arguments are relative to where npm was called.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [name = '', ...args] = process.argv.slice(2)
const entry = ['cli', 'bench'].map((folder) => join(root, 'src', folder, `${name}.ts`)).find((path) => existsSync(path))
if (!/^[a-z-]+$/.test(name) || entry === undefined) {
  console.error(`There is no command "${name}".`)
  process.exit(2)
}

const cache = join(root, 'node_modules', '.cache', 'loadbearing')
mkdirSync(cache, { recursive: true })
const folder = mkdtempSync(join(cache, `${name}-`))
const remove = () => rmSync(folder, { recursive: true, force: true })
process.on('exit', remove)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130))
// A reader that closes early, such as `head`, is no failure.
process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1))

await build({
  root,
  configFile: false,
  logLevel: 'error',
  build: {
    ssr: entry,
    outDir: folder,
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rolldownOptions: {
      // Constants stay constants, as in the page, so that engines can build their values into the code.
      output: { entryFileNames: 'command.mjs', chunkFileNames: '[name]-[hash].mjs', topLevelVar: false },
    },
  },
})
process.env.LOADBEARING_ROOT = root
process.chdir(resolve(process.env.INIT_CWD ?? process.cwd()))
process.argv = [process.argv[0], entry, ...args]
// Threads of a command load the same file.
process.env.LOADBEARING_COMMAND = pathToFileURL(join(folder, 'command.mjs')).href
const command = await import(process.env.LOADBEARING_COMMAND)
if (typeof command.main === 'function') process.exitCode = (await command.main(args)) ?? 0
