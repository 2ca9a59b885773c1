import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { JsonSchema } from '../design/json-schema'
import { keepsTo } from '../design/testing/json-schema-check'
import { main as capacity } from './capacity'
import { main as compare } from './compare'
import { description } from './describe'
import { main as intervals } from './intervals'
import { main as loadSweep } from './load-sweep'
import { main as simulate } from './simulate'
import { main as sweep, valuesOf } from './sweep'

const folder = mkdtempSync(join(tmpdir(), 'loadbearing-'))
const output = vi.spyOn(console, 'log')
const complaints = vi.spyOn(console, 'error')

beforeEach(() => {
  output.mockReset().mockImplementation(() => undefined)
  complaints.mockReset().mockImplementation(() => undefined)
})

/** Writes a design with one service and gives its path. */
function fileOf(name: string, change: { [key: string]: unknown } = {}, text?: string): string {
  const path = join(folder, name)
  const design = {
    format: 'loadbearing/1',
    name: 'small',
    scenario: { durationMs: 5000, warmupMs: 500 },
    blocks: [
      { id: 'source', kind: 'traffic-source' },
      { id: 'app', kind: 'service', params: { serviceTime: { type: 'constant', valueMs: 4 } } },
    ],
    connections: [{ id: 'wire', from: 'source', to: 'app' }],
    ...change,
  }
  writeFileSync(path, text ?? JSON.stringify(design))
  return path
}

/** Two services that wait for each other, each with one worker. */
const STUCK = {
  blocks: [
    { id: 'source', kind: 'traffic-source' },
    { id: 'first', kind: 'service', params: { workers: 1, queue: { capacity: null } } },
    { id: 'second', kind: 'service', params: { workers: 1 } },
  ],
  connections: [
    { id: 'wire', from: 'source', to: 'first', params: { timeoutMs: null } },
    { id: 'there', from: 'first', to: 'second', params: { timeoutMs: null } },
    { id: 'back', from: 'second', to: 'first', params: { timeoutMs: null } },
  ],
}

function printed(): unknown {
  expect(output).toHaveBeenCalledTimes(1)
  return JSON.parse(String(output.mock.calls[0]?.[0]))
}

const complaint = () => complaints.mock.calls.join('\n')

