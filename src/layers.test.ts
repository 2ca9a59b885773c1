/**
 * Holds every import of the source against the table of who may import whom, and looks for ids of blocks and algorithms that are
 * spelt out where they should come from a definition.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { BLOCKS } from './blocks/registry'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

interface Source {
  path: string
  text: string
}

interface Import {
  from: string
  /** Path below the root for our own files, the name of the package otherwise. */
  to: string
  isOurs: boolean
  isTypeOnly: boolean
  isLazy: boolean
}

const SOURCES = ['src', 'workers', 'e2e'].flatMap(sourcesBelow)
const IMPORTS = SOURCES.flatMap(importsOf)

function sourcesBelow(folder: string): Source[] {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

function importsOf({ path, text }: Source): Import[] {
  const found: Import[] = []
  const add = (specifier: string, isTypeOnly: boolean, isLazy: boolean): void => {
    const bare = specifier.replace(/\?.*$/, '')
    const isOurs = bare.startsWith('.')
    const to = isOurs
      ? relative(root, resolve(root, dirname(path), bare))
          .split(sep)
          .join('/')
      : bare
    found.push({ from: path, to, isOurs, isTypeOnly, isLazy })
  }
  for (const match of text.matchAll(/^(?:import|export)\s+(type\s)?[^'"`;=()]*?from\s+'([^']+)'/gm)) {
    add(match[2] ?? '', match[1] !== undefined, false)
  }
  for (const match of text.matchAll(/^import\s+'([^']+)'/gm)) add(match[1] ?? '', false, false)
  for (const match of text.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g)) add(match[1] ?? '', false, true)
  for (const match of text.matchAll(/\bimport\.meta\.glob(?:<[^()]*>)?\(\s*'([^']+)'/g))
    add(match[1] ?? '', false, true)
  return found
}

const BELOW_APP = ['lib', 'algorithms', 'engine', 'blocks', 'design', 'simulation']
const isTest = (path: string): boolean => /\.test\.tsx?$|\/testing\/|\.bench\.ts$/.test(path)
/** Driven by the conformance runner and tests only. */
const isCheck = (path: string): boolean => isTest(path) || path.endsWith('/conformance.ts')

function layerOf(path: string): string {
  const [top = '', second = ''] = path.split('/')
  return top === 'src' ? second : top
}

/** The folder of one block, or undefined. */
function blockFolder(path: string): string | undefined {
  return /^src\/blocks\/(?!parts\/)([^/]+)\//.exec(path)?.[1]
}

/** What is wrong with an import between two files of ours, or undefined. */
function misplaced({ from, to, isTypeOnly, isLazy }: Import): string | undefined {
  const target = layerOf(to)
  const allow = (...layers: string[]): string | undefined => {
    return layers.includes(target) ? undefined : `${layerOf(from)} may not import ${target}`
  }
  switch (layerOf(from)) {
    case 'lib':
      return allow('lib')
    case 'algorithms':
      return allow('lib', 'algorithms')
    case 'engine':
      return allow('lib', 'engine')
    case 'blocks':
      return (
        misplacedInBlocks(from, to) ??
        (from.endsWith('/face.tsx') && to.startsWith('src/app/ui/')
          ? undefined
          : allow('lib', 'algorithms', 'engine', 'blocks'))
      )
    case 'design':
      if (/\/behaviour$|\/face$|^src\/blocks\/parts\//.test(to))
        return 'design may import the definitions of blocks only'
      return allow('lib', 'algorithms', 'blocks', 'design')
    case 'simulation':
      return allow('lib', 'algorithms', 'engine', 'blocks', 'design', 'simulation')
    case 'cli':
    case 'bench':
      return allow(...BELOW_APP, 'cli', 'bench')
    case 'workers':
      return to === 'src/app/reference/figures/run-figure' ? undefined : allow('simulation')
    case 'app':
      if (target === 'workers')
        return /^src\/app\/(?:simulation-client|reference\/figure-client|experiments\/experiment-client)\.ts$/.test(
          from,
        )
          ? undefined
          : 'only the clients may reach workers'
      if (target === 'algorithms')
        return from.startsWith('src/app/reference/') || isLazy ? undefined : 'app may not load algorithms'
      if (target === 'simulation' && !isTypeOnly && !/\/(report|protocol)$/.test(to)) return 'app may not simulate'
      if (/\/behaviour$/.test(to)) return 'app may not import behaviours'
      return allow('lib', 'blocks', 'design', 'simulation', 'app')
    case 'e2e':
      if (to === 'src/app/test-ids' || /^src\/blocks\/(?:block|registry)$|^src\/design\/examples\//.test(to))
        return undefined
      return allow('e2e', 'simulation')
    default:
      return `${from} belongs to no layer`
  }
}

function misplacedInBlocks(from: string, to: string): string | undefined {
  if (layerOf(to) !== 'blocks' && layerOf(to) !== 'engine') return undefined
  const own = blockFolder(from)
  const other = blockFolder(`${to}/`) ?? blockFolder(to)
  if (
    own !== undefined &&
    other !== undefined &&
    other !== own &&
    !['block', 'behaviour', 'registry'].includes(other)
  ) {
    return 'a block may not import another block'
  }
  const isDefinition = /\/block\.ts$|^src\/blocks\/registry\.ts$/.test(from)
  if (isDefinition && (layerOf(to) === 'engine' || /\/behaviour$/.test(to)))
    return 'a definition may not import behaviour'
  return undefined
}

/** Packages that a layer may import. */
const PACKAGES: { readonly [layer: string]: RegExp } = {
  cli: /^node:/,
  bench: /^node:/,
  workers: /^comlink$/,
  app: /^(?!node:)/,
  e2e: /^(?:node:|@playwright\/test$|@axe-core\/playwright$)/,
}

describe('imports', () => {
  it('were all seen', () => {
    // Counted in another way: by lines, whatever statement they belong to.
    const lines = SOURCES.flatMap(({ text }) => text.split('\n'))
    const statics = lines.filter((line) =>
      /^(?:import\b|export\b|\}).*\sfrom '[^']+'(?: with \{.*\})?$|^import '[^']+'$/.test(line),
    ).length
    const lazy = lines.filter((line) => /\bimport\('/.test(line) || /\bimport\.meta\.glob\b/.test(line)).length
    expect(statics).toBeGreaterThan(300)
    expect(IMPORTS.filter((entry) => !entry.isLazy)).toHaveLength(statics)
    // This file's own patterns are two more lines.
    expect(IMPORTS.filter((entry) => entry.isLazy).length).toBeGreaterThanOrEqual(lazy - 4)
  })

  it('keep to the table', () => {
    const wrong = IMPORTS.filter(({ from, isOurs }) => isOurs && !isCheck(from)).flatMap((entry) => {
      const problem = misplaced(entry)
      return problem === undefined ? [] : [`${entry.from} → ${entry.to}: ${problem}`]
    })
    expect(wrong).toEqual([])
  })

  it('of packages keep to the layers that may have them', () => {
    const wrong = IMPORTS.filter(({ from, to, isOurs }) => {
      if (isOurs || isTest(from)) return false
      if (/^src\/blocks\/[^/]+\/face\.tsx$/.test(from)) return !/^react/.test(to)
      return !PACKAGES[layerOf(from)]?.test(to)
    })
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([])
  })

  it('of ours lead to files that nothing but tests would miss', () => {
    const checks = IMPORTS.filter(({ from, to, isOurs }) => isOurs && !isCheck(from) && /\.test$|\/testing\//.test(to))
    expect(checks).toEqual([])
  })

  it('that break the table would be noticed', () => {
    const entry = (from: string, to: string): Import => ({ from, to, isOurs: true, isTypeOnly: false, isLazy: false })
    expect(misplaced(entry('src/lib/heap.ts', 'src/engine/engine'))).toBeDefined()
    expect(misplaced(entry('src/app/App.tsx', 'src/simulation/run'))).toBeDefined()
    expect(misplaced(entry('src/blocks/cache/behaviour.ts', 'src/blocks/service/plan'))).toBeDefined()
    expect(misplaced(entry('src/blocks/cache/block.ts', 'src/engine/engine'))).toBeDefined()
    expect(misplaced(entry('src/design/schema.ts', 'src/blocks/cache/behaviour'))).toBeDefined()
  })
})

/** Algorithms by family, from whatever lists of members the registries export. */
const ALGORITHMS = Object.entries(
  import.meta.glob<{ [name: string]: unknown }>('./algorithms/*/registry.ts', { eager: true }),
).flatMap(([path, exports]) => {
  const family = path.split('/')[2] ?? ''
  const members = Object.values(exports).filter(Array.isArray).flat() as { id?: unknown; formula?: unknown }[]
  return members.flatMap(({ id, formula }) => (typeof id === 'string' && formula !== undefined ? [{ id, family }] : []))
})

/**
 * Ids that are also ordinary words of ours, so that seeing them quoted says nothing: shapes of distributions and arrivals,
 * causes of failure, names of fields and figures.
 */
const HOMONYMS = new Set(['exponential', 'random', 'fixed', 'deadline', 'priority', 'clock'])

describe('ids', () => {
  // Examples and defaults of parameters are design data wherever they stand.
  const sources = SOURCES.filter(({ path }) => {
    return !isCheck(path) && path.startsWith('src/') && !path.startsWith('src/design/examples/')
  }).map(({ path, text }) => ({ path, text: withoutDesignData(text) }))

  it.each(BLOCKS.map((block) => block.id))('the kind %s is spelt out in its own folder only', (id) => {
    expect(placesOf(sources, id, `src/blocks/${id}/`)).toEqual([])
  })

  it('of algorithms are spelt out in the folder of their family only', () => {
    expect(ALGORITHMS.length).toBeGreaterThan(30)
    const ids = new Set(ALGORITHMS.map(({ id }) => id).filter((id) => !HOMONYMS.has(id)))
    const leaks = [...ids].flatMap((id) => {
      const homes = ALGORITHMS.filter((member) => member.id === id).map(({ family }) => `src/algorithms/${family}/`)
      return placesOf(sources, id, ...homes).map((path) => `'${id}' in ${path}`)
    })
    expect(leaks).toEqual([])
  })

  it('that leak out would be noticed, however they are quoted, and words that only look like ids are ids of ours', () => {
    const stranger = (text: string): Source[] => [{ path: 'src/app/Page.tsx', text: withoutDesignData(text) }]
    for (const { id, family } of ALGORITHMS) {
      const home = `src/algorithms/${family}/`
      for (const quote of ["'", '"', '`']) {
        const leak = stranger(`if (kind === ${quote}${id}${quote}) return 1`)
        expect(placesOf(leak, id, home), id).toEqual(['src/app/Page.tsx'])
      }
      expect(placesOf([{ path: `${home}part.ts`, text: `'${id}'` }], id, home)).toEqual([])
      expect(placesOf(stranger(`// '${id}' in a comment`), id, home)).toEqual([])
    }
    for (const word of HOMONYMS) expect(ALGORITHMS.map(({ id }) => id)).toContain(word)
  })

  function placesOf(among: readonly Source[], id: string, ...homes: string[]): string[] {
    const quoted = new RegExp(`['"\`]${id}['"\`]`)
    return among
      .filter(({ path, text }) => !homes.some((home) => path.startsWith(home)) && quoted.test(text))
      .map(({ path }) => path)
  }
})

/** Without comments, examples and defaults. */
function withoutDesignData(text: string): string {
  return text
    .replace(/^\s*\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    .replace(/^ {2}example: \{[\s\S]*?^ {2}\},$/gm, '')
    .replace(/\bdefault\w*\s*[:=(][^\n]*/gi, '')
}
