/**
 * A call plan made ready to run: steps with their connections looked up, in groups that run one after the other.
 *
 * Neighbours of the same stage form one group and run at the same time; a step without a stage is a group by itself. A step
 * whose connection is not chosen, or does not exist, keeps −1 there and is never taken.
 */
import { NONE } from '../../engine/calls'
import { createDistribution, type Distribution } from '../../lib/distributions'
import { hashText } from '../../lib/random'
import type { Outgoing } from '../behaviour'
import type { PlanStep } from './plan'

/** Distance between the numbers that tell calls of different steps over one connection apart: more than a step can repeat. */
const REPEATS_PER_STEP = 1024

/** One step, ready to run. */
export interface CompiledStep {
  readonly step: PlanStep
  /** Whether every attempt takes the step, and it is one call whose failure fails the attempt. */
  readonly isPlainCall: boolean
  /** Outgoing connections by role; −1 where none is chosen. */
  readonly to: number
  readonly second: number
  /** Tells calls over one connection apart from those of earlier steps. */
  readonly repeat: number
  readonly secondRepeat: number
  readonly work: Distribution | null
  /** Hash of the counter's name. */
  readonly counter: number
}

/** Steps in order, and the indices of the steps of each group. */
export interface CompiledPlan {
  readonly steps: CompiledStep[]
  readonly groups: number[][]
  /** By group: the index of its only step where that is a plain call, else {@link NONE}. */
  readonly plainCalls: number[]
  readonly hasOptional: boolean
}

/** Makes a plan ready for a block with these outgoing connections. An empty plan calls each of them once. */
export function compilePlan(plan: readonly PlanStep[], outgoing: readonly Outgoing[]): CompiledPlan {
  const uses = new Map<number, number>()
  const countUse = (connection: number): number => {
    const count = uses.get(connection) ?? 0
    uses.set(connection, count + 1)
    return count * REPEATS_PER_STEP
  }
  const find = (id: string): number => outgoing.findIndex((connection) => connection.id === id)
  const steps = (plan.length > 0 ? plan : defaultPlan(outgoing)).map((step): CompiledStep => {
    const [first, other] = connectionsOf(step)
    const to = find(first)
    const second = other === null ? NONE : find(other)
    return {
      step,
      isPlainCall: to >= 0 && isPlainCall(step),
      to,
      second,
      repeat: countUse(to),
      secondRepeat: second === NONE ? 0 : countUse(second),
      work: isSection(step) ? createDistribution(step.work) : null,
      counter: isSection(step) ? hashText(step.counter) : 0,
    }
  })
  const groups: number[][] = []
  for (const [index, { step }] of steps.entries()) {
    const before = steps[index - 1]?.step
    if (before && step.stage !== null && before.stage === step.stage) groups.at(-1)!.push(index)
    else groups.push([index])
  }
  const plainCalls = groups.map((members) => {
    const [only = NONE] = members
    return members.length === 1 && steps[only]?.isPlainCall ? only : NONE
  })
  return { steps, groups, plainCalls, hasOptional: steps.some(({ step }) => step.optional) }
}

function isPlainCall(step: PlanStep): boolean {
  if (step.type !== 'call' || step.optional || step.when !== 'all' || step.probability < 1) return false
  return step.times === 1
}

/** Without a plan every connection is called once, except locks, which mean nothing outside a critical section. */
function defaultPlan(outgoing: readonly Outgoing[]): PlanStep[] {
  return outgoing
    .filter((one) => !one.roles.includes('lock'))
    .map((one) => ({
      type: 'call',
      to: one.id,
      times: 1,
      parallel: false,
      batch: false,
      when: 'all',
      probability: 1,
      optional: false,
      stage: null,
    }))
}

/** A step that reads a counter, works, and writes it. */
export type SectionStep = Extract<PlanStep, { type: 'critical' | 'optimistic' }>

/** Whether a step is one of those. */
export function isSection(step: PlanStep): step is SectionStep {
  return step.type === 'critical' || step.type === 'optimistic'
}

/** Ids of the connections that a step uses. */
function connectionsOf(step: PlanStep): [string, string | null] {
  switch (step.type) {
    case 'cached':
      return [step.cache, step.origin]
    case 'critical':
      return [step.lock, step.store]
    case 'optimistic':
      return [step.store, step.store]
    default:
      return [step.to, null]
  }
}
