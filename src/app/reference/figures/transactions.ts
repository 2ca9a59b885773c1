/** A transaction over several services, one of which refuses or falls silent. */
import { transactionProtocols } from '../../../algorithms/transactions/registry'
import {
  ABORTED,
  COMMITTED,
  type Coordinator,
  DONE,
  REFUSED,
  REQUESTS,
  type Reply,
  type Request,
  TIMED_OUT,
  type TransactionProtocol,
} from '../../../algorithms/transactions/transactions'
import { choice, field, integer } from '../../../lib/schema'
import type { Cell, Chart } from '../chart'
import { type Chosen, counted, figure, made } from './figure'

const inputs = {
  participants: field(1, 'Services', 'That take part.', integer('count', 3, { min: 1, max: 6 })),
  culprit: field(
    2,
    'Trouble at',
    'The number of the service that makes trouble.',
    integer('count', 2, { min: 1, max: 6 }),
  ),
  trouble: field(
    3,
    'It',
    'What it does when it is first asked.',
    choice(
      [
        { id: 'nothing', number: 1, label: 'does as it is asked' },
        { id: 'refuses', number: 2, label: 'refuses' },
        { id: 'silent', number: 3, label: 'does not answer once' },
        { id: 'mute', number: 4, label: 'does not answer for 4 rounds' },
      ],
      'refuses',
    ),
  ),
} as const

interface Values {
  readonly participants: number
  readonly culprit: number
  readonly trouble: string
}

const WORDS: ReadonlyMap<number, string> = new Map(Object.entries(REQUESTS).map(([word, code]) => [code, spaced(word)]))
const ANSWERS: ReadonlyMap<Reply, { word: string; tone: 'ok' | 'fail' | 'slow' }> = new Map([
  [DONE, { word: 'done', tone: 'ok' as const }],
  [REFUSED, { word: 'refused', tone: 'fail' as const }],
  [TIMED_OUT, { word: 'no answer', tone: 'slow' as const }],
])
const MOST_ROUNDS = 14

export const transactions = figure({
  id: 'coordinators',
  family: 'transactions',
  title: 'What the coordinator asks, round by round',
  caption:
    'In each round the coordinator asks whom it has something to ask, and hears the answers. Protocols differ in how many rounds it takes, and in what is left to undo.',
  inputs,
  members: transactionProtocols,
  isFixed: true,
  run: ({ values, chosen }) => chosen.map((one) => storyOf(one, values)),
})

function storyOf(chosen: Chosen, values: Values): Chart {
  const coordinator = made<TransactionProtocol>(chosen).begin(values.participants)
  const columns = ['Round', ...Array.from({ length: values.participants }, (_, i) => `Service ${i + 1}`)]
  const rows: { cells: Cell[] }[] = []
  let messages = 0
  for (let round = 1; round <= MOST_ROUNDS && !coordinator.isFinished; round++) {
    const { cells, asked } = askAll(coordinator, round, values)
    if (asked === 0) break
    messages += asked
    rows.push({ cells: [String(round), ...cells] })
  }
  return {
    kind: 'table',
    title: `${chosen.member.label}: ${outcomeOf(coordinator)} after ${counted(rows.length, 'round')}, ${counted(messages, 'request')}`,
    columns,
    rows,
  }
}

/** Asks everybody what there is to ask at the start of a round, then hands the answers in. */
function askAll(coordinator: Coordinator, round: number, values: Values): { cells: Cell[]; asked: number } {
  const requests = Array.from({ length: values.participants }, (_, i) => coordinator.request(i))
  let asked = 0
  const cells = requests.map((request, i): Cell => {
    if (request === REQUESTS.nothing) return ''
    asked++
    const reply = replyOf(request, i + 1 === values.culprit, round, values.trouble)
    // The answers of others may have changed what is wanted; an answer to an older question must not be handed in.
    if (coordinator.request(i) === request) coordinator.reply(i, reply)
    const answer = ANSWERS.get(reply)
    return { text: `${WORDS.get(request) ?? ''}: ${answer?.word ?? ''}`, tone: answer?.tone ?? 'plain' }
  })
  return { cells, asked }
}

/** Only the first thing that is asked of a service can be refused. */
function replyOf(request: Request, isCulprit: boolean, round: number, trouble: string): Reply {
  if (!isCulprit) return DONE
  const isFirst = request === REQUESTS.prepare || request === REQUESTS.try || request === REQUESTS.act
  if (trouble === 'refuses') return isFirst ? REFUSED : DONE
  if (trouble === 'silent') return isFirst ? TIMED_OUT : DONE
  if (trouble === 'mute') return round <= 4 ? TIMED_OUT : DONE
  return DONE
}

function outcomeOf({ outcome, isFinished }: Coordinator): string {
  const word = outcome === COMMITTED ? 'committed' : outcome === ABORTED ? 'aborted' : 'undecided'
  return isFinished ? word : `${word}, not finished`
}

function spaced(word: string): string {
  return word.replace(/([A-Z])/g, (letter) => `-${letter.toLowerCase()}`)
}
