import { classNames } from '../../ui/class-names'
import type { Chart, TableChart } from '../chart'
import { Lines } from './Lines'
import { Shares } from './Shares'
import { Timeline } from './Timeline'
import './charts.css'

/** Draws one chart, under its title if it has one. */
export function ChartView({ chart }: { chart: Chart }) {
  return (
    <div className="chart">
      {chart.title !== undefined && <p className="chart__title">{chart.title}</p>}
      <Drawn chart={chart} />
    </div>
  )
}

function Drawn({ chart }: { chart: Chart }) {
  switch (chart.kind) {
    case 'timeline':
      return <Timeline chart={chart} />
    case 'lines':
      return <Lines chart={chart} />
    case 'shares':
      return <Shares chart={chart} />
    case 'table':
      return <Cells chart={chart} />
  }
}

function Cells({ chart }: { chart: TableChart }) {
  return (
    <div className="scroll">
      <table className="table table--cells">
        <thead>
          <tr>
            {chart.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {chart.rows.map(({ cells }, row) => (
            <tr key={String(row)}>
              {cells.map((cell, column) => {
                const { text, tone } = typeof cell === 'string' ? { text: cell, tone: null } : cell
                const key = chart.columns[column] ?? String(column)
                return column === 0 ? (
                  <th key={key} scope="row">
                    {text}
                  </th>
                ) : (
                  <td key={key} className={classNames(tone !== null && `cell--${tone}`)}>
                    {text}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
