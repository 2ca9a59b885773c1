import { useState } from 'react'
import { type Measure, measuresOf } from '../inspector/measures'
import { useDesign } from '../stores/design'
import { formatQuantity, NOTHING } from '../ui/format'
import { Part, ReplicationsRow, RunRow, Stale } from './parts'
import { plusMinus } from './plus-minus'
import { figureAt, type Replicated, useReplicated } from './replicated'
import { experiments } from './store'

/** The same design on several seeds: how much of each figure is chance. */
export function ReplicationsPanel() {
  const design = useDesign((state) => state.design)
  const latest = useReplicated((state) => state.latest)
  const [count, setCount] = useState(10)
  return (
    <div className="experiment">
      <p className="experiment__about">
        Runs the design on successive seeds. Each figure becomes a mean with its 95 % interval, here and in the report.
      </p>
      <div className="experiment__form">
        <ReplicationsRow value={count} onChange={setCount} />
      </div>
      <RunRow
        kind="replications"
        label="Run replications"
        obstacle={count < 2 ? 'Intervals need two runs or more.' : null}
        onRun={() => void experiments.replicate(design, count)}
      />
      {latest !== null && <Figures latest={latest} />}
    </div>
  )
}

/** The figures of requests first, then the busiest of each block. */
function Figures({ latest }: { latest: Replicated }) {
  const { report, design } = latest
  const measures = measuresOf(design)
  const own = measures.filter(({ id }) => id.startsWith('requests.'))
  const blocks = measures.filter(({ id }) => /^blocks\..*\.(utilisation|meanQueueLength|meanSojournMs)$/.test(id))
  const ends = Object.entries(report.outcomes).map(([outcome, runs]) => `${runs} ${outcome}`)
  const broken = report.invariants.filter(({ holds }) => !holds)
  return (
    <>
      <Stale design={design} />
      {report.outcome !== 'completed' && <p className="experiment__problem">Runs ended: {ends.join(', ')}.</p>}
      {broken.map(({ id, target, brokenSeeds, detail }) => (
        <p key={`${id} ${target}`} className="experiment__problem">
          {id.replaceAll('-', ' ')} broken in {brokenSeeds.length} of {report.replications} runs ({detail}).
        </p>
      ))}
      {report.objectives.map(({ measure, limit, value, halfWidth, met, metIn }) => (
        <p key={`${measure} ${limit}`} className={met ? 'experiment__good' : 'experiment__problem'}>
          {measure} {limit}: {met ? 'met' : 'missed'} on average
          {value === null
            ? ''
            : `, ${plusMinus(value, halfWidth, measures.find(({ id }) => id === measure)?.unit ?? 'count')}`}
          {`, in ${metIn} of ${report.replications} runs.`}
        </p>
      ))}
      <Part title="Requests" note={`${report.replications} replications, 95 % intervals`}>
        <FigureTable measures={own} report={report} />
      </Part>
      <Part title="Blocks">
        <FigureTable measures={blocks} report={report} hasOwner />
      </Part>
    </>
  )
}

function FigureTable({
  measures,
  report,
  hasOwner = false,
}: {
  measures: readonly Measure[]
  report: Replicated['report']
  hasOwner?: boolean
}) {
  return (
    <table className="figures experiment__figures">
      <tbody>
        {measures.map(({ id, label, group, unit }) => {
          const figure = figureAt(report, id)
          return (
            <tr key={id}>
              <th scope="row">{hasOwner ? `${group}: ${label}` : label}</th>
              <td>
                {figure === null ? (
                  <span className="experiment__hint">too few samples</span>
                ) : (
                  plusMinus(figure.mean, figure.halfWidth, unit)
                )}
              </td>
              <td className="experiment__hint">{figure === null ? NOTHING : range(figure, unit)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function range({ mean, halfWidth }: { mean: number; halfWidth: number }, unit: Measure['unit']): string {
  return `${formatQuantity(Math.max(0, mean - halfWidth), unit)} to ${formatQuantity(mean + halfWidth, unit)}`
}
