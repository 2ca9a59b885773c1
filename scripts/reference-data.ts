/**
 * Gathers what the reference page shows: runs while the page is built, with the whole algorithms at hand. Nothing here is written by
 * hand: names, formulas and parameters come from the registries, explanations from the heads of the files, what a family decides
 * from its contract, and the counts from running every recorded case.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CaseResult, ConformanceAdapter, VectorFile } from '../src/algorithms/conformance'
import type { Member } from '../src/algorithms/member'
import type {
  FamilyData,
  FigureData,
  MemberData,
  Note,
  PartData,
  ReferenceData,
  UseData,
  VectorData,
} from '../src/app/reference/data'
import { defaultsFor } from '../src/app/reference/defaults'
import { FIGURES } from '../src/app/reference/figures/registry'
import { BLOCKS } from '../src/blocks/registry'
import { CONNECTION_FIELDS } from '../src/design/connection'
import { ruleText } from '../src/lib/rules'
import type { ChoiceSchema, Fields, Schema } from '../src/lib/schema'

type Registry = { readonly [name: string]: unknown }

const REGISTRIES = import.meta.glob<Registry>('../src/algorithms/*/registry.ts', { eager: true })
const CONFORMANCE = import.meta.glob<{ adapters: ConformanceAdapter[] }>('../src/algorithms/*/conformance.ts', {
  eager: true,
})

/** Everything that the page shows. `root` is the folder of the project. */
export function referenceData(root: string): ReferenceData {
  const uses = usesOfAlgorithms()
  const families = Object.entries(REGISTRIES).map(([path, registry]) => {
    return familyData(join(root, 'src', 'algorithms'), familyOf(path), registry, uses)
  })
  return { families: families.sort((a, b) => (a.name < b.name ? -1 : 1)) }
}

function familyOf(path: string): string {
  return path.split('/').at(-2) ?? ''
}

function familyData(algorithms: string, id: string, registry: Registry, uses: readonly Use[]): FamilyData {
  const folder = join(algorithms, id)
  const heads = readHeads(folder)
  const lists = listsOf(registry)
  const members = lists.flatMap(([list, entries]) => entries.map((member) => memberData(member, list, heads, uses)))
  return {
    id,
    name: capitalised(id.replaceAll('-', ' ')),
    decides: capitalised(
      withoutLinks(heads.get(id)?.comment.split('\n')[0] ?? '').replace(/^Contracts? of .*? family: /, ''),
    ),
    members,
    parts: partsOf(heads),
    vectors: vectorsOf(join(algorithms, 'vectors'), id),
    figures: FIGURES.filter((figure) => figure.family === id).map(figureData),
  }
}

function listsOf(registry: Registry): [name: string, members: readonly Member[]][] {
  const isMember = (value: unknown): boolean => typeof value === 'object' && value !== null && 'formula' in value
  return Object.entries(registry).flatMap(([name, value]) =>
    Array.isArray(value) && value.length > 0 && value.every(isMember) ? [[name, value as Member[]]] : [],
  )
}

function memberData(member: Member, list: string, heads: Heads, uses: readonly Use[]): MemberData {
  const head = [...heads.values()].find(({ code }) => code.includes(`\n  id: '${member.id}',`))
  const { id, label, help, formula, source, sourceUrl, deviations, fields } = member
  return {
    ...{ id, label, help, formula, source, sourceUrl: sourceUrl ?? null, deviations, fields, list },
    rules: (member.rules ?? []).map((rule) => ({ field: rule.field, text: ruleText(rule) })),
    notes: notesOf(head?.comment ?? '').filter(isOfInterest),
    uses: uses.filter(({ variants }) => variants.includes(member)).map(({ use }) => use),
  }
}

// Heads of files

type Heads = ReadonlyMap<string, { readonly comment: string; readonly code: string }>

/** The first comment of every file of a family that is neither test nor check, by name of the file. */
function readHeads(folder: string): Heads {
  const names = readdirSync(folder).filter(
    (name) => /^[a-z0-9-]+\.ts$/.test(name) && !/^conformance|^registry/.test(name),
  )
  return new Map(
    names.sort().map((name) => {
      const code = readFileSync(join(folder, name), 'utf8')
      const comment = /^\/\*\*([\s\S]*?)\*\//.exec(code)?.[1] ?? ''
      const lines = comment.split('\n').map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
      return [name.replace(/\.ts$/, ''), { comment: lines.join('\n').trim(), code }]
    }),
  )
}

/** The passages that begin with a word and a colon, after the first paragraph, which is the summary. */
function notesOf(comment: string): Note[] {
  const notes: { term: string; text: string }[] = []
  const [summary = ''] = comment.split('\n\n')
  for (const line of comment.slice(summary.length).split('\n')) {
    const [, term, text] = /^([A-Z][a-z]+(?: [a-z]+)?): (.*)$/.exec(line) ?? []
    const last = notes.at(-1)
    if (term !== undefined && text !== undefined) notes.push({ term, text })
    else if (last) last.text = `${last.text} ${line}`.trim()
  }
  return notes.map(({ term, text }) => ({ term, text: capitalised(withoutLinks(text)) }))
}