describe('simulate', () => {
  it('prints one report and ends well', async () => {
    expect(await simulate([fileOf('fine.json'), '--seed', '3'])).toBe(0)
    expect(printed()).toMatchObject({
      seed: 3,
      outcome: 'completed',
      requests: { failed: 0 },
      blocks: { app: { kind: 'service' } },
    })
    expect(complaint()).toBe('')
  })

  it('says what the run found, with the work that was for nobody', async () => {
    const parts = {
      blocks: [
        { id: 'source', kind: 'traffic-source', params: { arrivals: { type: 'poisson', ratePerSecond: 400 } } },
        { id: 'app', kind: 'service', params: { workers: 1, serviceTime: { type: 'constant', valueMs: 4 } } },
      ],
      connections: [
        { id: 'wire', from: 'source', to: 'app', params: { timeoutMs: 100, retry: { type: 'fixed', attempts: 2 } } },
      ],
    }
    const file = fileOf('overloaded.json', parts)
    const finding = (id: string, runs: number) =>
      expect.objectContaining({ id, target: expect.any(String), text: expect.stringMatching(/\.$/), runs })
    await simulate([file])
    const one = printed() as { findings: unknown[]; blocks: { app: { wasted: number; wastedMs: number } } }
    expect(keepsTo(description().report as JsonSchema, one)).toBe(true)
    expect(one.findings).toEqual(expect.arrayContaining([finding('bottleneck', 1), finding('amplification-loop', 1)]))
    expect(one.blocks.app.wasted).toBeGreaterThan(100)
    expect(one.blocks.app.wastedMs).toBeCloseTo(4 * one.blocks.app.wasted, 3)
    expect(one).toMatchObject({ worstPath: { amplification: expect.any(Number), connections: ['wire'] } })
    output.mockClear()
    await simulate([file, '--replications', '2'])
    const two = printed()
    expect(keepsTo(description().replicatedReport as JsonSchema, two)).toBe(true)
    expect(two).toMatchObject({
      findings: expect.arrayContaining([finding('bottleneck', 2)]),
      worstPath: { amplification: { mean: expect.any(Number), halfWidth: expect.any(Number) }, connections: ['wire'] },
    })
  })

  it('takes duration and warm-up from the options', async () => {
    await simulate([fileOf('fine.json'), '--duration=2000', '--warmup', '1000'])
    const report = printed() as { simulatedMs: number }
    expect(report.simulatedMs).toBeGreaterThanOrEqual(2000)
    expect(report.simulatedMs).toBeLessThan(2100)
  })

  it('gives intervals over replications', async () => {
    expect(await simulate([fileOf('fine.json'), '--replications', '3'])).toBe(0)
    expect(printed()).toMatchObject({
      requests: { offered: { mean: expect.any(Number), halfWidth: expect.any(Number) } },
    })
  })

  it('ends with 1 when an objective is missed, and says which', async () => {
    const file = fileOf('strict.json', { objectives: [{ measure: 'requests.latencyMs.p99', below: 1 }] })
    expect(await simulate([file])).toBe(1)
    expect(printed()).toMatchObject({ objectives: [{ met: false }] })
    expect(complaint()).toMatch(/requests\.latencyMs\.p99/)
  })

  it('judges objectives by the mean over replications', async () => {
    const file = fileOf('offered.json', { objectives: [{ measure: 'requests.offered', above: 1 }] })
    expect(await simulate([file, '--replications', '3'])).toBe(0)
    expect(printed()).toMatchObject({ objectives: [{ met: true, metIn: 3, value: expect.any(Number) }] })
  })

  it('ends with 1 when a run gets stuck, and says where and why', async () => {
    expect(await simulate([fileOf('stuck.json', STUCK)])).toBe(1)
    expect(printed()).toMatchObject({ outcome: 'stuck' })
    expect(complaint()).toMatch(/\noutcome stuck at second: nothing more can happen/)
    expect(await simulate([fileOf('stuck.json', STUCK), '--replications', '2'])).toBe(1)
    expect(complaint()).toMatch(/outcome stuck in 2 of 2 runs at second: seed 1: /)
  })

  it('finds a warm-up by pilot runs, and says when none can be found', async () => {
    expect(await simulate([fileOf('fine.json'), '--warmup', 'detect', '--duration', '60000'])).toBe(0)
    expect(complaint()).toMatch(/^warm-up: \d+ ms, by MSER-5 on pilot runs$/)
    complaints.mockClear()
    const fault = { atMs: 1000, forMs: 100, target: 'app', type: 'pause' }
    const broken = fileOf('fault.json', { scenario: { durationMs: 5000, warmupMs: 500, faults: [fault] } })
    expect(await simulate([broken, '--warmup', 'detect'])).toBe(0)
    expect(complaint()).toMatch(/none found, as load or faults change during the run; 500 ms as set/)
  })

  it('warns of latencies that never settle', async () => {
    const blocks = [
      { id: 'source', kind: 'traffic-source', params: { arrivals: { type: 'poisson', ratePerSecond: 300 } } },
      { id: 'app', kind: 'service', params: { workers: 1, serviceTime: { type: 'constant', valueMs: 4 } } },
    ]
    await simulate([fileOf('full.json', { blocks })])
    expect(complaint()).toMatch(/warning: latencies have not settled by half of the run/)
  })

  it('warns of what looks odd in a design', async () => {
    const blocks = [
      { id: 'source', kind: 'traffic-source' },
      { id: 'app', kind: 'service' },
      { id: 'alone', kind: 'service' },
    ]
    expect(await simulate([fileOf('odd.json', { blocks })])).toBe(0)
    expect(complaint()).toMatch(/^warning: .*odd\.json: blocks\[2\]/)
  })

  it.each([
    ['a warm-up that leaves nothing', ['--warmup', '5000'], /^--warmup: the warm-up, 5000, does not end before .*5000/],
    ['a duration within the warm-up', ['--duration', '300'], /fine\.json: scenario\.warmupMs: the warm-up, 500, .*300/],
    ['a warm-up that is no time', ['--warmup', 'long'], /--warmup is long; give milliseconds, or "detect"/],
    ['an empty seed', ['--seed', ''], /--seed is empty; give a whole number/],
    ['no replications', ['--replications', '0'], /--replications is 0; give a whole number from 1/],
    ['no workers', ['--workers', '0'], /--workers is 0/],
  ])('ends with 2 for %s', async (_, options, message) => {
    expect(await simulate([fileOf('fine.json'), ...options])).toBe(2)
    expect(output).not.toHaveBeenCalled()
    expect(complaint()).toMatch(message)
  })

  it.each([
    ['no file', () => []],
    ['a file that is not there', () => [join(folder, 'nothing.json')]],
    ['an unknown option', () => [fileOf('fine.json'), '--sed', '3']],
    ['an option without a value', () => [fileOf('fine.json'), '--seed']],
    ['a seed that is no number', () => [fileOf('fine.json'), '--seed', 'seven']],
    ['text that is not JSON', () => [fileOf('broken.json', {}, '{ "format": ')]],
  ])('ends with 2 for %s', async (_, args) => {
    expect(await simulate(args())).toBe(2)
    expect(output).not.toHaveBeenCalled()
    expect(complaint().length).toBeGreaterThan(10)
  })

  it('names the path and the cure of what is wrong in a design', async () => {
    const file = fileOf('wrong.json', {
      blocks: [
        { id: 'source', kind: 'traffic-source' },
        { id: 'app', kind: 'service', params: { workers: 0, colour: 'red' } },
      ],
    })
    expect(await simulate([file])).toBe(2)
    expect(complaint()).toMatch(/blocks\[1\]\.params\.workers: 0 is out of range; use a whole number from 1/)
    expect(complaint()).toMatch(/blocks\[1\]\.params\.colour/)
  })

  it('refuses parameters that do not go together', async () => {
    const file = fileOf('odd.json', {
      blocks: [
        { id: 'source', kind: 'traffic-source' },
        { id: 'app', kind: 'service', params: { serviceTime: { type: 'uniform', minMs: 9, maxMs: 3 } } },
      ],
    })
    expect(await simulate([file])).toBe(2)
    expect(complaint()).toMatch(/minMs|maxMs/)
  })
})

