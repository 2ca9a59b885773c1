/**
 * A parameter of a constructor is outside what it accepts.
 *
 * Thrown by constructors and factories only; decisions never throw. The message names the parameter, the value it was
 * given and the range that is allowed, so that it can be shown beside the field it belongs to.
 */
export class ParamError extends Error {
  override readonly name = 'ParamError'
  /** Name of the parameter, as in the schema. */
  readonly param: string
  /** The value that was refused. */
  readonly value: unknown
  /** What would have been accepted, in words or as an interval such as `[0, 1]`. */
  readonly allowed: string

  constructor(param: string, value: unknown, allowed: string) {
    super(`${param} is ${String(value)}, but must be ${allowed}`)
    this.param = param
    this.value = value
    this.allowed = allowed
  }
}

/** Limits of a numeric parameter; both ends are inside. */
export interface NumberRange {
  /** Smallest value accepted. Default: no lower limit. */
  min?: number
  /** Largest value accepted. Default: no upper limit. Infinity is accepted only when `max` is Infinity or left out. */
  max?: number
  /** Whether only whole numbers are accepted (infinity passes where the range allows it). Default: false. */
  integer?: boolean
}

/**
 * Returns `value` when it lies inside the range, both ends included.
 *
 * Throws: {@link ParamError} for NaN, a value outside `[min, max]`, or a fraction where a whole number is due.
 */
export function requireNumber(param: string, value: number, range: NumberRange = {}): number {
  const { min = -Infinity, max = Infinity, integer = false } = range
  const isWhole = !integer || Number.isInteger(value) || Math.abs(value) === Infinity
  if (value >= min && value <= max && isWhole) return value
  throw new ParamError(param, value, `${integer ? 'a whole number ' : ''}in [${min}, ${max}]`)
}
