/** What makes transactions over services work: barriers, events, messages and notifications. */
import { bestEffortNotification } from '../../../algorithms/transactions/best-effort-notification'
import { branchBarrier, OPERATIONS, type Operation } from '../../../algorithms/transactions/branch-barrier'
import {
  type ChoreographedStep,
  choreographedSaga,
  STEP_DONE,
  type StepEvent,
} from '../../../algorithms/transactions/choreographed-saga'
import { outbox } from '../../../algorithms/transactions/outbox'
import { transactionalMessage } from '../../../algorithms/transactions/transactional-message'
import { REQUESTS } from '../../../algorithms/transactions/transactions'
import { SequentialRandom } from '../../../lib/random'
import { choice, field, integer, number } from '../../../lib/schema'
import type { Cell, Chart, TimelineChart } from '../chart'
import { counted, figure, made, type Of } from './figure'

const ORDERS: readonly { readonly label: string; readonly operations: readonly Operation[] }[] = [
  { label: 'as it should be', operations: ['try', 'confirm'] },
  { label: 'the confirm comes twice', operations: ['try', 'confirm', 'confirm'] },
  { label: 'the try got lost', operations: ['cancel'] },
  { label: 'the try comes after its cancel', operations: ['cancel', 'try'] },
  { label: 'all twice', operations: ['try', 'try', 'cancel', 'cancel'] },
]

export const barrier = figure({
  id: 'barrier',
  family: 'transactions',
  title: 'Requests that are lost, late or repeated',
  caption:
    'What reaches a service, in the order in which it comes, and whether its business code runs. A try after its cancel must not run: nobody would ever undo it.',
  inputs: {},
  isFixed: true,
  members: [branchBarrier],
  run: ({ chosen }) =>
    chosen.map((one) => {
      const width = Math.max(...ORDERS.map(({ operations }) => operations.length))
      return {
        kind: 'table' as const,
        columns: ['What happens', ...Array.from({ length: width }, (_, i) => `Request ${i + 1}`)],
        rows: ORDERS.map(({ label, operations }, branch) => {
          const gate = made<Of<typeof branchBarrier>>(one)
          const cells = operations.map((operation): Cell => {
            const runs = OPERATIONS.includes(operation) && gate.enter(branch, operation)
            return { text: `${operation}: ${runs ? 'runs' : 'does nothing'}`, tone: runs ? 'ok' : 'slow' }
          })
          return {
            id: one.member.id,
            cells: [label, ...cells, ...Array.from({ length: width - cells.length }, () => '')],
          }
        }),
      }
    }),
})

const dancing = {
  steps: field(1, 'Services', 'In a row.', integer('count', 4, { min: 1, max: 6 })),
  fails: field(
    2,
    'Fails at',
    'The service that cannot do its step; beyond the last, none does.',
    integer('count', 3, { min: 1, max: 7 }),
  ),
} as const

export const choreography = figure({
  id: 'choreography',
  family: 'transactions',
  title: 'Who reacts to whom',
  caption: 'Each service hears its neighbours. A failure travels back, and each undoes what it did.',
  inputs: dancing,
  isFixed: true,
  members: [choreographedSaga],
  run: ({ values, chosen }) =>
    chosen.map((one): Chart => {
      const create = made<Of<typeof choreographedSaga>>(one)
      const steps = Array.from({ length: values.steps }, (_, i): ChoreographedStep => create(i))
      const rows: { cells: Cell[] }[] = []
      let events: { from: number; event: StepEvent }[] = [{ from: -1, event: STEP_DONE }]
      for (let turn = 1; events.length > 0 && turn <= 2 * values.steps + 1; turn++) {
        const cells: Cell[] = steps.map(() => '')
        const next: typeof events = []
        for (const { from, event } of events) {
          steps.forEach((step, i) => {
            const request = step.hear(from, event)
            if (request === REQUESTS.act) {
              const isDone = i + 1 !== values.fails
              next.push({ from: i, event: step.acted(isDone) })
              cells[i] = isDone ? { text: 'acts', tone: 'ok' } : { text: 'fails', tone: 'fail' }
            } else if (request === REQUESTS.compensate) {
              next.push({ from: i, event: step.compensated() })
              cells[i] = { text: 'undoes', tone: 'slow' }
            }
          })
        }
        if (next.length > 0) rows.push({ cells: [String(turn), ...cells] })
        events = next
      }
      const isUndone = values.fails <= values.steps
      return {
        kind: 'table',
        title: isUndone ? `Service ${values.fails} fails, and those before it undo what they did` : 'All are done',
        columns: ['Turn', ...steps.map((_, i) => `Service ${i + 1}`)],
        rows,
      }
    }),
})