describe('every command that takes a design', () => {
  it.each(Object.entries({ simulate, sweep, compare, capacity, intervals, loadSweep }))(
    'says how it is called when asked: %s',
    async (_, command) => {
      expect(await command(['--help'])).toBe(0)
      expect(String(output.mock.calls[0]?.[0])).toMatch(/^usage: npm run -s [a-z-]+ -- /)
      expect(complaints).not.toHaveBeenCalled()
    },
  )
})

describe('sweep', () => {
  it('runs each value and prints them in order', async () => {
    expect(await sweep([fileOf('fine.json'), '--set', 'blocks.app.params.serviceTime.valueMs=1:5:3'])).toBe(0)
    expect((printed() as { value: number }[]).map(({ value }) => value)).toEqual([1, 3, 5])
  })

  it('reads ranges and lists', async () => {
    expect(valuesOf('a.b=50:400:8').values).toEqual([50, 100, 150, 200, 250, 300, 350, 400])
    expect(valuesOf('a.b=1,fifo,null')).toEqual({ path: 'a.b', values: [1, 'fifo', null] })
    expect(() => valuesOf('a.b')).toThrow(/PATH=/)
    expect(() => valuesOf('a.b=1:2:0')).toThrow(/1 to 1000/)
    expect(() => valuesOf('a.b=1,,2')).toThrow(/empty value/)
    expect(valuesOf('a.b=0.1:0.7:7').values.at(-1)).toBe(0.7)
    expect(valuesOf('a.b=::').values).toEqual(['::'])
  })

  it('keeps JSON values whole, commas and all', async () => {
    const list = '{"type":"constant","valueMs":3},{"type":"empirical","valuesMs":[1,2]}'
    expect(valuesOf(`a.b=${list}`).values).toEqual(JSON.parse(`[${list}]`))
    expect(valuesOf('a.b="x,\\"y",[1,[2,3]],z').values).toEqual(['x,"y', [1, [2, 3]], 'z'])
    expect(() => valuesOf('a.b={"type":"constant"')).toThrow(/is not JSON/)
    const setting = 'blocks.app.params.serviceTime={"type":"constant","valueMs":3},{"type":"exponential","meanMs":2}'
    expect(await sweep([fileOf('fine.json'), '--set', setting])).toBe(0)
    expect(printed()).toMatchObject([{ value: { type: 'constant' } }, { value: { type: 'exponential' } }])
  })

  it('runs every combination of two parameters', async () => {
    const second = '--set=blocks.source.params.arrivals.ratePerSecond=20:40:2'
    expect(await sweep([fileOf('fine.json'), '--set', 'blocks.app.params.workers=1,2', second])).toBe(0)
    expect((printed() as { value: number[] }[]).map(({ value }) => value)).toEqual([
      [1, 20],
      [1, 40],
      [2, 20],
      [2, 40],
    ])
  })

  it('says at which value an objective was missed', async () => {
    const file = fileOf('slow.json', { objectives: [{ measure: 'requests.latencyMs.p50', below: 3 }] })
    expect(await sweep([file, '--set', 'blocks.app.params.serviceTime.valueMs=1,5'])).toBe(1)
    expect(complaint()).toMatch(/^5: objective missed: requests\.latencyMs\.p50 is 5/)
  })

  it.each([
    ['no parameter', [], /--set is given 0 times/],
    ['three parameters', ['--set', 'a=1', '--set', 'b=1', '--set', 'c=1'], /--set is given 3 times/],
    ['one parameter twice', ['--set', 'a=1', '--set', 'a=2'], /names a twice/],
    ['an option without a value', ['--set'], /--set has no value/],
    ['a value out of range', ['--set', 'blocks.app.params.workers=0:4:3'], /blocks\.app\.params\.workers: 0 .*use /],
  ])('ends with 2 for %s', async (_, options, message) => {
    expect(await sweep([fileOf('fine.json'), ...options])).toBe(2)
    expect(output).not.toHaveBeenCalled()
    expect(complaint()).toMatch(message)
  })

  it('ends with 2 for a path that leads nowhere', async () => {
    expect(await sweep([fileOf('fine.json'), '--set', 'blocks.app.params.nothing=1,2'])).toBe(2)
    expect(complaint()).toMatch(/nothing/)
  })
})

