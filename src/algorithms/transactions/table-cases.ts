/**
 * Reads the rows of the saga, outbox and commit tables: a crash is told in words, and happens to the classes of this family.
 *
 * Only words for who stopped and when are understood; a row with none of them is reported as unread.
 */
import { CaseCheck, type CaseResult } from '../conformance'
import { NO_ROW, Outbox } from './outbox'
import {
  decideOnTimeout,
  decideWithPeers,
  HAS_ABORTED,
  HAS_COMMITTED,
  NOT_VOTED,
  type ParticipantState,
  PRE_COMMITTED,
  READY,
} from './participant'
import { SagaCoordinator } from './saga'
import { ABORTED, COMMITTED, DONE, type Outcome, REFUSED, REQUESTS } from './transactions'

/** A row of the table file. */
export interface TableCase {
  kind: string
  steps?: number
  failingStep?: number | null
  crash?: string
  protocol?: string
  expect: unknown
}

/** A saga as its log: T2 for a step, T2! for one that failed, C1 for a compensation. */
export function runSagaCase({ steps = 1, failingStep, expect }: TableCase, id: string): CaseResult {
  const coordinator = new SagaCoordinator(steps)
  const log: string[] = []
  for (let guard = 0; guard < 4 * steps && !coordinator.isFinished; guard++) {
    for (let step = 0; step < steps; step++) {
      const request = coordinator.request(step)
      if (request === REQUESTS.nothing) continue
      const isRefused = request === REQUESTS.act && step + 1 === failingStep
      log.push(`${request === REQUESTS.act ? 'T' : 'C'}${step + 1}${isRefused ? '!' : ''}`)
      coordinator.reply(step, isRefused ? REFUSED : DONE)
      break
    }
  }
  const check = new CaseCheck(id)
  const wanted = expect as { log: string[]; outcome: string }
  check.equal('log', log, wanted.log)
  check.equal('outcome', coordinator.outcome === COMMITTED ? 'committed' : 'compensated', wanted.outcome)
  return check.result()
}

interface OutboxResult {
  businessRow: boolean
  outboxRow?: boolean
  published: number
}

/** A commit and its publication, cut off where the text says, then a restart of the relay. */
function crashOutbox(crash: string): OutboxResult | undefined {
  if (crash.startsWith('dual write')) {
    if (/after DB commit, before publish/.test(crash)) return { businessRow: true, published: 0 }
    return /publish first, DB rolls back/.test(crash) ? { businessRow: false, published: 1 } : undefined
  }
  const isBeforeCommit = /before (the )?(DB )?commit|(inside|during|within) the (DB )?transaction|rolls? ?back/.test(
    crash,
  )
  const stopsAfter = [/before the relay publishes/, /before the row is marked/, /marked sent$|no crash/].findIndex(
    (words) => words.test(crash),
  )
  if (!isBeforeCommit && stopsAfter < 0) return undefined
  const outbox = new Outbox()
  outbox.finishTransaction(1, !isBeforeCommit)
  const outboxRow = outbox.backlog > 0
  let published = 0
  if (outboxRow && stopsAfter >= 1) published++
  if (outboxRow && stopsAfter === 2) outbox.markSent()
  while (outbox.next() !== NO_ROW) {
    published++
    outbox.markSent()
  }
  return { businessRow: !isBeforeCommit, outboxRow, published }
}

/** A row about an outbox: what is published when the process crashes at a point told in words. */
export function runOutboxCase({ crash = '', expect }: TableCase, id: string): CaseResult {
  const result = crashOutbox(crash)
  if (!result) return { id, status: 'unread', message: `crash not understood: ${crash}` }
  const check = new CaseCheck(id)
  const wanted = expect as OutboxResult
  check.equal('business row', result.businessRow, wanted.businessRow)
  if (wanted.outboxRow !== undefined) check.equal('outbox row', result.outboxRow, wanted.outboxRow)
  check.equal('published', result.published, wanted.published)
  return check.result()
}

/** States of those who are left after the crash in the text, one list for each side that cannot reach the other. */
function survivors(crash: string): ParticipantState[][] | undefined {
  if (/partition/i.test(crash)) return [[PRE_COMMITTED], [READY]]
  if (/participant before voting|before (asking|sending|collecting).*(vote|prepare)/i.test(crash)) return [[NOT_VOTED]]
  if (/^coordinator \+ (the only|all|every) informed/i.test(crash)) return [[READY, READY]]
  if (/after sending commit/i.test(crash)) return [[HAS_COMMITTED, READY]]
  if (/after sending abort/i.test(crash)) return [[HAS_ABORTED, READY]]
  if (/^coordinator after .*pre-?commit/i.test(crash) && !/before .*pre-?commit/i.test(crash))
    return /everybody|everyone|\ball\b/i.test(crash) ? [[PRE_COMMITTED, PRE_COMMITTED]] : [[PRE_COMMITTED, READY]]
  if (/^coordinator (before|after)\b/i.test(crash)) return [[READY, READY]]
  return undefined
}

const WORDS = new Map<Outcome, string>([
  [COMMITTED, 'commit'],
  [ABORTED, 'abort'],
])

/** What becomes of the participants, in the first word that the table uses for it. */
function fateOf(protocol: string, crash: string): string | undefined {
  if (/coordinator alive/i.test(crash)) return 'recovers'
  const sides = survivors(crash)
  if (!sides) return undefined
  const phases = protocol === '3PC' ? 3 : 2
  const outcomes = sides.map((states) =>
    states.length === 1 ? decideOnTimeout(phases, states[0] ?? READY) : decideWithPeers(phases, states),
  )
  if (new Set(outcomes).size > 1) return 'unsafe'
  return WORDS.get(outcomes[0] ?? ABORTED) ?? 'blocked'
}

/** A row about a commit protocol: what participants do when somebody crashes at a point told in words. */
export function runCommitCase({ protocol = '', crash = '', expect }: TableCase, id: string): CaseResult {
  const fate = fateOf(protocol, crash)
  if (fate === undefined) return { id, status: 'unread', message: `crash not understood: ${crash}` }
  const check = new CaseCheck(id)
  check.equal('outcome', fate, /^\w+/.exec(String(expect))?.[0].toLowerCase())
  return check.result()
}
