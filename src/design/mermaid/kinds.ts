/**
 * Guesses what the nodes of a diagram are, from their words and shapes and from what they are connected to.
 *
 * How: each kind has a score at each node: for phrases that blocks of that kind are known by, most for one at the end of the
 * label ("order queue worker" is a worker), less for one in the id, an icon or a class; for the shape; and a little for being
 * able to be connected in many ways. Connections that a kind does not allow count against it. Starting from what each node
 * looks like by itself, nodes take what fits best to their neighbours, a few times round.
 * Cost: proportional to nodes and connections times kinds.
 */
import { type AnyBlock, canConnect, type DiagramWords } from '../../blocks/block'
import { BLOCKS } from '../../blocks/registry'
import type { FlowEdge, FlowNode } from './flowchart'
import { labelText } from './labels'

/** How sure a guess is. */
export type Confidence = 'sure' | 'likely' | 'unsure'

/** The kind a node was taken for. */
export interface KindGuess {
  kind: string
  /** What spoke for it, in a few words. */
  why: string
  confidence: Confidence
  /** Other kinds, the likelier ones first. */
  alternatives: string[]
}

const modules = import.meta.glob<{ words: DiagramWords }>('../../blocks/*/words.ts', { eager: true })

const WORDS = new Map(
  Object.entries(modules).map(([path, module]) => [path.split('/').at(-2) ?? '', module.words] as const),
)

/** What a kind is known by. */
interface Look {
  readonly block: AnyBlock
  readonly phrases: readonly { readonly text: string; readonly isWeak: boolean }[]
  readonly shapes: readonly string[]
}

const LOOKS: readonly Look[] = BLOCKS.map((block) => {
  const words = WORDS.get(block.id)
  const all = [block.name.toLowerCase(), ...(words?.phrases.split(', ') ?? [])]
  const phrases = all.map((text) => ({ text: text.replace('?', ''), isWeak: text.endsWith('?') }))
  return { block, phrases, shapes: words?.shapes.split(' ') ?? [] }
})

/** Points for a phrase in the label; more when it ends the label, and when it is all of it. */
const PHRASE = 3
const AT_END = 2
const WHOLE = 1
/** Share of that for phrases that say little. */
const WEAK = 0.5
/** Shares for phrases elsewhere. */
const IN_DETAIL = 0.8
const IN_ID = 0.6
const IN_ICON = 0.8
const SHAPE = 1.5
/** Points for a block that starts requests where nothing calls it and it calls something. */
const FIRST = 1.2
/** Points taken for each connection that the ports do not allow. */
const MISFIT = 4
/** Points for each role that the ports have, which decides where nothing else does. */
const ROLE = 0.05
const ROUNDS = 4

/** Points of one kind at one node, and what they were for. */
interface Score {
  points: number
  why: string
  best: number
}

/** The kinds of nodes, given the connections between them. `known` are the kinds that need no guess. */
export function guessKinds(
  nodes: readonly FlowNode[],
  edges: readonly FlowEdge[],
  known: ReadonlyMap<string, string>,
): Map<string, KindGuess> {
  const callers = neighbours(edges, ({ from, to }) => [to, from])
  const callees = neighbours(edges, ({ from, to }) => [from, to])
  const scores = new Map<string, Score[]>()
  const chosen = new Map<string, number>()
  const indexOf = new Map(LOOKS.map(({ block }, index) => [block.id, index]))
  for (const node of nodes) {
    const isFirst = !callers.has(node.id) && callees.has(node.id)
    const clues = cluesOf(node)
    const own = LOOKS.map((look) => scoreOf(look, node, clues, isFirst))
    scores.set(node.id, own)
    chosen.set(node.id, indexOf.get(known.get(node.id) ?? '') ?? bestOf(own.map(({ points }) => points)))
  }
  const inPlace = (id: string, index: number): number => {
    const { block } = LOOKS[index] as Look
    const kindOf = (other: string): AnyBlock => (LOOKS[chosen.get(other) ?? 0] as Look).block
    const misfits =
      (callers.get(id)?.filter((caller) => !canConnect(kindOf(caller), block)).length ?? 0) +
      (callees.get(id)?.filter((callee) => !canConnect(block, kindOf(callee))).length ?? 0)
    return (scores.get(id)?.[index]?.points ?? 0) - MISFIT * misfits
  }
  const free = nodes.filter((node) => !known.has(node.id))
  for (let round = 0; round < ROUNDS; round++) {
    for (const { id } of free) chosen.set(id, bestOf(LOOKS.map((_, index) => inPlace(id, index))))
  }
  return new Map(
    free.map(({ id }) => {
      const points = LOOKS.map((_, index) => inPlace(id, index))
      return [id, guessOf(scores.get(id) ?? [], chosen.get(id) ?? 0, points)]
    }),
  )
}