describe('compare', () => {
  it('prints paired differences', async () => {
    const faster = fileOf('faster.json', {
      blocks: [
        { id: 'source', kind: 'traffic-source' },
        { id: 'app', kind: 'service', params: { serviceTime: { type: 'constant', valueMs: 2 } } },
      ],
    })
    expect(await compare([fileOf('fine.json'), faster, '--replications', '3'])).toBe(0)
    const { differences } = printed() as {
      differences: { [measure: string]: { difference: number; halfWidth: number } }
    }
    expect(differences['requests.latencyMs.mean']?.difference).toBeCloseTo(-2, 1)
    expect(differences['requests.offered']).toMatchObject({ difference: 0, halfWidth: 0 })
  })

  it('says what it comes to, and how runs ended', async () => {
    expect(await compare([fileOf('fine.json'), fileOf('stuck.json', STUCK), '--replications', '2'])).toBe(1)
    const { outcomes, verdicts } = printed() as { outcomes: unknown; verdicts: string[] }
    expect(outcomes).toEqual({ a: { completed: 2 }, b: { stuck: 2 } })
    expect(verdicts[0]).toMatch(/^B got stuck in 2 of 2 runs/)
    expect(complaint()).toMatch(/\nB: outcome stuck in 2 of 2 runs at second/)
  })

  it('ends with 1 when a design misses an objective, and says which', async () => {
    const strict = fileOf('strict.json', { objectives: [{ measure: 'requests.latencyMs.p99', below: 1 }] })
    expect(await compare([fileOf('fine.json'), strict])).toBe(1)
    expect(complaint()).toMatch(/^B: objective missed: requests\.latencyMs\.p99/)
  })

  it('warns when the two do not count the same requests', async () => {
    const longer = fileOf('longer.json', { scenario: { durationMs: 6000, warmupMs: 500 } })
    expect(await compare([fileOf('fine.json'), longer])).toBe(0)
    expect(complaint()).toMatch(/A counts requests from 500 to 5000 ms, B from 500 to 6000 ms/)
    complaints.mockClear()
    await compare([fileOf('fine.json'), longer, '--duration', '4000'])
    expect(complaints).not.toHaveBeenCalled()
  })

  it('ends with 2 for a single design', async () => {
    expect(await compare([fileOf('fine.json')])).toBe(2)
  })
})

