interface HeatGridProps {
  title: string
  rowLabel: string
  columnLabel: string
  rows: readonly string[]
  columns: readonly string[]
  /** Row by row; null where there is none. */
  values: readonly (number | null)[]
  format: (value: number) => string
}

/** Values over two parameters: a table whose cells are the darker the larger they are. */
export function HeatGrid({ title, rowLabel, columnLabel, rows, columns, values, format }: HeatGridProps) {
  const known = values.filter((value) => value !== null)
  const least = Math.min(...known)
  const most = Math.max(...known)
  return (
    <div className="experiment__wide">
      <table className="heat-grid">
        <caption>{title}</caption>
        <thead>
          <tr>
            <td className="heat-grid__corner">{rowLabel}</td>
            <th colSpan={columns.length} scope="colgroup">
              {columnLabel}
            </th>
          </tr>
          <tr>
            <td />
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, y) => (
            <tr key={row}>
              <th scope="row">{row}</th>
              {columns.map((column, x) => {
                const value = values[y * columns.length + x] ?? null
                return (
                  <td key={column} style={{ '--heat-share': `${shareOf(value, least, most)}%` } as React.CSSProperties}>
                    {value === null ? '–' : format(value)}
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

/** [per cent] how much of the colour: by ratio where values span more than tenfold. Ink stays readable on all of it. */
function shareOf(value: number | null, least: number, most: number): number {
  if (value === null || !(most > least)) return 0
  const isWide = least > 0 && most > 10 * least
  const place = isWide ? Math.log(value / least) / Math.log(most / least) : (value - least) / (most - least)
  return Math.round(4 + 42 * place)
}
