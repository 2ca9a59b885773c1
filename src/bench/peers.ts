/**
 * The models in simjs, a library for process-oriented simulation in JavaScript, from its published file.
 *
 * How: one entity schedules the arrivals and uses a facility for each station on behalf of each customer, which is less work for
 * the library than an entity for each. The file exports nothing and sets `window.Sim`, so it is run with a window of its own.
 */
// biome-ignore-all lint/style/noNonNullAssertion: indices are in range by construction.
// biome-ignore-all lint/correctness/useHookAtTopLevel: the library calls its way of waiting "use".
import { readFileSync } from 'node:fs'
import { Script } from 'node:vm'
import { LOAD, type Model } from './models'

interface Use {
  done(callback: (...values: number[]) => void, context?: object, argument?: number): Use
}

interface Simulation {
  time(): number
  addEntity(kind: new () => object, name: string): object
  simulate(endTime: number, maxEvents: number): boolean
}

interface Library {
  Sim: new () => Simulation
  Random: new (seed: number) => { exponential(rate: number): number }
  Facility: new (name: string, discipline: number, servers: number) => object
  Entity: new () => { sim: Simulation; setTimer(delay: number): Use; useFacility(facility: object, ms: number): Use }
}

/** The library from its file. It compares classes with those of its own world, so it has to live in this one. */
export function loadSimjs(path: string): Library {
  const world = globalThis as { window?: { Sim?: Library } }
  world.window = {}
  new Script(readFileSync(path, 'utf8'), { filename: path }).runInThisContext()
  const library = world.window.Sim
  delete world.window
  if (!library) throw new Error(`${path} does not set window.Sim`)
  return library
}

/** Lets about that many customers through; answers how many have left and the mean time from entry to exit of each batch. */
export function runSimjs(library: Library, model: Model, customers: number, batches: number) {
  const { Sim, Random, Facility, Entity } = library
  const simulation = new Sim()
  const random = new Random(1)
  const stations = model.servers.map((servers, i) => new Facility(`station ${i}`, 0, servers))
  const perBatch = Math.round(customers / (batches + 1))
  const sums = new Float64Array(batches + 2)
  let served = 0
  class Source extends Entity {
    start(): void {
      this.setTimer(random.exponential(1)).done(() => this.arrive())
    }

    arrive(): void {
      this.pass(this.sim.time(), 0)
      this.start()
    }

    pass(since: number, station: number): void {
      const servers = model.servers[station]
      if (servers === undefined) return this.leave(since)
      this.useFacility(stations[station]!, LOAD * servers * random.exponential(1)).done(() =>
        this.pass(since, station + 1),
      )
    }

    leave(since: number): void {
      sums[Math.min(batches + 1, Math.floor(served++ / perBatch))]! += this.sim.time() - since
    }
  }
  simulation.addEntity(Source, 'source')
  simulation.simulate(customers, Number.MAX_SAFE_INTEGER)
  return { served, means: Array.from(sums.subarray(1, batches + 1), (sum) => sum / perBatch) }
}