describe('load-sweep', () => {
  it('prints a point for each load, with theory where there is one', async () => {
    expect(await loadSweep([fileOf('fine.json'), '--loads', '20:60:3'])).toBe(0)
    expect(printed()).toMatchObject({ unit: '1/s', points: [{ load: 20 }, { load: 40 }, { load: 60 }] })
  })

  it('ends with 1 when runs get stuck, and says at which load', async () => {
    expect(await loadSweep([fileOf('stuck-sweep.json', STUCK), '--loads', '10,20'])).toBe(1)
    expect(complaint()).toMatch(/load 10: outcome stuck in 1 of 1 runs\nload 20: outcome stuck in 1 of 1 runs/)
  })

  it('takes loads around the present one by itself', async () => {
    expect(await loadSweep([fileOf('fine.json')])).toBe(0)
    const loads = (printed() as { points: { load: number }[] }).points.map(({ load }) => load)
    expect(loads).toHaveLength(15)
    expect([loads[0], loads.at(-1)]).toEqual([expect.closeTo(10, 9), expect.closeTo(150, 9)])
  })

  it.each(['many', '0:10:3', '-5,5'])('ends with 2 for loads of %s', async (loads) => {
    expect(await loadSweep([fileOf('fine.json'), '--loads', loads])).toBe(2)
    expect(complaint()).toMatch(/--loads is .*numbers above 0/)
  })
})

describe('capacity', () => {
  const options = ['--from', '20', '--to', '40', '--width', '0.6', '--within', '1000', '--replications', '1']

  it('searches with the first fault of the design, or with a trigger of its own', async () => {
    const trigger = '{"type":"pause","target":"app","atMs":500,"forMs":100}'
    expect(await capacity([fileOf('fine.json'), '--trigger', trigger, ...options])).toBe(0)
    expect(printed()).toMatchObject({ recoversAt: 40, staysDownAt: null, verdict: expect.stringMatching(/every load/) })
  })

  it.each([
    ['no trigger', [], /scenario\.faults: the design has no fault/],
    ['a trigger that is not JSON', ['--trigger', 'pause'], /--trigger is not JSON/],
    ['a trigger of no kind', ['--trigger', '{"type":"paus","target":"app"}'], /--trigger\.type: "paus"/],
    ['a trigger that aims at nothing', ['--trigger', '{"type":"pause","target":"nobody"}'], /--trigger\.target/],
  ])('ends with 2 for %s', async (_, trigger, message) => {
    expect(await capacity([fileOf('fine.json'), ...trigger, ...options])).toBe(2)
    expect(complaint()).toMatch(message)
  })

  it('ends with 2 for a range without loads', async () => {
    const trigger = '{"type":"pause","target":"app","atMs":500,"forMs":100}'
    expect(await capacity([fileOf('fine.json'), '--trigger', trigger, '--from', '30', '--to', '20'])).toBe(2)
    expect(complaint()).toMatch(/load: 30 to 20 is no range/)
  })
})

describe('intervals', () => {
  it('prints a line for each figure over replications', async () => {
    expect(await intervals([fileOf('fine.json'), '--replications', '3'])).toBe(0)
    const lines = output.mock.calls.map(([line]) => String(line))
    expect(lines[0]).toBe('95 % intervals from 3 replications on seeds 1 to 3')
    expect(lines.find((line) => line.startsWith('requests.latencyMs.p50'))).toMatch(/ {2}[\d.]+ ± [\d.e-]+$/)
    expect(lines.find((line) => line.startsWith('requests.latencyMs.p999'))).toMatch(/too few samples/)
    expect(lines.some((line) => line.startsWith('blocks'))).toBe(false)
  })

  it('names the seeds, which go round', async () => {
    await intervals([fileOf('fine.json'), '--replications', '3', '--seed', '4294967294'])
    expect(output.mock.calls[0]?.[0]).toMatch(/on seeds 4294967294 to 0$/)
  })

  it('prints those of a single run, or why it has none', async () => {
    await intervals([fileOf('fine.json'), '--replications', '1', '--duration', '20000'])
    expect(output.mock.calls[0]?.[0]).toMatch(/^95 % intervals from one run, \d+ batches of \d+ requests/)
    output.mockClear()
    const fault = { atMs: 1000, forMs: 100, target: 'app', type: 'pause' }
    const broken = fileOf('fault.json', { scenario: { durationMs: 5000, faults: [fault] } })
    await intervals([broken, '--replications', '1'])
    expect(output.mock.calls[0]?.[0]).toMatch(/^no intervals from one run: load or faults change/)
  })

  it('prints blocks and connections too when asked to', async () => {
    await intervals([fileOf('fine.json'), '--replications', '2', '--all'])
    const lines = output.mock.calls.map(([line]) => String(line))
    expect(lines.some((line) => line.startsWith('blocks.app.utilisation'))).toBe(true)
    expect(lines.some((line) => line.startsWith('connections.wire.attempts'))).toBe(true)
  })
})
