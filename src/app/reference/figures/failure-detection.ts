/** Heartbeats that jitter, get lost, pause and end: who is suspected when. */
import type { FailureDetector } from '../../../algorithms/failure-detection/failure-detection'
import { failureDetectors } from '../../../algorithms/failure-detection/registry'
import { SequentialRandom } from '../../../lib/random'
import { field, number } from '../../../lib/schema'
import type { Series, Span, TimelineRow } from '../chart'
import { type Chosen, counted, figure, made } from './figure'

/** [ms] */
const UNTIL = 70_000
const PAUSE_AT = 20_000
const CRASH_AT = 42_000
const STEP = 20

const inputs = {
  intervalMs: field(1, 'Heartbeat every', 'As sent.', number('ms', 1000, { min: 100, max: 5000 })),
  jitter: field(
    2,
    'Jitter',
    'By how much each is delayed at most, as a share of the interval.',
    number('share', 0.3, { max: 2 }),
  ),
  loss: field(3, 'Lost', 'Share of heartbeats that never arrive.', number('share', 0.03, { max: 0.9 })),
  pauseMs: field(
    4,
    'Pause',
    'After 20 seconds the node is silent for so long, but alive.',
    number('ms', 2500, { max: 15_000 }),
  ),
} as const

type Values = { readonly [name in keyof typeof inputs]: number }

export const failureDetection = figure({
  id: 'detectors',
  family: 'failure-detection',
  title: 'A node that pauses, and then dies',
  caption:
    'The node is silent for a while after 20 seconds and dies after 42. A good detector notices death soon and is not fooled by a pause or a lost heartbeat.',
  inputs,
  members: failureDetectors,
  run({ values, chosen, seed }) {
    const beats = heartbeats(values, seed)
    const watched = chosen.map((one) => watch(one, beats))
    const sent: TimelineRow = {
      label: 'Heartbeats',
      marks: [{ tone: 'plain', at: beats }],
      summary: counted(beats.length, 'arrives', 'arrive'),
    }
    return [
      {
        kind: 'timeline',
        x: { label: 'time', unit: 'ms', min: 0, max: UNTIL },
        rows: [sent, ...watched.map(({ row }) => row)],
        bands: [
          { from: PAUSE_AT, to: PAUSE_AT + values.pauseMs, tone: 'slow', label: 'pause' },
          { from: CRASH_AT, to: UNTIL, tone: 'fail', label: 'dead' },
        ],
        legend: [
          { tone: 'timeout', is: 'span', word: 'suspected while alive' },
          { tone: 'ok', is: 'span', word: 'suspected after its death' },
        ],
      },
      {
        kind: 'lines',
        title: 'How strongly it is suspected, as a share of what it takes to be suspected',
        x: { label: 'time', unit: 'ms', min: 0, max: UNTIL },
        y: { label: 'suspicion', unit: 'share', min: 0, max: 1.5 },
        series: watched.map(({ series }) => series),
      },
    ]
  },
})

function heartbeats({ intervalMs, jitter, loss, pauseMs }: Values, seed: number): number[] {
  const random = new SequentialRandom(seed, 16)
  const times: number[] = []
  for (let at = 0; at < CRASH_AT; at += intervalMs) {
    const arrivesAt = at + random.uniform() * jitter * intervalMs
    const isLost = random.uniform() < loss
    const isSilent = at >= PAUSE_AT && at < PAUSE_AT + pauseMs
    if (!isLost && !isSilent && arrivesAt < UNTIL) times.push(arrivesAt)
  }
  return times.sort((a, b) => a - b)
}

function watch(chosen: Chosen, beats: readonly number[]): { row: TimelineRow; series: Series } {
  const detector = made<FailureDetector>(chosen)
  const spans: Span[] = []
  const points: [number, number][] = []
  let next = 0
  let since: number | null = null
  let falseAlarms = 0
  let detectedAt: number | null = null
  const end = (at: number): void => {
    if (since === null) return
    const isDeath = at > CRASH_AT
    spans.push({ from: since, to: at, tone: isDeath ? 'ok' : 'timeout', label: isDeath ? 'dead' : 'suspected' })
    if (isDeath) detectedAt = Math.max(since, CRASH_AT)
    else falseAlarms++
    since = null
  }
  // What the suspicion is when the detector decides; its scale is the member's own.
  const limit = limitOf(chosen)
  for (let now = 0; now < UNTIL; now += STEP) {
    while ((beats[next] ?? Infinity) <= now) detector.heartbeat(beats[next++] ?? now)
    const isSuspected = detector.isSuspected(now)
    if (isSuspected && since === null) since = now
    if (!isSuspected) end(now)
    if (now % 200 === 0) points.push([now, Math.min(1.5, detector.suspicion(now) / limit)])
  }
  end(UNTIL)
  const noticed =
    detectedAt === null ? 'death not noticed' : `dead after ${((detectedAt - CRASH_AT) / 1000).toFixed(1)} s`
  const { label, id } = chosen.member
  return {
    row: { label, id, spans, summary: `${noticed}, ${counted(falseAlarms, 'false alarm')}` },
    series: { label, id, points },
  }
}

/** The suspicion of a fresh detector at the time at which it suspects after one heartbeat. */
function limitOf(chosen: Chosen): number {
  const detector = made<FailureDetector>(chosen)
  detector.heartbeat(0)
  const at = detector.suspectedAt()
  return Number.isFinite(at) ? detector.suspicion(at) || 1 : 1
}
