import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { SequentialRandom } from '../../lib/random'
import { loadState, saveState } from '../../lib/state'
import { transactionProtocols } from './registry'
import { ABORTED, COMMITTED, type Coordinator, DONE, PENDING, REFUSED, REQUESTS, TIMED_OUT } from './transactions'

const FORWARD: readonly number[] = [REQUESTS.prepare, REQUESTS.preCommit, REQUESTS.try, REQUESTS.act]
const FINAL: readonly number[] = [REQUESTS.commit, REQUESTS.confirm]
const UNDO: readonly number[] = [REQUESTS.abort, REQUESTS.cancel, REQUESTS.compensate]

interface Trace {
  /** Requests answered by DONE, by participant. */
  done: number[][]
  asked: number[][]
  outcomes: number[]
  isFinished: boolean
}

/** Random replies while faults last, then only DONE. */
function run(begin: (n: number) => Coordinator, seed: number, faultySteps: number, restoreAt = -1): Trace {
  const random = new SequentialRandom(seed)
  const participants = 1 + (random.uint32() % 4)
  let coordinator = begin(participants)
  const trace: Trace = {
    done: Array.from({ length: participants }, () => []),
    asked: Array.from({ length: participants }, () => []),
    outcomes: [],
    isFinished: false,
  }
  for (let step = 0; step < 400; step++) {
    if (step === restoreAt) {
      const copy = begin(participants)
      loadState(copy, saveState(coordinator))
      coordinator = copy
    }
    const participant = random.uint32() % participants
    const request = coordinator.request(participant)
    const luck = random.uniform()
    const isForward = FORWARD.includes(request)
    const failure = luck < 0.15 ? TIMED_OUT : luck < 0.25 && isForward ? REFUSED : DONE
    const reply = step < faultySteps ? failure : DONE
    if (request !== REQUESTS.nothing) {
      trace.asked[participant]!.push(request)
      if (reply === DONE) trace.done[participant]!.push(request)
      coordinator.reply(participant, reply)
    }
    trace.outcomes.push(coordinator.outcome)
  }
  trace.isFinished = coordinator.isFinished
  return trace
}

describe.each(transactionProtocols)('transaction protocol $id', (member) => {
  const begin = (participants: number) => member.create({}).begin(participants)
  const seeds = Array.from({ length: 200 }, (_, index) => index + 1)

  it('commits when everyone does what it is asked', () => {
    const trace = run(begin, 1, 0)
    expect([trace.outcomes.at(-1), trace.isFinished]).toEqual([COMMITTED, true])
  })

  it('reaches both outcomes under faults, and ends once they stop', () => {
    const outcomes = seeds.map((seed) => {
      const trace = run(begin, seed, 30)
      expect(trace.isFinished).toBe(true)
      return trace.outcomes.at(-1)
    })
    expect(new Set(outcomes)).toEqual(new Set([COMMITTED, ABORTED]))
  })

  it('never takes an outcome back', () => {
    for (const seed of seeds) {
      const { outcomes } = run(begin, seed, 30)
      const decided = outcomes.filter((outcome) => outcome !== PENDING)
      expect(new Set(decided).size).toBeLessThanOrEqual(1)
      expect(outcomes.slice(outcomes.findIndex((outcome) => outcome !== PENDING))).toEqual(decided)
    }
  })

  it('asks nobody to commit and to undo', () => {
    for (const seed of seeds)
      for (const asked of run(begin, seed, 30).asked)
        expect(asked.some((r) => FINAL.includes(r)) && asked.some((r) => UNDO.includes(r))).toBe(false)
  })

  it('commits only when each participant did its first request', () => {
    for (const seed of seeds) {
      const trace = run(begin, seed, 30)
      if (trace.outcomes.at(-1) !== COMMITTED) continue
      for (const done of trace.done) expect(FORWARD).toContain(done[0])
    }
  })

  it('undoes, when it aborts, whatever was done', () => {
    for (const seed of seeds) {
      const trace = run(begin, seed, 30)
      if (trace.outcomes.at(-1) !== ABORTED) continue
      for (const done of trace.done) if (done.some((r) => FORWARD.includes(r))) expect(UNDO).toContain(done.at(-1))
    }
  })

  it('repeats itself, also after save and load on the way', () => {
    for (const seed of seeds.slice(0, 30)) expect(run(begin, seed, 30, 9)).toEqual(run(begin, seed, 30))
  })

  it('has no effect for a reply that nobody waits for', () => {
    const coordinator = begin(2)
    for (let i = 0; i < 10; i++) for (const p of [0, 1]) coordinator.reply(p, DONE)
    const before = saveState(coordinator)
    for (const reply of [DONE, REFUSED, TIMED_OUT] as const) coordinator.reply(0, reply)
    expect(saveState(coordinator)).toEqual(before)
  })

  it.each([0, -1, 1.5, Number.NaN])('refuses %d participants', (participants) => {
    expect(() => begin(participants)).toThrow(ParamError)
  })
})
