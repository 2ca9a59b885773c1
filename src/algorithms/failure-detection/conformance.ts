/** Adapters from the vector files of the failure-detection family to its members. */
import { log2 } from '../../lib/math'
import { CaseCheck, type CaseResult, type ConformanceAdapter } from '../conformance'
import { PhiAccrual, phiOf } from './phi-accrual'
import { exponentialPhiOf, PhiExponential } from './phi-exponential'
import {
  FIRST_DETECTION_LIMIT,
  gossipMeanField,
  periodsToFirstDetection,
  pushPullIntervalMs,
  remainingSuspicionMs,
  retransmitLimit,
  suspicionTimeoutMs,
} from './swim-scaling'

interface PhiCase {
  id?: string
  config: {
    threshold: number
    maxSampleSize: number
    minStdDeviationMs: number
    acceptableHeartbeatPauseMs: number
    firstHeartbeatEstimateMs: number
  }
  steps: { t: number; op: string; args: number[]; expect: { phi?: number | string; available?: boolean } }[]
}

/** JSON has no infinity: some files write it as a text. */
const asNumber = (value: number | string): number => (typeof value === 'string' ? Number(value) : value)

function runPhiCase({ id, config, steps }: PhiCase, index: number): CaseResult {
  const check = new CaseCheck(id ?? `case ${index}`)
  const detector = new PhiAccrual({
    threshold: config.threshold,
    maxSamples: config.maxSampleSize,
    minStdDeviationMs: config.minStdDeviationMs,
    acceptablePauseMs: config.acceptableHeartbeatPauseMs,
    firstEstimateMs: config.firstHeartbeatEstimateMs,
  })
  steps.forEach(({ t, op, args, expect }, step) => {
    if (op === 'heartbeat') detector.heartbeat(t)
    else if (op !== 'phi' && op !== 'phiOf') check.fail(`step ${step}: unknown operation ${op}`)
    const phi = op === 'phiOf' ? phiOf(args[0]!, args[1]!, args[2]!) : detector.suspicion(t)
    if (expect.phi !== undefined) check.equal(`step ${step} phi`, phi, asNumber(expect.phi))
    if (expect.available !== undefined)
      check.equal(`step ${step} available`, !detector.isSuspected(t), expect.available)
  })
  return check.result()
}

const phiAdapter: ConformanceAdapter = {
  vectors: 'fd_phi_accrual_akka',
  members: ['phi-accrual'],
  run: (file) => (file['cases'] as PhiCase[]).map(runPhiCase),
}

/** The table gives the mean of the window; a window of one interval has it. */
const exponentialAdapter: ConformanceAdapter = {
  vectors: 'fd_phi_exponential_cassandra',
  members: ['phi-exponential'],
  run: (file) =>
    (file['cases'] as { meanIntervalMs: number; sinceLastMs: number; expect: number }[]).map((entry, index) => {
      const check = new CaseCheck(`case ${index}`)
      const { meanIntervalMs, sinceLastMs, expect } = entry
      check.equal('phi', exponentialPhiOf(sinceLastMs, meanIntervalMs), expect)
      const detector = new PhiExponential({
        threshold: 8,
        maxSamples: 1,
        firstIntervalMs: meanIntervalMs,
        maxIntervalMs: 0,
      })
      detector.heartbeat(0)
      check.equal('phi of a detector', detector.suspicion(sinceLastMs), expect)
      return check.result()
    }),
}

interface ScalingCase {
  function: string
  n?: number
  mult?: number
  intervalMs?: number
  confirmations?: number
  k?: number
  elapsedMs?: number
  minMs?: number
  maxMs?: number
  timeoutMs?: number
  limit?: number
  scaledMs?: number
  remainingMs?: number
}

/** What a row of the scaling file asks for and what it expects, or undefined for a function that is not known. */
function scalingResult(row: ScalingCase): [actual: number, expected: number | undefined] | undefined {
  const { n = 0, mult = 0, intervalMs = 0 } = row
  switch (row.function) {
    case 'suspicionTimeout':
      return [suspicionTimeoutMs(mult, n, intervalMs), row.timeoutMs]
    case 'retransmitLimit':
      return [retransmitLimit(mult, n), row.limit]
    case 'pushPullScale':
      return [pushPullIntervalMs(intervalMs, n), row.scaledMs]
    case 'remainingSuspicionTime': {
      const { confirmations = 0, k = 0, elapsedMs = 0, minMs = 0, maxMs = 0 } = row
      return [remainingSuspicionMs({ confirmations, wanted: k, elapsedMs, minMs, maxMs }), row.remainingMs]
    }
    default:
      return undefined
  }
}

const scalingAdapter: ConformanceAdapter = {
  vectors: 'fd_swim_memberlist',
  members: [],
  run: (file) =>
    (file['cases'] as ScalingCase[]).map((row, index) => {
      const id = `${row.function} ${index}`
      const result = scalingResult(row)
      if (!result) return { id, status: 'unread', message: `unknown function ${row.function}` }
      const check = new CaseCheck(id)
      check.equal(row.function, result[0], result[1])
      return check.result()
    }),
}

interface FormulaCase {
  n: number
  fanout?: number
  expectInfectedFractionPerRound?: number[]
  roundsTo99pct?: number
  expect?: Record<string, number>
}

function runFormulaCase(entry: FormulaCase, index: number): CaseResult {
  const check = new CaseCheck(`case ${index}`)
  if (entry.fanout !== undefined && entry.expectInfectedFractionPerRound) {
    const expected = entry.expectInfectedFractionPerRound
    const shares = gossipMeanField(entry.n, entry.fanout, expected.length - 1)
    expected.forEach((share, round) => {
      check.equal(`round ${round}`, shares[round], share)
    })
    if (entry.roundsTo99pct !== undefined)
      check.equal(
        'rounds to 99 %',
        shares.findIndex((share) => share >= 0.99),
        entry.roundsTo99pct,
      )
  } else if (entry.expect) {
    const known: Record<string, number> = {
      expectedPeriodsToFirstDetection: periodsToFirstDetection(entry.n),
      'limit e/(e-1)': FIRST_DETECTION_LIMIT,
      log2n: log2(entry.n),
    }
    for (const [name, value] of Object.entries(entry.expect)) check.equal(name, known[name], value)
  } else return { id: `case ${index}`, status: 'unread', message: 'neither a detection nor a gossip row' }
  return check.result()
}

const formulaAdapter: ConformanceAdapter = {
  vectors: 'fd_swim_gossip_formulas',
  members: [],
  run: (file) => (file['cases'] as FormulaCase[]).map(runFormulaCase),
}

export const adapters: ConformanceAdapter[] = [phiAdapter, exponentialAdapter, scalingAdapter, formulaAdapter]
