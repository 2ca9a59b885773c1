/** A rush of calls to a station, behind every admission policy; and the same rush through every queue discipline. */
import type { Admission } from '../../../algorithms/admission/admission'
import { bulkhead } from '../../../algorithms/admission/bulkhead'
import { codel } from '../../../algorithms/admission/codel'
import { gradient2 } from '../../../algorithms/admission/gradient2'
import { queueTimeout } from '../../../algorithms/admission/queue-timeout'
import { admissions } from '../../../algorithms/admission/registry'
import type { QueueDiscipline } from '../../../algorithms/queueing/queueing'
import { createDiscipline, queueDisciplines } from '../../../algorithms/queueing/registry'
import { field, integer, number } from '../../../lib/schema'
import type { Chart, Segment } from '../chart'
import { duration, figure, made, percent, quantile } from './figure'
import { arrivalsWithPeak, runStation, type StationLoad, type StationResult, worstWaits } from './station'

/** [ms] */
const UNTIL = 12_000
const PEAK = { from: 3000, to: 7000 }

const inputs = {
  peak: field(1, 'Load in the rush', 'Of what the servers can do.', number('share', 1.4, { min: 0.5, max: 3 })),
  calm: field(2, 'Load otherwise', 'Of what the servers can do.', number('share', 0.7, { min: 0.1, max: 0.95 })),
  servers: field(3, 'Servers', 'Calls that are served at the same time.', integer('count', 4, { min: 1, max: 32 })),
  serviceMs: field(4, 'Service takes', 'On average.', number('ms', 10, { min: 1, max: 50 })),
  patienceMs: field(
    5,
    'Callers wait',
    'After this they have gone, and the answer is wasted.',
    number('ms', 200, { min: 20, max: 2000 }),
  ),
} as const

type Values = { readonly [name in keyof typeof inputs]: number }

export const admission = figure({
  id: 'gates',
  family: 'admission',
  title: 'A rush of calls',
  caption:
    'For four seconds more calls come than can be served. Without a gate everybody waits until nobody is there any more; a good gate refuses early and keeps the answers that it gives worth having.',
  inputs,
  members: admissions,
  initial: [codel, queueTimeout, gradient2, bulkhead],
  run({ values, chosen, seed }) {
    const load = loadOf(values, seed)
    const open = {
      label: 'No gate',
      id: undefined,
      isReference: true,
      result: runStation(load, createDiscipline(queueDisciplines[0].id), null),
    }
    const gated = chosen.map((one) => ({
      label: one.member.label,
      id: one.member.id,
      result: runStation(load, createDiscipline(queueDisciplines[0].id), made<Admission>(one)),
    }))
    return chartsOf([open, ...gated], values)
  },
})

export const queueing = figure({
  id: 'disciplines',
  family: 'queueing',
  title: 'A rush of calls, and who is served first',
  caption:
    'All calls are served in the end; the order decides who is served in time. A caller has gone when its patience, which is its deadline too, is over; some have more of it than others. One call in four is important.',
  inputs,
  members: queueDisciplines,
  run({ values, chosen, seed }) {
    const load = { ...loadOf(values, seed), spread: 0.8 }
    const rows = chosen.map((one) => ({
      label: one.member.label,
      id: one.member.id,
      result: runStation(load, made<QueueDiscipline>(one), null),
    }))
    return chartsOf(rows, values)
  },
})

function loadOf({ peak, calm, servers, serviceMs, patienceMs }: Values, seed: number): StationLoad {
  const capacity = (servers * 1000) / serviceMs
  const arrivals = arrivalsWithPeak({ calm: calm * capacity, peak: peak * capacity, ...PEAK, untilMs: UNTIL }, seed)
  return { arrivals, servers, serviceMs, patienceMs, spread: 0, untilMs: UNTIL, seed }
}

interface Outcome {
  readonly label: string
  readonly id: string | undefined
  readonly result: StationResult
  readonly isReference?: boolean
}

function chartsOf(outcomes: readonly Outcome[], { patienceMs }: Values): Chart[] {
  const series = outcomes.map(({ label, id, result, isReference = false }) => ({
    label,
    ...named(id),
    isReference,
    points: worstWaits(result.waits, UNTIL),
  }))
  const top = Math.max(patienceMs * 1.5, ...series.flatMap(({ points }) => points.map(([, waited]) => waited)))
  return [
    {
      kind: 'shares',
      title: 'What became of the calls',
      rows: outcomes.map(({ label, id, result }) => ({
        label,
        ...named(id),
        segments: segmentsOf(result),
        summary: summaryOf(result),
      })),
      legend: [
        { tone: 'ok', is: 'span', word: 'answered in time' },
        { tone: 'slow', is: 'span', word: 'answered too late' },
        { tone: 'fail', is: 'span', word: 'refused' },
        { tone: 'cancel', is: 'span', word: 'still waits' },
      ],
    },
    {
      kind: 'lines',
      title: 'The longest wait before service',
      x: { label: 'time', unit: 'ms', min: 0, max: UNTIL },
      y: { label: 'wait', unit: 'ms', min: 0, max: top },
      bands: [{ ...PEAK, tone: 'slow', label: 'rush' }],
      series,
    },
  ]
}

/** An id where there is one. */
function named(id: string | undefined): { id?: string } {
  return id === undefined ? {} : { id }
}

function segmentsOf({ inTime, late, refused, left }: StationResult): Segment[] {
  return [
    { label: 'answered in time', value: inTime, tone: 'ok' },
    { label: 'answered too late', value: late, tone: 'slow' },
    { label: 'refused', value: refused, tone: 'fail' },
    { label: 'still waits', value: left, tone: 'cancel' },
  ]
}

function summaryOf({ inTime, late, refused, left, waits }: StationResult): string {
  const sorted = waits.map(([, waited]) => waited).sort((a, b) => a - b)
  return `${percent(inTime / (inTime + late + refused + left))} in time, wait p99 ${duration(quantile(sorted, 0.99))}`
}
