/**
 * Hand-tuned kernel of stations in a row, as the measure of what JavaScript can do: Poisson arrivals, exponential service, and no
 * statistics but a mean.
 *
 * How: each server has at most one departure pending, so the server itself is the entry of the heap and entries need no
 * free list; a handler whose follow-up is known puts it in place of the top. Random numbers are xoshiro128+ and the
 * exponential ziggurat, written out where they are used. Everything is in typed arrays.
 * Differs from the product: no sequence numbers (ties have probability zero here), no requests, calls, policies or windows.
 */
// biome-ignore-all lint/style/noNonNullAssertion: indices are in range by construction, as in the engine.
import { log } from '../lib/math'
import { zigguratTables } from '../lib/ziggurat'

const { core, width, height } = zigguratTables.exponential
/** Right edge of the base layer of the ziggurat. */
const EDGE = 7.69711747013105
/** Places to wait at a station; at load 0.9 more are needed once in 10^187. */
const RING = 1 << 12

/** Stations in a row at one load, mean time between arrivals 1. */
export class ChainKernel {
  private readonly random = new Int32Array(4)
  private readonly times: Float64Array
  private readonly slots: Int32Array
  private count = 0
  /** Station of each server; server 0 is the source. */
  private readonly stationOf: Int32Array
  /** When the customer in service entered the first station, by server. */
  private readonly entered: Float64Array
  private readonly meanService: Float64Array
  private readonly idle: Int32Array[]
  private readonly idleCount: Int32Array
  private readonly waiting: Float64Array[]
  private readonly head: Int32Array
  private readonly length: Int32Array
  private readonly stations: number

  /** @param servers by station. @param load of each station, below 1. */
  constructor(servers: readonly number[], load: number, seed: number) {
    const total = servers.reduce((sum, count) => sum + count, 0)
    this.stations = servers.length
    this.random.set([seed | 0, 0x9e3779b9, 0x243f6a88, 0x85a308d3])
    this.times = new Float64Array(total + 3).fill(Infinity)
    this.slots = new Int32Array(total + 3)
    this.stationOf = Int32Array.from([-1, ...servers.flatMap((count, s) => Array<number>(count).fill(s))])
    this.entered = new Float64Array(total + 1)
    this.meanService = Float64Array.from(servers, (count) => load * count)
    const firstOf = servers.map((_, s) => 1 + servers.slice(0, s).reduce((sum, count) => sum + count, 0))
    this.idle = servers.map((count, s) => Int32Array.from({ length: count }, (_, i) => firstOf[s]! + i))
    this.idleCount = Int32Array.from(servers)
    this.waiting = servers.map(() => new Float64Array(RING))
    this.head = new Int32Array(servers.length)
    this.length = new Int32Array(servers.length)
    for (let i = 0; i < 64; i++) this.exponential()
    this.push(this.exponential(), 0)
  }

  /** Goes on until that many more customers have left; returns the sum of their times from entry to exit. */
  advance(customers: number): number {
    const { times, slots, stationOf, entered, meanService, idle, idleCount, waiting, head, length } = this
    const last = this.stations - 1
    let left = customers
    let sum = 0
    while (left > 0) {
      const now = times[0]!
      const slot = slots[0]!
      let since = now
      let to = 0
      let hasHole = true
      if (slot === 0) {
        this.replaceTop(now + this.exponential(), 0)
        hasHole = false
      } else {
        const station = stationOf[slot]!
        since = entered[slot]!
        if (length[station]! > 0) {
          const at = head[station]!
          entered[slot] = waiting[station]![at]!
          head[station] = (at + 1) & (RING - 1)
          length[station]!--
          this.replaceTop(now + meanService[station]! * this.exponential(), slot)
          hasHole = false
        } else idle[station]![idleCount[station]!++] = slot
        if (station === last) {
          sum += now - since
          left--
          if (hasHole) this.pop()
          continue
        }
        to = station + 1
      }
      if (idleCount[to]! > 0) {
        const server = idle[to]![--idleCount[to]!]!
        entered[server] = since
        const end = now + meanService[to]! * this.exponential()
        if (hasHole) this.replaceTop(end, server)
        else this.push(end, server)
      } else {
        waiting[to]![(head[to]! + length[to]!++) & (RING - 1)] = since
        if (hasHole) this.pop()
      }
    }
    return sum
  }

  private uint32(): number {
    const s = this.random
    const s1 = s[1]!
    const s2 = s[2]! ^ s[0]!
    const s3 = s[3]! ^ s1
    const result = (s[0]! + s[3]!) | 0
    s[1] = s1 ^ s2
    s[0] = s[0]! ^ s3
    s[2] = s2 ^ (s1 << 9)
    s[3] = (s3 << 11) | (s3 >>> 21)
    return result
  }

  private exponential(): number {
    const bits = this.uint32()
    const layer = bits & 255
    const place = bits >>> 8
    if (place < core[layer]!) return (place + 0.5) * width[layer]!
    return this.outsideCore(layer, (place + 0.5) * width[layer]!)
  }

  private outsideCore(layer: number, x: number): number {
    const u = ((this.uint32() >>> 0) + 0.5) * 2 ** -32
    if (layer === 0) return EDGE - log(u)
    const below = height[layer]!
    return below + u * (height[layer - 1]! - below) < Math.exp(-x) ? x : this.exponential()
  }

  private push(time: number, slot: number): void {
    const { times, slots } = this
    let i = this.count++
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (times[parent]! <= time) break
      times[i] = times[parent]!
      slots[i] = slots[parent]!
      i = parent
    }
    times[i] = time
    slots[i] = slot
  }

  private replaceTop(time: number, slot: number): void {
    const { times, slots, count } = this
    let i = 0
    let left = 1
    while (left < count) {
      const child = left + +(times[left + 1]! < times[left]!)
      if (times[child]! >= time) break
      times[i] = times[child]!
      slots[i] = slots[child]!
      i = child
      left = 2 * i + 1
    }
    times[i] = time
    slots[i] = slot
  }

  private pop(): void {
    const end = --this.count
    const time = this.times[end]!
    const slot = this.slots[end]!
    this.times[end] = Infinity
    if (end > 0) this.replaceTop(time, slot)
  }
}
