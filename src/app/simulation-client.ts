/** The only file that reaches the simulation worker. */
import workerUrl from '../../workers/simulation.worker.ts?worker&url'
import type { Design } from '../design/design'
import type { Report } from '../simulation/report'
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
export async function simulateOnce(design: Design, signal?: AbortSignal): Promise<Report> {
  const simulation = connectSimulation({ onSnapshot: () => undefined, onLost: () => undefined })
  const close = () => simulation.close()
  signal?.addEventListener('abort', close)
  try {
    return await simulation.simulate(design)
  } finally {
    signal?.removeEventListener('abort', close)
    close()
  }
}