const crashing = {
  events: field(1, 'Transactions', 'Each with an event.', integer('count', 12, { min: 1, max: 40 })),
  rolledBack: field(2, 'Rolled back', 'Share of transactions.', number('share', 0.2, { max: 1 })),
  crashes: field(
    3,
    'Crash',
    'Share of publications after which the relay dies before it has taken note.',
    number('share', 0.25, { max: 0.9 }),
  ),
} as const

export const outboxTable = figure({
  id: 'outbox',
  family: 'transactions',
  title: 'Events that live and die with their transaction',
  caption:
    'An event is there exactly when its transaction is. A crash between publishing and taking note repeats it: at least once, never not at all.',
  inputs: crashing,
  members: [outbox],
  run: ({ values, chosen, seed }) =>
    chosen.map((one) => {
      const table = made<Of<typeof outbox>>(one)
      const random = new SequentialRandom(seed, 70)
      const fates = Array.from({ length: values.events }, (_, id) => {
        const isCommitted = random.uniform() >= values.rolledBack
        table.finishTransaction(id, isCommitted)
        return { isCommitted, times: 0 }
      })
      for (let id = table.next(), turns = 0; id >= 0 && turns < 1000; id = table.next(), turns++) {
        const fate = fates[id]
        if (fate) fate.times++
        if (random.uniform() >= values.crashes) table.markSent()
      }
      return {
        kind: 'table' as const,
        title: `${counted(fates.filter(({ times }) => times > 1).length, 'event')} published more than once`,
        columns: ['Transaction', ...fates.map((_, id) => String(id + 1))],
        rows: [
          {
            cells: [
              'Ended',
              ...fates.map(
                ({ isCommitted }): Cell => (isCommitted ? { text: '✓', tone: 'ok' } : { text: '–', tone: 'fail' }),
              ),
            ],
          },
          {
            id: one.member.id,
            cells: [
              'Published',
              ...fates.map(
                ({ times }): Cell => (times > 1 ? { text: `${times}×`, tone: 'slow' } : times === 1 ? '1×' : '–'),
              ),
            ],
          },
        ],
      }
    }),
})

const asking = {
  messages: field(1, 'Messages', 'Prepared one after the other.', integer('count', 6, { min: 1, max: 12 })),
  silent: field(
    2,
    'Sender silent',
    'Share of messages about which the sender never says how its transaction ended.',
    number('share', 0.5, { max: 1 }),
  ),
  unknown: field(
    3,
    'Does not know',
    'Share of answers to questions that say nothing.',
    number('share', 0.4, { max: 1 }),
  ),
} as const