/** What is not said elsewhere on the page, and not for programmers only. */
function isOfInterest({ term, text }: Note): boolean {
  return !/^(?:Source|Deviations|Differs|Throws)$/.test(term) && !(term === 'Randomness' && /^none\b/i.test(text))
}

function partsOf(heads: Heads): PartData[] {
  return [...heads].flatMap(([id, { comment, code }]) => {
    const notes = notesOf(comment)
    const source = notes.find(({ term }) => term === 'Source')
    if (!source || /\n {2}formula:/.test(code)) return []
    const summary = withoutLinks(comment.split('\n\n')[0]?.split('\n').join(' ') ?? '')
    return [{ id, summary, source: source.text, notes: notes.filter(isOfInterest) }]
  })
}

function withoutLinks(text: string): string {
  return text.replace(/\{@link ([^}]+)\}/g, '$1').replace(/`([^`]+)`/g, '$1')
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

// Recorded behaviour

function vectorsOf(folder: string, family: string): VectorData[] {
  const adapters = Object.entries(CONFORMANCE).find(([path]) => familyOf(path) === family)?.[1].adapters ?? []
  const load = (stem: string): VectorFile =>
    JSON.parse(readFileSync(join(folder, `${stem}.json`), 'utf8')) as VectorFile
  return adapters.flatMap((adapter) => {
    const file = load(adapter.vectors)
    const results = resultsOf(adapter, file, load)
    return [
      {
        file: `${adapter.vectors}.json`,
        algorithm: file.algorithm,
        provenance: file.provenance,
        members: adapter.members,
        passed: results.filter(({ status }) => status === 'passed').length,
        cases: results.length,
      },
    ]
  })
}

/** A file whose reading breaks off counts as one case that did not pass: the page then says so. */
function resultsOf(
  ...[adapter, file, load]: [ConformanceAdapter, VectorFile, (stem: string) => VectorFile]
): CaseResult[] {
  try {
    return adapter.run(file, load)
  } catch (error) {
    return [{ id: adapter.vectors, status: 'failed', message: String(error) }]
  }
}

// Where an algorithm can be chosen

interface Use {
  readonly use: UseData
  /** Members that the parameter chooses from. */
  readonly variants: readonly unknown[]
}

const ALL_MEMBERS = Object.values(REGISTRIES).flatMap((registry) => listsOf(registry).flatMap(([, members]) => members))

function usesOfAlgorithms(): Use[] {
  return [
    ...BLOCKS.flatMap((block) => usesIn(block.fields, [], { kind: block.id, owner: block.name })),
    ...usesIn(CONNECTION_FIELDS, [], { kind: null, owner: 'Connection' }),
  ]
}

type Owner = Pick<UseData, 'kind' | 'owner'>

function usesIn(fields: Fields, path: readonly string[], owner: Owner): Use[] {
  return Object.entries(fields).flatMap(([name, field]) => usesOf(field.schema, [...path, name], field.label, owner))
}

function usesOf(schema: Schema, path: readonly string[], label: string, owner: Owner): Use[] {
  switch (schema.kind) {
    case 'nullable':
      return usesOf(schema.inner, path, label, owner)
    case 'object': {
      const member = ALL_MEMBERS.find(({ fields }) => fields === schema.fields)
      return member
        ? [{ use: { ...owner, label, path, is: 'object' }, variants: [member] }]
        : usesIn(schema.fields, path, owner)
    }
    case 'variant':
      return schema.family === undefined
        ? schema.variants.flatMap((variant) => usesIn(variant.fields, path, owner))
        : [{ use: { ...owner, label, path, is: 'variant' }, variants: schema.variants }]
    case 'choice':
      return schema.family === undefined
        ? []
        : [{ use: { ...owner, label, path, is: 'choice' }, variants: membersOf(schema) }]
    default:
      return []
  }
}

/** The members that the options of a choice stand for. */
function membersOf({ family, options }: ChoiceSchema): Member[] {
  const registry = Object.entries(REGISTRIES).find(([path]) => familyOf(path) === family)?.[1] ?? {}
  const members = listsOf(registry).flatMap(([, list]) => list)
  return members.filter(({ id }) => options.some((option) => option.id === id))
}

function figureData(figure: (typeof FIGURES)[number]): FigureData {
  const { id, title, caption, inputs, members, initial } = figure
  return {
    ...{ id, title, caption, inputs },
    isFixed: figure.isFixed ?? false,
    fitted: figure.fitted ?? [],
    members: members.map((member) => ({
      id: member.id,
      params: { ...defaultsFor(member.fields), ...figure.fit?.(member, defaultsFor(inputs) as never) },
    })),
    initial: (initial ?? members).map((member) => member.id),
  }
}
