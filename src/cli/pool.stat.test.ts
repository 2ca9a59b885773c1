/**
 * The same result whatever the number of threads, through the command as it is called: bundled, with threads that load the
 * bundle. It stands with the long tests because it builds the command twice.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { EXAMPLES } from '../design/examples/registry'
import { parseDesign } from '../design/schema'

const design = parseDesign(EXAMPLES[0]?.design).design

it('replications are the same in one thread and in three', () => {
  const folder = mkdtempSync(join(tmpdir(), 'loadbearing-pool-'))
  try {
    const file = join(folder, 'design.json')
    writeFileSync(file, JSON.stringify({ ...design, scenario: { ...design.scenario, durationMs: 40_000 } }))
    const print = (workers: number) => {
      return printed([
        'scripts/run-cli.mjs',
        'intervals',
        file,
        '--replications',
        '6',
        '--workers',
        `${workers}`,
        '--all',
      ])
    }
    const one = print(1)
    expect(one.split('\n').length).toBeGreaterThan(50)
    expect(print(3)).toBe(one)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

/** Standard output of a command; a missed objective is exit 1 with its output all the same. */
function printed(args: string[]): string {
  try {
    return execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string }
    if (status !== 1) throw error
    return stdout
  }
}
