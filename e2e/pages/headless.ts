import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Simulates a design in Node and returns the digest of its report. */
export function digestInNode(design: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'loadbearing-e2e-'))
  try {
    const file = join(folder, 'design.json')
    writeFileSync(file, JSON.stringify(design))
    return (JSON.parse(simulate(file)) as { digest: string }).digest
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A missed objective is exit 1 with the report on standard output all the same. */
function simulate(file: string): string {
  try {
    return execFileSync(process.execPath, ['scripts/run-cli.mjs', 'simulate', file], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 2 ** 26,
    })
  } catch (error) {
    const { status, stdout } = error as { status?: number; stdout?: string }
    if (status === 1 && stdout) return stdout
    throw error
  }
}
