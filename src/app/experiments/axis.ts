/** Where the lines and labels of an axis stand. */

/** About `count` round values from at most `from` to at least `to`. */
export function niceTicks(from: number, to: number, count: number): number[] {
  if (!(to > from)) return [from]
  const rough = (to - from) / Math.max(1, count)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= rough * 0.999) ?? rough
  const first = Math.floor(from / step + 1e-9)
  const last = Math.ceil(to / step - 1e-9)
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)))
}

/** Powers of ten around the values, with 2 and 5 between where there are few. */
export function decadeTicks(from: number, to: number): number[] {
  const low = Math.floor(Math.log10(from) + 1e-9)
  const high = Math.ceil(Math.log10(to) - 1e-9)
  const factors = high - low <= 2 ? [1, 2, 5] : [1]
  const ticks: number[] = []
  for (let power = low; power <= high; power++) {
    for (const factor of factors) {
      const value = Number((factor * 10 ** power).toPrecision(6))
      if (value <= 10 ** high) ticks.push(value)
    }
  }
  const above = ticks.findIndex((tick) => tick >= to)
  const below = ticks.findLastIndex((tick) => tick <= from)
  return ticks.slice(Math.max(0, below), above < 0 ? undefined : above + 1)
}

/** Place of a value between the first and the last tick, 0 to 1; on a log scale by ratio. */
export function placeOf(value: number, ticks: readonly number[], isLog: boolean): number {
  const first = ticks[0] ?? 0
  const last = ticks.at(-1) ?? 1
  if (last === first) return 0.5
  if (!isLog) return (value - first) / (last - first)
  return value <= 0 ? 0 : Math.log(value / first) / Math.log(last / first)
}
