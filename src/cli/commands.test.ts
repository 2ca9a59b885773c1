import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { main as compare } from './compare'
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

  it('ends with 2 for a single design', async () => {
    expect(await compare([fileOf('fine.json')])).toBe(2)
  })
})
