/** Networks of stations with known theory. */
import { balancer, call, designFrom, exponential, type PlainDesign, source, station, users } from './parts'

const FREE = { blocking: false }

/** Three stations in a row; each lets go of a request before the next one takes it. */
export function inARow(name: string, rate: number, seconds: number): PlainDesign {
  return designFrom({
    name,
    seconds,
    warmup: seconds / 20,
    blocks: [source(rate), ...['first', 'second', 'third'].map((id) => station(id, 1, exponential(10), FREE))],
    connections: { 'clients > first': {}, 'first > second': {}, 'second > third': {} },
  })
}

/** What is made is checked; a share of it fails the check and is made again. */
export function withFeedback(name: string, rate: number, share: number, seconds: number): PlainDesign {
  return designFrom({
    name,
    seconds,
    warmup: seconds / 20,
    faults: [{ atMs: 0, forMs: 2 * seconds * 1000, target: 'check', type: 'error', probability: share }],
    blocks: [source(rate), station('make', 1, exponential(10), FREE), station('check', 1, exponential(12), FREE)],
    connections: { 'clients > make': { retry: { type: 'fixed', attempts: 100, delayMs: 0 } }, 'make > check': {} },
  })
}

/** A fixed number of users, an application, and a database that each request asks twice. */
export function closedPair(name: string, count: number, thinkMs: number, seconds: number): PlainDesign {
  return designFrom({
    name,
    seconds,
    warmup: seconds / 20,
    blocks: [
      users(count, thinkMs),
      station('app', 1, exponential(10), { ...FREE, plan: [call('app-store', { times: 2 })] }),
      station('store', 1, exponential(8)),
    ],
    connections: { 'clients > app': {}, 'app > store': {} },
  })
}

/** Machines that run for a while, fail, and wait for one of the menders. */
export function workshop(name: string, machines: number, upMs: number, menders: number, seconds: number): PlainDesign {
  return designFrom({
    name,
    seconds,
    warmup: seconds / 20,
    blocks: [users(machines, upMs), station('station', menders, exponential(10))],
    connections: { 'clients > station': {} },
  })
}

/** Replicas of one worker each behind a balancer. */
export function balanced(
  name: string,
  algorithm: string,
  replicas: number,
  load: number,
  seconds: number,
  warmup: number,
): PlainDesign {
  return designFrom({
    name,
    seconds,
    warmup,
    blocks: [source(load * replicas * 100), balancer(algorithm), station('servers', 1, exponential(10), { replicas })],
    connections: { 'clients > balancer': {}, 'balancer > servers': {} },
  })
}

/** A balancer that looks at two of a hundred servers. */
export function twoOfHundred(name: string, load: number, seconds: number, warmup: number): PlainDesign {
  return balanced(name, 'power-of-two-choices', 100, load, seconds, warmup)
}
