/**
 * Studies: designs that are run and held against published or exact results.
 *
 * How: a study runs its designs on successive seeds, and each of its checks takes one figure from the reports of a seed. The mean
 * over the seeds has a two-sided Student interval of {@link CONFIDENCE}. What a check demands depends on its kind:
 * - `exact`: the value lies in the interval, the interval is at most `widest` of the value wide on each side, and the value of a
 *   wrong theory, the twin, does not lie in it, so that the check is known to be able to fail;
 * - `approximation`: a published simulation or an approximate formula; value and interval overlap within a stated tolerance, and
 *   the interval is no wider than that;
 * - `bound`: the whole interval lies on one side of the value;
 * - `arithmetic`: nothing is left to chance, so the value is met in every run.
 */
import type { Design } from '../../design/design'
import type { PlainDesign } from '../../design/examples/published/parts'
import { parseDesign } from '../../design/schema'
import { meanInterval } from '../../lib/statistics'
import type { Unit } from '../../lib/units'
import { type Experiment, seededTasks } from '../experiments/experiment'
import type { Report } from '../report'

/** Confidence of the intervals: a true theory is refused once in a thousand times. */
export const CONFIDENCE = 0.999
/** Runs of each design unless a study says otherwise. */
const RUNS = 12
/** How far off a value may be where nothing is left to chance, relative. */
const ROUNDING = 1e-9

/** Where a value was published, or who derived it. */
export interface Source {
  readonly title: string
  readonly url?: string
}

interface CheckCommon {
  /** What is measured. */
  readonly name: string
  readonly unit: Unit
  /** What it should be. */
  readonly value: number
  /** The figure, from the reports of one seed: one for each design, in order. */
  readonly measure: (reports: readonly Report[]) => number
}

/** One figure and what it should be. Shares are relative to the value. */
export type Check = CheckCommon &
  (
    | {
        readonly tag: 'exact'
        readonly widest: number
        readonly twin: { readonly theory: string; readonly value: number }
      }
    | { readonly tag: 'approximation'; readonly tolerance: number }
    | { readonly tag: 'bound'; readonly side: 'at least' | 'at most' }
    | { readonly tag: 'arithmetic' }
  )

export interface Study {
  readonly id: string
  readonly title: string
  /** What the designs are, and how the figures are taken. */
  readonly about: string
  readonly source: Source
  readonly designs: readonly PlainDesign[]
  readonly runs?: number
  readonly checks: readonly Check[]
}

/** A check without what only runs need: plain data, for the page. */
export type CheckInfo = {
  readonly tag: Check['tag']
  readonly name: string
  readonly unit: Unit
  readonly value: number
  /** What the check allows, in words. */
  readonly allows: string
  /** Name and value of the theory that has to be refused. */
  readonly twin: { readonly theory: string; readonly value: number } | null
}

/** A study as the page shows it. */
export interface StudyInfo extends Omit<Study, 'designs' | 'checks' | 'runs'> {
  readonly designs: readonly Design[]
  readonly runs: number
  readonly checks: readonly CheckInfo[]
}

/** What a check came to. */
export interface Verdict {
  readonly mean: number
  /** Half of the interval; 0 where all runs agree. */
  readonly halfWidth: number
  readonly passes: boolean
  /** Why it does not pass; empty when it does. */
  readonly why: string
}

/** The study as plain data. Throws when one of its designs is not valid. */
export function infoOf(study: Study): StudyInfo {
  const { id, title, about, source, runs = RUNS } = study
  return {
    id,
    title,
    about,
    source,
    runs,
    designs: study.designs.map(checkedDesign),
    checks: study.checks.map(checkInfo),
  }
}

/** Runs a study; the verdicts are in the order of its checks. */
export function* studyExperiment(study: Study): Experiment<Verdict[]> {
  const runs = study.runs ?? RUNS
  const tasks = study.designs.map(checkedDesign).flatMap((design) => seededTasks(design, runs, design.name))
  const reports = yield { tasks, ahead: tasks.length }
  const bySeed = Array.from({ length: runs }, (_, r) => study.designs.map((_design, d) => reports[d * runs + r]!))
  const broken = reports.flatMap(({ invariants }) => invariants.filter((one) => one.isEngineCheck && !one.holds))[0]
  return study.checks.map((check) => {
    const verdict = verdictOn(check, bySeed.map(check.measure))
    return broken ? { ...verdict, passes: false, why: `${broken.id} is broken: ${broken.detail}` } : verdict
  })
}

/** What the values of a check over independent runs come to. */
export function verdictOn(check: Check, values: readonly number[]): Verdict {
  const { mean, halfWidth } = meanInterval(values, CONFIDENCE)
  if (mean === null || Number.isNaN(mean)) {
    return { mean: Number.NaN, halfWidth: 0, passes: false, why: 'a run lacks the figure' }
  }
  const why = objection(check, mean, halfWidth ?? 0, values)
  return { mean, halfWidth: halfWidth ?? 0, passes: why === '', why }
}

function objection(check: Check, mean: number, halfWidth: number, values: readonly number[]): string {
  const { value } = check
  const off = Math.abs(mean - value)
  switch (check.tag) {
    case 'exact':
      if (off > halfWidth) return 'the value lies outside the interval'
      if (halfWidth > check.widest * Math.abs(value)) return 'the interval is too wide to tell'
      return Math.abs(mean - check.twin.value) > halfWidth ? '' : 'a wrong theory would pass as well'
    case 'approximation':
      if (halfWidth > check.tolerance * Math.abs(value)) return 'the interval is too wide to tell'
      return off > halfWidth + check.tolerance * Math.abs(value) ? 'the value lies outside the tolerance' : ''
    case 'bound': {
      const isBeyond = check.side === 'at least' ? mean - halfWidth >= value : mean + halfWidth <= value
      return isBeyond ? '' : 'the interval reaches across the bound'
    }
    case 'arithmetic':
      return values.every((one) => Math.abs(one - value) <= ROUNDING * Math.abs(value)) ? '' : 'a run differs'
  }
}

function checkInfo(check: Check): CheckInfo {
  const { tag, name, unit, value } = check
  return { tag, name, unit, value, allows: allowance(check), twin: check.tag === 'exact' ? check.twin : null }
}

function allowance(check: Check): string {
  switch (check.tag) {
    case 'exact':
      return `interval at most ± ${percent(check.widest)}`
    case 'approximation':
      return `within ${percent(check.tolerance)}`
    case 'bound':
      return check.side
    case 'arithmetic':
      return 'in every run'
  }
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`
}

/** Throws when the design is not valid, which only a mistake here can cause. */
function checkedDesign(plain: PlainDesign): Design {
  const { design, errors } = parseDesign(plain)
  if (errors.length > 0)
    throw new Error(errors.map(({ path, message }) => `${plain.name}: ${path}: ${message}`).join('\n'))
  return design
}
