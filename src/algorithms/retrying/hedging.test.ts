import { describe, expect, it } from 'vitest'
import { ParamError } from '../../lib/errors'
import { loadState, saveState } from '../../lib/state'
import { Hedging } from './hedging'
import { TiedRequest } from './tied-requests'

const started = (attempts: number, delayMs: number) => {
  const hedging = new Hedging({ attempts, delayMs })
  hedging.start(0)
  return hedging
}

describe('hedging', () => {
  it('sends a copy per delay, up to the number of attempts', () => {
    const hedging = started(3, 100)
    const sent: number[] = []
    while (hedging.nextAt < Infinity) {
      sent.push(hedging.nextAt)
      hedging.send(hedging.nextAt)
    }
    expect(sent).toEqual([0, 100, 200])
    expect(hedging.send(300)).toBe(-1)
  })

  it('takes the first answer only', () => {
    const hedging = started(3, 100)
    hedging.send(0)
    hedging.send(100)
    expect([hedging.settle(), hedging.nextAt, hedging.isOver, hedging.settle(), hedging.fail(150)]).toEqual([
      true,
      Infinity,
      true,
      false,
      false,
    ])
  })

  it('brings the next copy forward when one fails', () => {
    const hedging = started(3, 100)
    hedging.send(0)
    expect([hedging.fail(30), hedging.nextAt]).toEqual([false, 30])
    hedging.send(30)
    expect(hedging.nextAt).toBe(130)
  })

  it('fails with the last copy that is out', () => {
    const hedging = started(2, 10)
    hedging.send(0)
    hedging.send(10)
    expect([hedging.fail(20), hedging.fail(25), hedging.isOver]).toEqual([false, true, true])
  })

  it('waits as long as a server asks, and sends no more where it asks for none', () => {
    const hedging = started(4, 100)
    hedging.send(0)
    hedging.fail(30, 500)
    expect(hedging.nextAt).toBe(530)
    hedging.send(530)
    expect(hedging.fail(540, -1)).toBe(true)
    const waiting = started(4, 100)
    waiting.send(0)
    waiting.send(100)
    expect([waiting.fail(150, -1), waiting.nextAt, waiting.isOver]).toEqual([false, Infinity, false])
  })

  it('with one attempt never hedges', () => {
    const hedging = started(1, 0)
    hedging.send(0)
    expect([hedging.nextAt, hedging.fail(5)]).toEqual([Infinity, true])
  })

  it('sends nothing before it is started, and can start again', () => {
    const hedging = new Hedging({ attempts: 2, delayMs: 5 })
    expect([hedging.nextAt, hedging.send(0)]).toEqual([Infinity, -1])
    hedging.start(7)
    hedging.send(7)
    hedging.settle()
    hedging.start(50)
    expect([hedging.nextAt, hedging.sent, hedging.isOver]).toEqual([50, 0, false])
  })

  it('goes on after save and load', () => {
    const hedging = started(3, 100)
    hedging.send(0)
    hedging.fail(30)
    const copy = new Hedging({ attempts: 3, delayMs: 100 })
    loadState(copy, saveState(hedging))
    expect([copy.nextAt, copy.send(30), copy.nextAt]).toEqual([30, 1, 130])
  })

  it.each([
    [{ attempts: 0, delayMs: 1 }],
    [{ attempts: 1.5, delayMs: 1 }],
    [{ attempts: 2, delayMs: -1 }],
    [{ attempts: 2, delayMs: Number.NaN }],
  ])('refuses %o', (params) => {
    expect(() => new Hedging(params)).toThrow(ParamError)
  })
})

describe('tied requests', () => {
  it('run once where the cancellation is in time, exactly in time included', () => {
    const tied = new TiedRequest(2)
    expect(tied.cancelledAt).toBe(Infinity)
    expect(tied.begin(10, 1)).toBe('run')
    expect([tied.owner, tied.cancelledAt, tied.begin(12, 0), tied.waste]).toEqual([1, 12, 'drop', 0])
  })

  it('run twice where both begin before it', () => {
    const tied = new TiedRequest(2)
    tied.begin(10, 0)
    expect([tied.begin(11, 1), tied.waste, tied.owner]).toEqual(['run-as-waste', 1, 0])
  })

  it('go on after save and load', () => {
    const tied = new TiedRequest(2)
    tied.begin(10, 0)
    const copy = new TiedRequest(2)
    loadState(copy, saveState(tied))
    expect([copy.begin(10, 0), copy.begin(11, 1), copy.begin(13, 2)]).toEqual(['run', 'run-as-waste', 'drop'])
  })

  it('refuse a negative delay', () => {
    expect(() => new TiedRequest(-1)).toThrow(ParamError)
  })
})