export const halfMessages = figure({
  id: 'half-messages',
  family: 'transactions',
  title: 'Messages that wait for their transaction',
  caption:
    'A message is hidden until the sender says that its transaction is done. When it says nothing, the broker asks; after too many questions the message is given up.',
  inputs: asking,
  members: [transactionalMessage],
  fit: () => ({ checkAfterMs: 6000, checkEveryMs: 5000, maxChecks: 4 }),
  run: ({ values, chosen, seed }) =>
    chosen.map((one): TimelineChart => {
      const broker = made<Of<typeof transactionalMessage>>(one)
      const random = new SequentialRandom(seed, 71)
      const until = 45_000
      const messages = Array.from({ length: values.messages }, (_, id) => ({
        at: id * 1500,
        answersAt: random.uniform() < values.silent ? Infinity : id * 1500 + 500 + random.uniform() * 4000,
        asked: [] as number[],
        endsAt: until,
        isDone: false,
      }))
      for (let now = 0; now < until; now += 100) {
        messages.forEach((message, id) => {
          if (message.at === now) broker.prepare(now, id)
          if (message.answersAt <= now && message.answersAt > now - 100 && broker.commit(id))
            Object.assign(message, { endsAt: now, isDone: true })
        })
        for (let id = broker.nextCheck(now); id >= 0; id = broker.nextCheck(now)) {
          const message = messages[id]
          message?.asked.push(now)
          if (random.uniform() >= values.unknown && broker.commit(id) && message)
            Object.assign(message, { endsAt: now, isDone: true })
        }
      }
      return {
        kind: 'timeline',
        title: `${broker.expired} given up`,
        x: { label: 'time', unit: 'ms', min: 0, max: until },
        rows: messages.map(({ at, asked, endsAt, isDone }, id) => ({
          label: `Message ${id + 1}`,
          spans: [{ from: at, to: endsAt, tone: isDone ? ('cancel' as const) : ('fail' as const) }],
          marks: [
            { tone: 'slow' as const, at: asked },
            { tone: 'ok' as const, at: isDone ? [endsAt] : [] },
          ],
          summary: isDone
            ? `delivered, asked ${counted(asked.length, 'time')}`
            : `asked ${counted(asked.length, 'time')}`,
        })),
        legend: [
          { tone: 'cancel', is: 'span', word: 'hidden' },
          { tone: 'fail', is: 'span', word: 'never shown' },
          { tone: 'slow', is: 'mark', word: 'the broker asks' },
          { tone: 'ok', is: 'mark', word: 'delivered' },
        ],
      }
    }),
})

const notifying = {
  confirms: field(
    1,
    'The receiver confirms',
    'Which attempt it confirms.',
    choice(
      [1, 2, 3, 4, 5]
        .map((n) => ({ id: String(n), number: n, label: `attempt ${n}` }))
        .concat([{ id: 'never', number: 6, label: 'none of them' }]),
      '4',
    ),
  ),
} as const

export const notifications = figure({
  id: 'notifications',
  family: 'transactions',
  title: 'Sent again until it is confirmed',
  caption: 'Attempts come at growing intervals, and end with the list: then the receiver has to ask.',
  inputs: notifying,
  isFixed: true,
  members: [bestEffortNotification],
  run: ({ values, chosen }) =>
    chosen.map((one): TimelineChart => {
      const notification = made<Of<typeof bestEffortNotification>>(one)(0)
      const attempts: number[] = []
      for (
        let now = notification.nextAttemptAt();
        now < Infinity && attempts.length < 50;
        now = notification.nextAttemptAt()
      ) {
        if (!notification.attempt(now)) break
        attempts.push(now)
        if (String(attempts.length) === values.confirms) notification.confirm()
      }
      const last = Math.max(60_000, ...attempts)
      const isConfirmed = notification.isConfirmed
      return {
        kind: 'timeline',
        x: { label: 'time', unit: 'ms', min: 0, max: last * 1.05 },
        rows: [
          {
            label: 'Attempts',
            id: one.member.id,
            marks: [
              { tone: 'plain', at: isConfirmed ? attempts.slice(0, -1) : attempts },
              { tone: 'ok', at: isConfirmed ? attempts.slice(-1) : [] },
            ],
            summary: `${counted(attempts.length, 'attempt')}, ${isConfirmed ? 'confirmed' : 'given up'}`,
          },
        ],
        legend: [
          { tone: 'plain', is: 'mark', word: 'without an answer' },
          { tone: 'ok', is: 'mark', word: 'confirmed' },
        ],
      }
    }),
})
