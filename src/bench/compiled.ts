/** The models as a C++ program, compiled here where there is a compiler. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import source from './chain-kernel.cc?raw'
import { LOAD, type Model } from './models'

/** What the program found. */
export interface Compiled {
  /** [s] of the processor. */
  readonly seconds: number
  readonly served: number
  readonly means: readonly number[]
}

export function hasCompiler(): boolean {
  return spawnSync('g++', ['--version'], { stdio: 'ignore' }).status === 0
}

/** Compiles the program; answers how to run it for so many customers. Throws an Error with what the compiler said. */
export function compileKernel(model: Model): (customers: number, batches: number) => Compiled {
  const folder = mkdtempSync(join(tmpdir(), 'loadbearing-kernel-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const program = join(folder, 'kernel')
  const file = `${program}.cc`
  writeFileSync(file, source)
  outputOf('g++', ['-O3', '-march=native', '-o', program, file])
  return (customers, batches) => {
    const values = [LOAD, customers, batches, ...model.servers].map(String)
    const [seconds = Number.NaN, served = 0, ...means] = outputOf(program, values).split(' ').map(Number)
    return { seconds, served, means }
  }
}

function outputOf(program: string, values: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, values, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`)
  return stdout
}
