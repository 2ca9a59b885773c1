import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import type { Design } from '../design/design'
import { EXAMPLES } from '../design/examples/registry'
import { parseDesign } from '../design/schema'
import { ThreadPool } from './pool'

const design = parseDesign(EXAMPLES[0]?.design).design
const short = { ...design, scenario: { ...design.scenario, durationMs: 12_000 } }
const folder = mkdtempSync(join(tmpdir(), 'loadbearing-pool-'))

afterAll(() => rmSync(folder, { recursive: true }))

/** A file for threads whose runs have their thread for an event count, fail for the seed 13, and end their thread for 14. */
function fakeCommand(): string {
  const file = join(folder, 'command.mjs')
  const lines = [
    "import { parentPort, threadId } from 'node:worker_threads'",
    "const error = { name: 'ParamError', message: 'an unlucky seed' }",
    "parentPort.on('message', ({ seed }) => {",
    '  if (seed === 14) process.exit(3)',
    '  parentPort.postMessage(seed === 13 ? { error } : { report: { seed, events: threadId } })',
    '})',
  ]
  writeFileSync(file, lines.join('\n'))
  return pathToFileURL(file).href
}

describe('a pool of threads', () => {
  it('runs everything here where there is no file for threads to load', async () => {
    const pool = new ThreadPool(4, undefined)
    const reports = await Promise.all([1, 2].map((seed) => pool.run({ ...short, seed })))
    expect(reports.map(({ seed, outcome }) => [seed, outcome])).toEqual([
      [1, 'completed'],
      [2, 'completed'],
    ])
    await pool.close()
  })

  it('starts no thread while the work here is short', async () => {
    const pool = new ThreadPool(4, fakeCommand(), 1e9)
    expect((await pool.run(short)).digest).toMatch(/^[0-9a-f]{16}$/)
    await pool.close()
  })

  it('shares runs among as many threads as it may, and answers each with its own', async () => {
    const pool = new ThreadPool(2, fakeCommand(), 0)
    const seeds = [5, 4, 3, 2, 1]
    const reports = await Promise.all(seeds.map((seed) => pool.run({ seed } as Design)))
    expect(reports.map(({ seed }) => seed)).toEqual(seeds)
    expect(new Set(reports.map(({ events }) => events)).size).toBeLessThanOrEqual(2)
    await pool.close()
  })

  it('passes on what a run fails with, and goes on', async () => {
    const pool = new ThreadPool(2, fakeCommand(), 0)
    await expect(pool.run({ seed: 13 } as Design)).rejects.toMatchObject({
      name: 'ParamError',
      message: 'an unlucky seed',
    })
    expect(await pool.run({ seed: 7 } as Design)).toMatchObject({ seed: 7 })
    await pool.close()
  })

  it('fails the run whose thread ends, and goes on with another', async () => {
    const pool = new ThreadPool(2, fakeCommand(), 0)
    const runs = await Promise.allSettled([14, 6, 7, 8].map((seed) => pool.run({ seed } as Design)))
    expect(runs[0]).toMatchObject({
      status: 'rejected',
      reason: { message: expect.stringMatching(/ended with code 3/) },
    })
    expect(runs.slice(1)).toMatchObject([6, 7, 8].map((seed) => ({ status: 'fulfilled', value: { seed } })))
    await pool.close()
  })

  it('fails the run whose thread cannot be started', async () => {
    const pool = new ThreadPool(2, pathToFileURL(join(folder, 'nothing.mjs')).href, 0)
    await expect(pool.run({ seed: 1 } as Design)).rejects.toThrow(/nothing\.mjs/)
    await pool.close()
  })
})
