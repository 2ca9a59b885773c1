/** Runs recorded results of Guava, statsmodels, pandas and Certificate Transparency against the members that name them. */
import { tauOfHalfLife, wilsonInterval } from '../../lib/statistics'
import { CaseCheck, type CaseResult, type ConformanceAdapter, type VectorFile } from '../conformance'
import { bloomFalsePositives, bloomFalsePositivesApproximately, guavaBloomSize, willfBloomSize } from './bloom-filter'
import { Ema } from './ema'
import { MerkleTree } from './merkle-tree'
import { fromHex } from './sha-256'
import { TimedEma } from './timed-ema'

/** Runs a reader on every case; a case that it cannot read, or that makes it throw, is unread. */
function each<C>(file: VectorFile, run: (testCase: C, check: CaseCheck) => boolean): CaseResult[] {
  return ((file['cases'] ?? []) as readonly C[]).map((testCase, index) => {
    const id = (testCase as { id?: string }).id ?? `case ${index}`
    const check = new CaseCheck(id)
    try {
      if (run(testCase, check)) return check.result()
      return { id, status: 'unread', message: `cannot read ${JSON.stringify(testCase).slice(0, 200)}` }
    } catch (error) {
      return { id, status: 'unread', message: String(error) }
    }
  })
}

function areNumbers(row: unknown, count: number): row is number[] {
  return Array.isArray(row) && row.length === count && row.every((value) => typeof value === 'number')
}

interface BloomCase {
  readonly library: string
  readonly n: number
  readonly p: number
  readonly expect: { readonly m: number; readonly k: number }
}

const BLOOM_SIZES = new Map([
  ['guava', guavaBloomSize],
  ['willf', willfBloomSize],
])

function runBloomSize({ library, n, p, expect }: BloomCase, check: CaseCheck): boolean {
  const sizeOf = BLOOM_SIZES.get(library)
  if (!sizeOf || !areNumbers([n, p], 2)) return false
  check.equal(`m and k for n ${n}, p ${p}`, sizeOf(n, p), { m: expect.m, k: expect.k })
  return true
}

function runBloomRate(row: unknown, check: CaseCheck): boolean {
  if (!areNumbers(row, 5)) return false
  const [m, k, n, approximate, exact] = row as [number, number, number, number, number]
  check.equal('fprApprox', bloomFalsePositivesApproximately(m, k, n) / approximate, 1)
  check.equal('fpr', bloomFalsePositives(m, k, n) / exact, 1)
  return true
}

function runWilson(row: unknown, check: CaseCheck): boolean {
  if (!areNumbers(row, 5)) return false
  const [successes, n, confidence, lower, upper] = row as [number, number, number, number, number]
  const interval = wilsonInterval(successes, n, confidence)
  check.equal('lower', interval.lower, lower)
  check.equal('upper', interval.upper, upper)
  return true
}

interface MerkleCase {
  readonly leavesHex: readonly string[]
  /** The field is named after the number of leaves, so its name is found by its beginning. */
  readonly [more: string]: unknown
}

function runMerkle(testCase: MerkleCase, check: CaseCheck): boolean {
  const key = Object.keys(testCase).find((name) => name.startsWith('rootsHexForPrefix'))
  const roots = key === undefined ? undefined : (testCase[key] as readonly string[])
  if (!Array.isArray(testCase.leavesHex) || !Array.isArray(roots)) return false
  const tree = new MerkleTree()
  check.equal('root of 0 leaves', tree.rootHex(), roots[0])
  testCase.leavesHex.forEach((leaf, index) => {
    tree.append(fromHex(leaf))
    check.equal(`root of ${index + 1} leaves`, tree.rootHex(), roots[index + 1])
  })
  roots.forEach((root, size) => {
    check.equal(`root of the first ${size} leaves`, tree.rootHex(size), root)
  })
  return true
}

interface EmaCase {
  readonly alpha?: number
  readonly span?: number
  readonly x: readonly number[]
  readonly expect?: readonly number[]
  readonly adjust?: boolean
  /** Says "adjust=True" where the weights are divided by their sum. */
  readonly note?: string
  readonly tMs?: readonly number[]
  readonly halfLifeMs?: number
  readonly expectAdjusted?: readonly number[]
  readonly finagleStyle?: { readonly tauMs: number; readonly expect: readonly number[] }
}

function runEma(testCase: EmaCase, check: CaseCheck): boolean {
  if (!Array.isArray(testCase.x)) return false
  if (testCase.tMs) return runTimedEma(testCase, testCase.tMs, check)
  const alpha = testCase.alpha ?? (testCase.span === undefined ? undefined : 2 / (testCase.span + 1))
  if (alpha === undefined || !Array.isArray(testCase.expect)) return false
  if (testCase.span !== undefined) check.equal('alpha of the span', 2 / (testCase.span + 1), alpha)
  const average = new Ema(alpha, testCase.adjust ?? /adjust\s*=\s*true/i.test(testCase.note ?? ''))
  testCase.x.forEach((value, index) => {
    average.add(value)
    check.equal(`value ${index}`, average.value, testCase.expect?.[index])
  })
  return true
}

function runTimedEma(testCase: EmaCase, times: readonly number[], check: CaseCheck): boolean {
  const { halfLifeMs, expectAdjusted, finagleStyle } = testCase
  const runs: { average: TimedEma; expect: readonly number[]; name: string }[] = []
  if (halfLifeMs !== undefined && expectAdjusted) {
    runs.push({ average: new TimedEma(tauOfHalfLife(halfLifeMs), true), expect: expectAdjusted, name: 'adjusted' })
  }
  if (finagleStyle) {
    runs.push({ average: new TimedEma(finagleStyle.tauMs, false), expect: finagleStyle.expect, name: 'Finagle' })
  }
  for (const { average, expect, name } of runs) {
    times.forEach((time, index) => {
      average.update(time, testCase.x[index] as number)
      check.equal(`${name} value ${index}`, average.value, expect[index])
    })
  }
  return runs.length > 0
}

export const adapters: ConformanceAdapter[] = [
  { vectors: 'prob_bloom_guava', members: ['bloom-filter'], run: (file) => each(file, runBloomSize) },
  { vectors: 'prob_bloom_fpr', members: ['bloom-filter'], run: (file) => each(file, runBloomRate) },
  { vectors: 'prob_wilson_statsmodels', members: ['wilson-lower-bound'], run: (file) => each(file, runWilson) },
  { vectors: 'merkle_rfc6962', members: ['merkle-tree'], run: (file) => each(file, runMerkle) },
  { vectors: 'stat_ema_pandas', members: ['ema', 'timed-ema'], run: (file) => each(file, runEma) },
]
