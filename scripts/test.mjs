/**
 * Runs every check in turn and closes with a line `N passed, M failed`. A check without tests of its own counts as one. Each
 * failing check prints the command that repeats or repairs it.
 *
 * `--only types,lint,unit,stat,knip,build,size,e2e` runs some of them.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureChromium } from './ensure-chromium.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
process.chdir(root)
const results = mkdtempSync(join(tmpdir(), 'loadbearing-test-'))
process.on('exit', () => rmSync(results, { recursive: true, force: true }))

const unitReport = join(results, 'unit.json')
const statReport = join(results, 'stat.json')
const e2eReport = join(results, 'e2e.json')
const vitest = (project, file) => [
  'vitest',
  'run',
  '--project',
  project,
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${file}`,
]

const CHECKS = [
  {
    group: 'types',
    title: 'Types without browser or Node',
    command: ['tsc', '-p', 'tsconfig.pure.json'],
    repair: 'npx tsc -p tsconfig.pure.json',
  },
  {
    group: 'types',
    title: 'Types',
    command: ['tsc', '-p', 'tsconfig.web.json'],
    repair: 'npx tsc -p tsconfig.web.json',
  },
  {
    group: 'lint',
    title: 'Format and lint',
    command: ['biome', 'ci', '--colors=off'],
    repair: 'npx biome check --write',
  },
  {
    group: 'unit',
    title: 'Unit tests',
    command: vitest('unit', unitReport),
    count: () => vitestCounts(unitReport),
    repair: 'npx vitest run --project unit',
  },
  {
    group: 'stat',
    title: 'Statistical tests',
    command: vitest('stat', statReport),
    count: () => vitestCounts(statReport),
    repair: 'npx vitest run --project stat',
  },
  { group: 'knip', title: 'Unused code', command: ['knip', '--no-progress'], repair: 'npx knip' },
  {
    group: 'build',
    title: 'Build',
    command: ['vite', 'build', '--logLevel', 'warn'],
    makes: 'dist',
    repair: 'npx vite build',
  },
  {
    group: 'size',
    title: 'Size budgets',
    command: ['size-limit'],
    needs: 'dist/index.html',
    repair: 'npx vite build && npx size-limit',
  },
  { group: 'e2e', title: 'Browser', action: browser, repair: 'node scripts/ensure-chromium.mjs' },
  {
    group: 'e2e',
    title: 'End-to-end tests',
    command: ['playwright', 'test', '--reporter=line,json'],
    needs: 'dist/index.html',
    count: playwrightCounts,
    repair: 'npx vite build && npx playwright test',
  },
]

const only = process.argv.includes('--only')
  ? (process.argv[process.argv.indexOf('--only') + 1] ?? '').split(',')
  : null
const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: e2eReport, E2E_PORT: String(await freePort()) }
let passed = 0
let failed = 0

for (const check of CHECKS) {
  if (only && !only.includes(check.group)) continue
  const started = process.hrtime.bigint()
  console.log(`\n== ${check.title}`)
  const isOk = runCheck(check)
  const counts = countsOf(check, isOk)
  passed += counts.passed
  failed += counts.failed
  const seconds = (Number(process.hrtime.bigint() - started) / 1e9).toFixed(1)
  console.log(`-- ${check.title}: ${counts.passed} passed, ${counts.failed} failed in ${seconds} s`)
  if (counts.failed > 0) console.log(`   To repeat or repair: ${check.repair}`)
}

console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0

function runCheck({ command, action, needs, makes }) {
  if (action) return action()
  // What an earlier build left must not pass for the result of one that fails.
  if (makes) rmSync(makes, { recursive: true, force: true })
  if (needs && !existsSync(needs)) {
    console.log(`${needs} is missing`)
    return false
  }
  const [name, ...args] = command
  const program = join(root, 'node_modules', '.bin', name)
  return spawnSync(program, args, { stdio: 'inherit', env, shell: process.platform === 'win32' }).status === 0
}

/** A failing check has at least one failure, whatever its report says. */
function countsOf({ count }, isOk) {
  const counts = count?.() ?? { passed: isOk ? 1 : 0, failed: isOk ? 0 : 1 }
  return isOk || counts.failed > 0 ? counts : { ...counts, failed: 1 }
}

function browser() {
  try {
    env.CHROMIUM_PATH = ensureChromium()
    console.log(env.CHROMIUM_PATH)
    return true
  } catch (error) {
    console.log(error.message)
    return false
  }
}

function vitestCounts(file) {
  const report = read(file)
  return report && { passed: report.numPassedTests, failed: report.numFailedTests }
}

function playwrightCounts() {
  const report = read(e2eReport)
  return report && { passed: report.stats.expected, failed: report.stats.unexpected + report.stats.flaky }
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