function guessOf(own: readonly Score[], index: number, inPlace: readonly number[]): KindGuess {
  const { why, best } = own[index] as Score
  const strongest = Math.max(...own.map((score) => score.best))
  const isOwnChoice = best > 0 && best === strongest
  const order = LOOKS.map((_, other) => other)
    .filter((other) => other !== index)
    .sort((a, b) => (inPlace[b] ?? 0) - (inPlace[a] ?? 0) || a - b)
  return {
    kind: (LOOKS[index] as Look).block.id,
    why: best > 0 ? why : 'what it is connected to',
    confidence: isOwnChoice && best >= PHRASE ? 'sure' : isOwnChoice ? 'likely' : 'unsure',
    alternatives: order.map((other) => (LOOKS[other] as Look).block.id),
  }
}

/** Where words about a node stand. */
interface Clue {
  readonly words: string
  readonly share: number
  readonly why: (phrase: string) => string
}

function cluesOf(node: FlowNode): Clue[] {
  const { lines, icons } = labelText(node.label ?? node.id)
  const [first = ''] = lines
  const byWord = (phrase: string): string => `the word "${phrase}"`
  return [
    { words: wordsOf(first), share: 1, why: byWord },
    // A name such as ZooKeeper is one word, too.
    { words: wordsOf(first.toLowerCase()), share: 1, why: byWord },
    { words: wordsOf(lines.slice(1).join(' ')), share: IN_DETAIL, why: byWord },
    { words: wordsOf(node.id), share: IN_ID, why: (phrase) => `"${phrase}" in its id` },
    { words: wordsOf(node.style), share: IN_ID, why: (phrase) => `"${phrase}" in its class` },
    ...icons.slice(0, 3).map((icon) => ({ words: wordsOf(icon), share: IN_ICON, why: () => `its icon "${icon}"` })),
  ]
}

function scoreOf({ block, phrases, shapes }: Look, node: FlowNode, clues: readonly Clue[], isFirst: boolean): Score {
  let said = 0
  let why = ''
  for (const { words, share, why: reason } of clues) {
    for (const { text, isWeak } of words === '' ? [] : phrases) {
      const points = (isWeak ? WEAK : 1) * share * phrasePoints(text, words)
      if (points <= said) continue
      said = points
      why = reason(text)
    }
  }
  const shape = node.shape !== null && node.shape !== 'rectangle' && shapes.includes(node.shape) ? SHAPE : 0
  const first = block.inPort === null && isFirst ? FIRST : 0
  const roles = (block.inPort?.roles.length ?? 0) + (block.outPort?.roles.length ?? 0)
  if (shape > 0) why = why === '' ? 'its shape' : `${why}, its shape`
  if (first > 0) why = why === '' ? 'nothing calls it' : `${why}, nothing calls it`
  const clear = said + shape + first
  return { points: clear + ROLE * roles, why, best: clear }
}

/** Points for a phrase in words; longer phrases say more: "lock server" is no server. */
function phrasePoints(phrase: string, words: string): number {
  const at = words.lastIndexOf(phrase)
  if (at < 0) return 0
  const after = at + phrase.length
  const isWhole = (at === 0 || words[at - 1] === ' ') && (after === words.length || words[after] === ' ')
  if (!isWhole && !/\p{Script=Han}/u.test(phrase)) return 0
  return PHRASE + 0.1 * phrase.length + (after === words.length ? AT_END : 0) + (words === phrase ? WHOLE : 0)
}

/** Lower-case words with single spaces: `OrdersDB_2` is "orders db 2". */
function wordsOf(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+|(?<=\p{L})(?=\p{N}+(?:[^\p{L}\p{N}]|$))/gu, ' ')
    .replace(/ \d+$/, '')
    .trim()
}

function bestOf(points: readonly number[]): number {
  return points.indexOf(Math.max(...points))
}

function neighbours(edges: readonly FlowEdge[], ends: (edge: FlowEdge) => [string, string]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const edge of edges) {
    const [id, other] = ends(edge)
    const list = found.get(id)
    if (list) list.push(other)
    else found.set(id, [other])
  }
  return found
}
