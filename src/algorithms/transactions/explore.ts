/**
 * Exhaustive search: every state that a protocol can reach, breadth first.
 *
 * Cost: one trial of each action per state; a state is kept as a short text. Randomness: none.
 * Source: own; the counts are those which TLC prints (distinct states, generated states, depth of the search).
 */
import type { StateMachine } from './transactions'

/** A step between two states, by their numbers. */
export interface Edge {
  from: number
  to: number
  action: string
}

/** Result of {@link explore}. */
export interface StateGraph {
  /** Every reachable state, in the order found. */
  states: Int8Array[]
  /** [count] states that are starts; they come first. */
  initialCount: number
  /** Steps that change the state, without repeats of the same name between the same states. */
  edges: Edge[]
  /** [count] starts and enabled actions, repeated and idle ones included, each as often as it has ways. */
  generated: number
  /** [count] states on the longest of the shortest paths from a start. */
  depth: number
}

/** Explores from the given start states (by default the machine's present one). The machine is left in some other state. */
export function explore(machine: StateMachine, starts: readonly Int8Array[] = [machine.state.slice()]): StateGraph {
  const states: Int8Array[] = []
  const depths: number[] = []
  const numbers = new Map<string, number>()
  const edges = new Map<string, Edge>()
  const numberOf = (state: Int8Array, depth: number): number => {
    const key = String.fromCharCode(...state)
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, states.length)
    depths.push(depth)
    return states.push(state.slice()) - 1
  }
  for (const start of starts) numberOf(start, 1)
  const initialCount = states.length
  let generated = starts.length
  for (let from = 0; from < states.length; from++) {
    for (let action = 0; action < machine.actions.length; action++) {
      machine.state.set(states[from]!)
      const ways = machine.ways?.(action) ?? 1
      if (!machine.perform(action)) continue
      generated += ways
      const to = numberOf(machine.state, depths[from]! + 1)
      const name = machine.actions[action]!
      if (to !== from) edges.set(`${from} ${to} ${name}`, { from, to, action: name })
    }
  }
  return { states, initialCount, edges: [...edges.values()], generated, depth: Math.max(...new Set(depths)) }
}
