import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { SequentialRandom } from '../../lib/random'
import { defaultsOf } from '../../lib/schema'
import { loadState, saveState } from '../../lib/state'
import { UNITS } from '../../lib/units'
import { Deque } from '../queueing/deque'
import { EMPTY } from '../queueing/queueing'
import type { Admission, AdmissionCall } from './admission'
import { admissions, buildAdmission } from './registry'

interface Station {
  readonly waiting: number[]
  readonly inService: number[]
}

/** A station with four servers under changing load; returns every answer of the gate. */
function drive(
  gate: Admission,
  seed: number,
  steps: number,
  startAt: number,
  station: Station = { waiting: [], inService: [] },
): number[] {
  const random = new SequentialRandom(seed)
  const answers: number[] = []
  const call: AdmissionCall = { priority: 0, user: 0, waiting: 0, utilisation: 0 }
  for (let step = 0; step < steps; step++) {
    const now = startAt + step
    const isBusyTime = Math.floor(step / 400) % 2 === 0
    if (random.uniform() < (isBusyTime ? 0.8 : 0.2)) {
      call.priority = 1 + Math.floor(random.uniform() * 8)
      call.user = random.uint32() % 1000
      call.waiting = station.waiting.length
      call.utilisation = station.inService.length / 4
      const isIn = gate.admit(now, call, random)
      answers.push(isIn ? 1 : 0)
      if (isIn) {
        const limit = gate.waitLimitMs(now)
        expect(limit).toBeGreaterThanOrEqual(0)
        answers.push(limit)
        station.waiting.push(now)
      }
    }
    if (station.inService.length > 0 && random.uniform() < 0.4) {
      const since = station.inService.shift()!
      gate.finished(now, now - since, random.uniform() < 0.95)
    }
    while (station.inService.length < 4) {
      const since = station.waiting.shift()
      if (since === undefined) {
        gate.foundEmpty(now)
        break
      }
      const isShed = gate.shed(now, now - since, station.waiting.length)
      answers.push(isShed ? 2 : 3)
      if (isShed) gate.finished(now, now - since, false)
      else station.inService.push(since)
    }
  }
  return answers
}

/** Four servers of 10 ms a call, one arrival each ms; calls that took over 1 s have failed. Returns how many were turned away. */
function overload(gate: Admission, durationMs: number): number {
  const random = new SequentialRandom(12)
  const waiting = new Deque()
  const endsAt = [0, 0, 0, 0]
  const since = [0, 0, 0, 0]
  const call: AdmissionCall = { priority: 0, user: 0, waiting: 0, utilisation: 1 }
  let away = 0
  for (let now = 1; now < durationMs; now++) {
    call.priority = 1 + (now % 8)
    call.user = random.uint32() % 1000
    call.waiting = waiting.length
    if (gate.admit(now, call, random)) waiting.pushBack(now)
    else away++
    for (let server = 0; server < 4; server++) {
      if (endsAt[server]! > now) continue
      if (since[server]! > 0) gate.finished(now, now - since[server]!, now - since[server]! <= 1000)
      let taken = waiting.popFront()
      while (taken !== EMPTY && gate.shed(now, now - taken, waiting.length)) {
        away++
        gate.finished(now, now - taken, false)
        taken = waiting.popFront()
      }
      since[server] = Math.max(taken, 0)
      if (taken === EMPTY) gate.foundEmpty(now)
      else endsAt[server] = now + 10
    }
  }
  return away
}

describe.each(admissions)('$id', ({ id, fields }) => {
  const create = (): Admission => buildAdmission({ type: id, ...defaultsOf(fields) })

  it('admits and serves everything at an idle station', () => {
    const gate = create()
    const random = new SequentialRandom(1)
    for (let i = 0; i < 3000; i++) {
      const now = i * 10
      expect(gate.admit(now, { priority: 1 + (i % 8), user: i, waiting: 0, utilisation: 0.1 }, random)).toBe(true)
      expect(gate.shed(now, 0, 0)).toBe(false)
      gate.finished(now + 2, 2, true)
      gate.foundEmpty(now + 2)
    }
  })

  it('turns calls away at a station that gets two and a half times what it can serve', () => {
    const away = overload(create(), 30_000)
    expect(away).toBeGreaterThan(100)
  })

  it('gives the same answers for the same calls and draws', () => {
    expect(drive(create(), 3, 2500, 0)).toEqual(drive(create(), 3, 2500, 0))
  })

  it('goes on after loading as if it had never been saved', () => {
    const gate = create()
    const station: Station = { waiting: [], inService: [] }
    drive(gate, 4, 1100, 0, station)
    const copy: Station = { waiting: [...station.waiting], inService: [...station.inService] }
    const restored = create()
    const state = saveState(gate)
    loadState(restored, state)
    expect(saveState(restored)).toEqual(state)
    expect(drive(restored, 5, 1500, 1100, copy)).toEqual(drive(gate, 5, 1500, 1100, station))
  })

  it('survives a clock that goes backwards', () => {
    const gate = create()
    drive(gate, 6, 500, 100_000)
    expect(drive(gate, 6, 500, 0).length).toBeGreaterThan(0)
  })

  const numeric = Object.entries(fields).flatMap(([name, { schema }]) =>
    schema.kind === 'number' ? [{ name, schema }] : [],
  )

  it.each(numeric)('refuses a $name out of range by a ParamError', ({ name, schema }) => {
    expect(UNITS).toContain(schema.unit)
    for (const value of [Number.NaN, -1, ...(schema.integer ? [schema.default + 0.5] : [])]) {
      const build = () => buildAdmission({ type: id, ...defaultsOf(fields), [name]: value })
      expect(build).toThrow(ParamError)
      expect(build).toThrow(new RegExp(`^${name} is `))
    }
  })
})

describe('the registry of admission policies', () => {
  it('has unique ids and numbers', () => {
    expect(new Set(admissions.map(({ id }) => id)).size).toBe(admissions.length)
    expect(new Set(admissions.map(({ number }) => number)).size).toBe(admissions.length)
  })
})
