/** Contract of a figure: a small experiment that runs the very classes of a family on a stream that the visitor sets. */
import type { AnyMember, Member } from '../../../algorithms/member'
import { SequentialRandom } from '../../../lib/random'
import type { Fields, InferFields } from '../../../lib/schema'
import type { Chart } from '../chart'

export type Params = { readonly [name: string]: unknown }

/** A member to run, with its parameters. */
export interface Chosen {
  readonly member: Member
  readonly params: Params
}

export interface Run<V> {
  /** Values of the figure's inputs. */
  readonly values: V
  readonly chosen: readonly Chosen[]
  /** Equal seeds give equal draws. */
  readonly seed: number
}

/** One figure. */
export interface Figure<F extends Fields = Fields> {
  /** Unique among all figures. */
  readonly id: string
  /** Folder of the family. */
  readonly family: string
  readonly title: string
  /** What is done and what to look at. */
  readonly caption: string
  readonly inputs: F
  /** Members that it can run. */
  readonly members: readonly Member[]
  /** Those it shows at first; all where left out. */
  readonly initial?: readonly Member[]
  /** Whether nothing in it is left to chance, so that there is no other draw. */
  readonly isFixed?: boolean
  /** Inputs that only serve {@link fit}. */
  readonly fitted?: readonly (keyof F & string)[]
  /** Parameters that suit the stream, where the defaults would show little. */
  fit?(member: Member, values: InferFields<F>): Params
  run(run: Run<InferFields<F>>): Chart[]
}

/** A figure whose inputs are not known statically. */
export type AnyFigure = Omit<Figure, 'fit' | 'fitted' | 'run'> & {
  readonly fitted?: readonly string[]
  fit?(member: Member, values: never): Params
  run(run: Run<never>): Chart[]
}

/** Types a figure by its inputs. */
export function figure<const F extends Fields>(definition: Figure<F>): Figure<F> {
  return definition
}

/** The instance that a choice stands for. Throws ParamError for parameters out of range. */
export function made<T>({ member, params }: Chosen): T {
  return (member as AnyMember<T>).create(params as never)
}

/** What a member builds. */
export type Of<M extends { readonly create: (...args: never[]) => unknown }> = ReturnType<M['create']>

/** [ms] times of a Poisson stream up to `untilMs`. */
export function poisson(ratePerSecond: number, untilMs: number, seed: number): number[] {
  const random = new SequentialRandom(seed, 1)
  const times: number[] = []
  if (ratePerSecond <= 0) return times
  for (let at = exponential(random.uniform(), 1000 / ratePerSecond); at < untilMs; ) {
    times.push(at)
    at += exponential(random.uniform(), 1000 / ratePerSecond)
  }
  return times
}

/** A draw from the exponential distribution, by its mean. */
export function exponential(uniform: number, mean: number): number {
  return -Math.log(1 - uniform) * mean
}

/** "1 call", "2 calls". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}

/** "12 %". */
export function percent(share: number): string {
  const value = Math.abs(share) < 0.0005 ? 0 : share * 100
  return `${value !== 0 && Math.abs(value) < 10 ? value.toFixed(1) : value.toFixed(0)}\u202f%`
}

/** "78 ms", "1.53 s". */
export function duration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)}\u202fms` : `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)}\u202fs`
}

/** The value at a share of the sorted values; 0 of none. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}
