/**
 * Rules between the fields of one set of parameters, beyond what each keeps to by itself: a longest time is not below the
 * shortest, times of a trace ascend.
 *
 * A rule is plain data that stands in the schema, beside the fields. Validation reports a broken one with its path and mends it;
 * constructors refuse the same values by {@link requireRules}, so that each rule is stated once.
 */
import { ParamError } from './errors'

/** Values by the names of their fields. */
type Values = { readonly [name: string]: unknown }

/** One rule. A field that is null, where `null` means "none" or "unlimited", keeps every rule. */
export type Rule<Name extends string = string> =
  /** `field` keeps to this side of `other`; the two may be equal unless it is `below`. */
  | { readonly field: Name; readonly is: 'at-least' | 'at-most' | 'below'; readonly other: Name }
  /** The numbers of the list `field` do not fall; equal neighbours are in order. */
  | { readonly field: Name; readonly is: 'ascending' }

/** How a rule is broken. */
export interface Breach {
  /** What stands where the rule is broken: the value of the field, or the entry of the list. */
  readonly value: number
  /** Index of the entry where the field is a list. */
  readonly index: number | null
  /** What would keep the rule, in words, with the value that decides it. */
  readonly allowed: string
  /** What to do, in the imperative. */
  readonly cure: string
  /** A value of the whole field that keeps the rule and lies near what was given. */
  readonly mended: number | readonly number[]
}

/** How the values break the rule, or null when they keep it. Values that are no numbers keep it: the schema refuses those. */
export function breachOf(rule: Rule, values: Values): Breach | null {
  const value = values[rule.field]
  if (rule.is === 'ascending') return breachOfOrder(value)
  const limit = values[rule.other]
  if (typeof value !== 'number' || typeof limit !== 'number') return null
  const named = `${rule.other}, ${limit}`
  switch (rule.is) {
    case 'at-least':
      if (value >= limit) return null
      return broken(value, `at least ${named}`, `raise it to ${limit} or more, or lower ${rule.other}`, limit)
    case 'at-most':
      if (value <= limit) return null
      return broken(value, `at most ${named}`, `lower it to ${limit} or less, or raise ${rule.other}`, limit)
    case 'below':
      if (value < limit) return null
      return broken(value, `below ${named}`, `lower it below ${limit}, or raise ${rule.other}`, halfOf(limit))
  }
}

const WORDS = { 'at-least': 'is at least', 'at-most': 'is at most', below: 'is below' } as const

/** The rule as a sentence. */
export function ruleText(rule: Rule): string {
  if (rule.is === 'ascending') return `${rule.field} is in ascending order.`
  return `${rule.field} ${WORDS[rule.is]} ${rule.other}.`
}

/** Throws: ParamError for the first of the rules that the values break. */
export function requireRules(rules: readonly Rule[], values: Values): void {
  for (const rule of rules) {
    const breach = breachOf(rule, values)
    if (breach) throw new ParamError(rule.field, breach.value, breach.allowed)
  }
}

/** About half, but below; whole where the limit is. */
function halfOf(limit: number): number {
  return Number.isInteger(limit) ? Math.ceil(limit / 2) - 1 : limit / 2
}

function broken(value: number, allowed: string, cure: string, mended: number): Breach {
  return { value, index: null, allowed, cure, mended }
}

function breachOfOrder(list: unknown): Breach | null {
  if (!Array.isArray(list)) return null
  const numbers = list as number[]
  for (let index = 1; index < numbers.length; index++) {
    const value = numbers[index]!
    const before = numbers[index - 1]!
    if (value >= before) continue
    const mended = Float64Array.from(numbers).sort()
    const allowed = `in ascending order, so at least ${before}`
    return { value, index, allowed, cure: 'put the list in ascending order', mended: Array.from(mended) }
  }
  return null
}
