import { useState } from 'react'
import { LoadError, loadOf, spaced } from '../../design/load'
import { nameOf } from '../../design/names'
import { integer, number } from '../../lib/schema'
import { sentence, t, translated } from '../i18n/language'
import { useDesign } from '../stores/design'
import { formatDuration, formatNumber, formatRate, formatShare } from '../ui/format'
import { AsTable, NumberRow, Part, ReplicationsRow, RunRow, Stale } from './parts'
import { plusMinus } from './plus-minus'
import { experiments, type Finding, useExperiments } from './store'
import { XYChart, type XYLine, type XYPoint } from './XYChart'

const STEPS = integer('count', 12, { min: 2, max: 60 })
const RATE = number('1/s', 100, { min: 0.001, max: 1e6, scale: 'log' })
const USERS = integer('count', 50, { min: 1, max: 1e6, scale: 'log' })

/** The load of a design, or why it has none that can be swept. */
export function presentLoad(design: Parameters<typeof loadOf>[0]) {
  try {
    return { load: loadOf(design), obstacle: null }
  } catch (error) {
    if (!(error instanceof LoadError)) throw error
    return {
      load: { value: 100, unit: '1/s' as const },
      obstacle: t('Nothing to sweep: {problem}.', { problem: sentence(error.problem.message) }),
    }
  }
}

/** Schema of a load in the unit of the design. */
export function loadSchema(unit: '1/s' | 'users') {
  return unit === 'users' ? USERS : RATE
}

/** Offered load against what comes of it. */
export function LoadPanel() {
  const design = useDesign((state) => state.design)
  const { load, obstacle } = presentLoad(design)
  const finding = useExperiments((state) => state.findings['load-sweep'])
  const [range, setRange] = useState<{ from: number; to: number } | null>(null)
  const [steps, setSteps] = useState(12)
  const [count, setCount] = useState(3)
  const fitted = (value: number) =>
    load.unit === 'users' ? Math.max(1, Math.round(value)) : Number(value.toPrecision(3))
  const { from, to } = range ?? { from: fitted(load.value / 10), to: fitted(load.value * 1.5) }
  const loads = [
    ...new Set(spaced(from, to, steps).map((value) => (load.unit === 'users' ? Math.round(value) : value))),
  ]
  return (
    <div className="experiment">
      <p className="experiment__about">
        {t(
          'Scales all traffic together and shows where latency takes off. The knee is where goodput ÷ mean latency is greatest.',
        )}
      </p>
      <div className="experiment__form">
        <NumberRow
          label={t('From')}
          help={t('Smallest load.')}
          schema={loadSchema(load.unit)}
          value={from}
          onChange={(value) => setRange({ from: value, to })}
        />
        <NumberRow
          label={t('To')}
          help={t('Largest load.')}
          schema={loadSchema(load.unit)}
          value={to}
          onChange={(value) => setRange({ from, to: value })}
        />
        <NumberRow
          label={t('Steps##of a sweep')}
          help={t('Loads to run, evenly spaced.')}
          schema={STEPS}
          value={steps}
          onChange={setSteps}
        />
        <ReplicationsRow value={count} onChange={setCount} />
      </div>
      <RunRow
        kind="load-sweep"
        label={t('Run load sweep')}
        obstacle={obstacle ?? (to > from ? null : t('The range must end higher than it begins.'))}
        onRun={() => void experiments.start('load-sweep', design, { design, loads, replications: count })}
      />
      {finding && <Curves finding={finding} />}
    </div>
  )
}

