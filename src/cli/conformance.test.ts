import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ConformanceAdapter } from '../algorithms/conformance'
import { ADAPTERS, main, runFolder } from './conformance'

/** Doubles numbers: a case passes when `out` is twice `in`; one without `in` cannot be read. */
const doubling: ConformanceAdapter = {
  vectors: 'dbl',
  members: [],
  run: (file, load) => {
    const cases = (file['from'] ? load(String(file['from'])) : file)['list'] as { in?: number; out: number }[]
    return cases.map((entry, index) => {
      if (entry.in === undefined) return { id: String(index), status: 'unread' }
      const isRight = entry.in * 2 === entry.out
      return isRight
        ? { id: String(index), status: 'passed' }
        : { id: String(index), status: 'failed', message: 'wrong' }
    })
  },
}

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vectors-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
  vi.restoreAllMocks()
})

function write(name: string, data: object | string): void {
  writeFileSync(join(folder, name), typeof data === 'string' ? data : JSON.stringify(data))
}

function figures(): [string, number, number, number][] {
  return runFolder(folder, [doubling]).map(({ file, passed, failed, skipped }) => [file, passed, failed, skipped])
}

describe('the conformance runner', () => {
  it('counts what passed, failed and could not be read', () => {
    write('dbl.json', { list: [{ in: 1, out: 2 }, { in: 2, out: 5 }, { out: 1 }] })
    expect(figures()).toEqual([['dbl.json', 1, 1, 1]])
  })

  it('skips no file in silence: one without an adapter counts its cases as skipped', () => {
    write('other.json', { cases: [{}, {}] })
    write('empty.json', {})
    expect(figures()).toEqual([
      ['empty.json', 0, 0, 1],
      ['other.json', 0, 0, 2],
    ])
  })

  it('takes a file of input that another has loaded for what it is', () => {
    write('dbl.json', { from: 'numbers' })
    write('numbers.json', { list: [{ in: 3, out: 6 }] })
    expect(figures()).toEqual([
      ['dbl.json', 1, 0, 0],
      ['numbers.json', 0, 0, 0],
    ])
  })

  it('finds the adapter by the name that the file gives itself, and by the beginning of its name', () => {
    write('more.json', { file: 'dbl.json', list: [{ in: 1, out: 2 }] })
    write('dbl_more.json', { list: [{ in: 1, out: 2 }] })
    expect(figures()).toEqual([
      ['dbl_more.json', 1, 0, 0],
      ['more.json', 1, 0, 0],
    ])
  })

  it('counts a file without cases, one that breaks the adapter and one that is not JSON as failed', () => {
    write('dbl.json', { list: [] })
    write('dbl_broken.json', {})
    write('dbl_text.json', 'oops')
    expect(figures().map(([, , failed]) => failed)).toEqual([1, 1, 1])
  })

  it('fails cases that an adapter passes over, and every case of a file that it breaks on', () => {
    const lazy: ConformanceAdapter = {
      vectors: 'lazy',
      members: [],
      run: (file) => (file['cases'] as string[]).slice(0, 1).map((id) => ({ id, status: 'passed' })),
    }
    const picky: ConformanceAdapter = {
      vectors: 'picky',
      members: [],
      run: (file) =>
        (file['cases'] as (string | null)[]).map((id) => {
          if (id === null) throw new TypeError('no case')
          return { id, status: 'passed' }
        }),
    }
    write('lazy.json', { cases: ['a', 'b', 'c'] })
    write('picky.json', { cases: ['a', null, 'c'] })
    write('picky_none.json', { cases: [null, null] })
    const results = runFolder(folder, [lazy, picky])
    expect(results.map(({ passed, failed }) => [passed, failed])).toEqual([
      [1, 2],
      [2, 1],
      [0, 2],
    ])
    expect(results[0]?.notes).toEqual(['the adapter answers for 1 of 3 cases'])
  })
})

describe('the command', () => {
  it('exits 1 for an empty folder and for a file that nothing reads, 2 for bad arguments', () => {
    vi.spyOn(console, 'log').mockImplementation(() => undefined)
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    expect(main([folder])).toBe(1)
    write('unknown.json', {})
    expect(main([folder])).toBe(1)
    expect(main([join(folder, 'nowhere')])).toBe(2)
    expect(main(['--loud'])).toBe(2)
    expect(main([folder, folder])).toBe(2)
  })

  it('prints one line a file and a total, or JSON', () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    mkdirSync(join(folder, 'sub.d'))
    write('unknown.json', {})
    main([folder])
    expect(log.mock.calls.flat()).toEqual([
      'unknown.json: 0 passed, 0 failed, 1 skipped',
      'total: 0 passed, 0 failed, 1 skipped',
    ])
    main([folder, '--json'])
    expect(JSON.parse(String(log.mock.lastCall?.[0]))).toMatchObject({ total: { passed: 0, failed: 0, skipped: 1 } })
  })
})

it('no two adapters read the same file', () => {
  const names = ADAPTERS.map((adapter) => adapter.vectors)
  expect(names.length).toBeGreaterThan(10)
  expect(new Set(names).size).toBe(names.length)
})
