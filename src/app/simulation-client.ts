/** The only file that reaches the simulation worker. */
import workerUrl from '../../workers/simulation.worker.ts?worker&url'
import type { Design } from '../design/design'
import type { Report } from '../simulation/report'
import type { TraceQuestion } from '../simulation/traces/search'
import type { Trace } from '../simulation/traces/trace'
import { SimulationSupervisor, type SupervisorOptions } from './simulation-supervisor'
import { scriptUrl } from './trusted-types'

function createWorker(): Worker {
  return new Worker(scriptUrl(workerUrl), { type: 'module', name: 'simulation' })
}

/** A supervised connection to a worker of its own, which starts with the first command. */
export function connectSimulation(handlers: Omit<SupervisorOptions, 'createWorker'>): SimulationSupervisor {
  return new SimulationSupervisor({ createWorker, ...handlers })
}

/** Runs a design to its end in a worker of its own, beside any live run. Abort to end the worker. */
export function simulateOnce(design: Design, signal?: AbortSignal): Promise<Report> {
  return beside((simulation) => simulation.simulate(design), signal)
}

/** What happened to some requests of a run, found in a worker of its own. Abort to end the worker. */
export function traceOnce(design: Design, question: TraceQuestion, signal?: AbortSignal): Promise<Trace[]> {
  return beside((simulation) => simulation.trace(design, question), signal)
}

async function beside<T>(ask: (simulation: SimulationSupervisor) => Promise<T>, signal?: AbortSignal): Promise<T> {
  const simulation = connectSimulation({ onSnapshot: () => undefined, onLost: () => undefined })
  const close = () => simulation.close()
  signal?.addEventListener('abort', close)
  try {
    return await ask(simulation)
  } finally {
    signal?.removeEventListener('abort', close)
    close()
  }
}