function Curves({ finding }: { finding: Finding<'load-sweep'> }) {
  const { points, knee, theory, unit } = finding.result
  const formatLoad = (value: number) => (unit === 'users' ? formatNumber(value) : formatRate(value))
  const lineOf = (
    id: 'p50' | 'p99' | 'goodputPerSecond' | 'utilisation' | 'failedShare',
    label: string,
    colour: string,
  ): XYLine => ({
    id,
    label,
    colour,
    points: points.map(
      ({ load, [id]: band }): XYPoint => ({
        x: load,
        y: band.value,
        lower: cut(band.lower, id),
        upper: cut(band.upper, id),
      }),
    ),
  })
  const theoryOf = (
    id: 'p50' | 'p99' | 'goodputPerSecond' | 'utilisation' | 'meanMs',
    label: string,
    colour: string,
  ): XYLine[] =>
    theory?.points.some((point) => point[id] !== null)
      ? [
          {
            id: `theory-${id}`,
            label,
            colour,
            isDashed: true,
            points: theory.points.map((point) => ({ x: point.load, y: point[id] })),
          },
        ]
      : []
  const latencies = points.flatMap(({ p50, p99 }) =>
    [p50.value, p99.value].filter((value) => value !== null && value > 0),
  ) as number[]
  const isLogY = latencies.length > 0 && Math.max(...latencies) > 30 * Math.min(...latencies)
  const shared = { formatX: formatLoad, xLabel: unit === 'users' ? t('users') : t('offered load') }
  const names = new Map(finding.design.blocks.map((block) => [block.id, nameOf(block)]))
  const busiest = new Set(points.flatMap((point) => point.busiest ?? []))
  // The line is of whatever is busiest at each load, which may be one block here and another there.
  const utilisationTitle =
    busiest.size === 1
      ? t('Utilisation of {name}', { name: names.get([...busiest][0] ?? '') ?? t('no block') })
      : t('Utilisation of the busiest block')
  const percentileTheory = theory?.points.some(({ p99 }) => p99 !== null)
  return (
    <>
      <Stale design={finding.design} />
      <p className="experiment__verdict">
        {knee === null
          ? t('The knee lies outside these loads.')
          : t('The knee is at {load}.', { load: formatLoad(Number(knee.toPrecision(3))) })}{' '}
        {theory
          ? t('Dashed: exact theory of {theory}.', { theory: sentence(theory.name) })
          : t('No closed form fits this design.')}
      </p>
      <XYChart
        {...shared}
        title={t('Latency')}
        isLogY={isLogY}
        formatY={formatDuration}
        mark={knee === null ? null : { x: knee, label: t('knee') }}
        lines={[
          lineOf('p99', 'p99', '--p99'),
          lineOf('p50', 'p50', '--p50'),
          ...(percentileTheory
            ? theoryOf('p99', t('theory p99'), '--c2')
            : theoryOf('meanMs', t('theory, mean'), '--c2')),
          ...theoryOf('p50', t('theory p50'), '--c3'),
        ]}
      />
      <div className="experiment__pair">
        <XYChart
          {...shared}
          title={t('Goodput')}
          height={180}
          formatY={formatRate}
          mark={knee === null ? null : { x: knee, label: t('knee') }}
          lines={[
            lineOf('goodputPerSecond', t('goodput'), '--p99'),
            ...theoryOf('goodputPerSecond', t('theory'), '--c2'),
          ]}
        />
        <XYChart
          {...shared}
          title={utilisationTitle}
          height={180}
          atLeast={1}
          formatY={formatShare}
          mark={knee === null ? null : { x: knee, label: t('knee') }}
          lines={[lineOf('utilisation', t('busiest block'), '--p99'), ...theoryOf('utilisation', t('theory'), '--c2')]}
        />
      </div>
      <Part title={t('Figures')} note={t('{count} replications at each load', { count: finding.result.replications })}>
        <AsTable
          caption={t('The load sweep')}
          head={translated(['Load', 'p50', 'p99', 'Goodput', 'Failed', 'Utilisation', 'Busiest'])}
          rows={points.map((point) => [
            formatLoad(point.load),
            bandText(point.p50, 'ms'),
            bandText(point.p99, 'ms'),
            bandText(point.goodputPerSecond, '1/s'),
            bandText(point.failedShare, 'share'),
            bandText(point.utilisation, 'share'),
            names.get(point.busiest ?? '') ?? '–',
          ])}
        />
      </Part>
    </>
  )
}

/** A figure with its interval; words where there are too few samples. */
export function bandText(
  { value, lower, upper }: { value: number | null; lower: number | null; upper: number | null },
  unit: Parameters<typeof plusMinus>[2],
): string {
  if (value === null) return t('too few samples')
  return plusMinus(value, lower === null || upper === null ? null : (upper - lower) / 2, unit)
}

/** An end of an interval, within what the figure can be. */
function cut(end: number | null, id: string): number | null {
  if (end === null) return null
  return Math.max(0, id === 'utilisation' || id === 'failedShare' ? Math.min(1, end) : end)
}
