/** Lessons about how many replicas there should be. */
import { constant, crowd, designFrom, type Params, type PlainDesign, source, station } from '../published/parts'
import type { Lesson } from './lesson'

/** Payments through a shop that asks a bank; the same time is work of the shop's own, or waiting for the bank. */
export const HELD = {
  perSecond: 100,
  ownMs: 1,
  longMs: 200,
  workers: 5,
  replicas: 5,
  target: 0.7,
} as const

function held(name: string, times: { ownMs: number; bankMs: number }, shop: Params, scaling: Params = {}): PlainDesign {
  const { perSecond, workers, replicas, target } = HELD
  return designFrom({
    name,
    seconds: 120,
    warmup: 60,
    blocks: [
      source(perSecond, { deadlineMs: 1000 }, 'customers'),
      station('shop', workers, constant(times.ownMs), {
        replicas,
        queue: { capacity: 10 },
        autoscaling: {
          type: 'target-utilisation',
          target,
          min: 1,
          max: 20,
          startupMs: 10_000,
          stabilisationMs: 30_000,
          ...scaling,
        },
        ...shop,
      }),
      crowd('bank', constant(times.bankMs)),
    ],
    connections: { 'customers > shop': {}, 'shop > bank': {} },
  })
}

const WORK = { ownMs: HELD.ownMs + HELD.longMs, bankMs: 0 }
const WAIT = { ownMs: HELD.ownMs, bankMs: HELD.longMs }

export const SCALING: readonly Lesson[] = [
  {
    id: 's49',
    name: 'Idle, as the autoscaler sees it',
    summary:
      'Each payment takes a shop 0.2 s. Where that is work, an autoscaler sees to enough replicas; where its workers only wait for the bank, the shop looks idle and is left with one replica, all of whose workers are taken. Workers that do not wait need no more than that one.',
    variants: [
      { label: 'own work', design: held('A shop that works', WORK, {}) },
      { label: 'only waiting', design: held('A shop that waits', WAIT, {}) },
      { label: 'waiting, five at least', design: held('A shop that waits, never below five', WAIT, {}, { min: 5 }) },
      { label: 'waiting, event loop', design: held('A shop whose workers do not wait', WAIT, { blocking: false }) },
    ],
  },
]
