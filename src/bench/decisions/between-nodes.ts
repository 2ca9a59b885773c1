/** Loops over the families that hold nodes together: messages, agreement, copies, clocks, transactions, summaries. */
import type { LogicalClock, LogicalClockScheme, PhysicalClock } from '../../algorithms/clocks/clocks'
import { logicalClocks, physicalClocks } from '../../algorithms/clocks/registry'
import type { ConsensusNode, ConsensusProtocol, Envelope } from '../../algorithms/consensus/consensus'
import { consensusProtocols } from '../../algorithms/consensus/registry'
import type { MessageStore, PartitionAssignor } from '../../algorithms/messaging/messaging'
import { messageStores, partitionAssignors } from '../../algorithms/messaging/registry'
import { replicationSchemes } from '../../algorithms/replication/registry'
import type { ReplicationScheme } from '../../algorithms/replication/replication'
import { sketches } from '../../algorithms/sketches/registry'
import type { Sketch } from '../../algorithms/sketches/sketches'
import { transactionProtocols } from '../../algorithms/transactions/registry'
import {
  COMMITTED,
  type Coordinator,
  DONE,
  REQUESTS,
  type Request,
  type TransactionProtocol,
} from '../../algorithms/transactions/transactions'
import { SequentialRandom } from '../../lib/random'
import { buildDefault, Epoch, type Family, IDLE_STATE, type Subject } from './subject'

const PARTICIPANTS = 3
const PARTITIONS = 12

/** Families between nodes. */
export function betweenNodes(): Family[] {
  return [...[queueing(), assigning(), agreeing(), replicating(), stamping(), reading()], ...[transacting(), summing()]]
}

function queueing(): Family {
  const subject = (id: string, store: MessageStore): Subject => {
    const epoch = new Epoch()
    return { id, run: (times) => passOn(store, epoch.next(), times) }
  }
  const reference: MessageStore = {
    ...IDLE_STATE,
    depth: 0,
    inFlight: 0,
    redelivered: 0,
    deadLettered: 0,
    publish: () => true,
    receive: () => 0,
    idOf: () => 0,
    acknowledge: () => true,
    nextVisibleAt: () => 0,
  }
  return {
    title: 'Message stores: publish, receive and acknowledge',
    goalNs: null,
    reference: subject('reference', reference),
    members: messageStores.map((member) => subject(member.id, buildDefault<MessageStore>(messageStores, member))),
  }
}

function passOn(store: MessageStore, startMs: number, times: number): number {
  let sum = 0
  for (let i = 0; i < times; i++) {
    const now = startMs + i
    store.publish(now, i & 0xffff, now)
    const handle = store.receive(now)
    if (store.acknowledge(now, handle)) sum++
  }
  return sum
}

function assigning(): Family {
  const subject = (id: string, assignor: PartitionAssignor): Subject => ({
    id,
    run: (times) => assign(assignor, times),
  })
  const owners = new Array<number>(PARTITIONS).fill(0)
  return {
    title: `Partition assignors: ${PARTITIONS} partitions among two or three members`,
    goalNs: null,
    share: 0.02,
    reference: subject('reference', { assign: () => owners }),
    members: partitionAssignors.map((member) =>
      subject(member.id, buildDefault<PartitionAssignor>(partitionAssignors, member)),
    ),
  }
}

function assign(assignor: PartitionAssignor, times: number): number {
  const groups = [
    [1, 2],
    [1, 2, 3],
  ]
  let owners: readonly number[] = []
  let sum = 0
  for (let i = 0; i < times; i++) {
    owners = assignor.assign(PARTITIONS, groups[i & 1] ?? [], owners)
    sum += owners[i % PARTITIONS] ?? 0
  }
  return sum
}

/** A group of three in which messages arrive at once; a decision is a value that all three know as chosen. */
function agreeing(): Family {
  const group = (protocol: ConsensusProtocol): ((times: number) => number) => {
    const random = new SequentialRandom(21)
    let nodes: ConsensusNode[] = []
    const settle = (now: number): void => {
      for (let isBusy = true; isBusy; ) {
        const messages = nodes.flatMap((node) => node.takeMessages())
        isBusy = messages.length > 0
        for (const message of messages) nodes[message.to - 1]?.receive(now, random, message)
      }
    }
    return (times) => {
      nodes = [1, 2, 3].map((id) => protocol.node(id, 3))
      for (const node of nodes) node.start(0, random)
      let now = 0
      for (; !nodes.some((node) => node.isLeader); now++) {
        for (const node of nodes) if (node.nextTickAt() <= now) node.tick(now, random)
        settle(now)
      }
      const leader = nodes.find((node) => node.isLeader)
      for (let i = 0; i < times; i++) {
        leader?.propose(now, i)
        settle(now)
      }
      return leader?.commitIndex ?? Number.NaN
    }
  }
  return {
    title: 'Consensus: a value chosen by three nodes, messages and all',
    goalNs: null,
    share: 0.01,
    reference: { id: 'reference', run: group({ node: (id) => new EchoNode(id) }) },
    members: consensusProtocols.map((member) => ({
      id: member.id,
      run: group(buildDefault<ConsensusProtocol>(consensusProtocols, member)),
    })),
  }
}

/** Sends as many messages as a round trip to two others takes, and decides nothing. */
class EchoNode implements ConsensusNode {
  readonly id: number
  readonly term = 1
  readonly leader = 1
  commitIndex = 0
  private messages: Envelope[] = []

  constructor(id: number) {
    this.id = id
  }

  get isLeader(): boolean {
    return this.id === 1
  }

  start(): void {}

  nextTickAt(): number {
    return Infinity
  }

  tick(): void {}

  receive(_now: number, _random: unknown, message: Envelope): void {
    if (!this.isLeader) this.messages.push({ from: this.id, to: message.from })
  }

  propose(): boolean {
    this.commitIndex++
    this.messages.push({ from: 1, to: 2 }, { from: 1, to: 3 })
    return true
  }

  chosen(): number {
    return 0
  }

  takeMessages(): Envelope[] {
    const messages = this.messages
    this.messages = []
    return messages
  }

  save(): void {}

  load(): void {}
}

function replicating(): Family {
  const subject = (id: string, scheme: ReplicationScheme): Subject => {
    const random = new SequentialRandom(22)
    const isUp = new Uint8Array(scheme.replicas).fill(1)
    const out = new Int32Array(scheme.replicas)
    const run = (times: number): number => {
      let sum = 0
      for (let i = 0; i < times; i++) sum += scheme.plan((i & 3) === 0, isUp, random, out)
      return sum
    }
    return { id, run }
  }
  const reference: ReplicationScheme = {
    replicas: 3,
    writeAnswers: 2,
    readAnswers: 2,
    isChained: false,
    plan: () => 2,
  }
  return {
    title: 'Replication: the plan of a read or write',
    goalNs: null,
    reference: subject('reference', reference),
    members: replicationSchemes.map((member) =>
      subject(member.id, buildDefault<ReplicationScheme>(replicationSchemes, member)),
    ),
  }
}

function stamping(): Family {
  const subject = (id: string, scheme: LogicalClockScheme): Subject => {
    const clocks = [0, 1, 2].map((node) => scheme.clock(node, 3))
    const [first, second] = clocks as [LogicalClock, LogicalClock]
    const run = (times: number): number => {
      let sum = 0
      for (let i = 0; i < times; i++) {
        first.tick(i)
        second.receive(i, first.stamp)
        sum += second.stamp[0] ?? 0
      }
      return sum
    }
    return { id, run }
  }
  const stamp = [0]
  const idle: LogicalClock = { ...IDLE_STATE, stamp, tick: () => undefined, receive: () => undefined }
  return {
    title: 'Logical clocks: an event and its receipt among three nodes',
    goalNs: null,
    reference: subject('reference', { clock: () => idle, order: () => 0 }),
    members: logicalClocks.map((member) => subject(member.id, buildDefault<LogicalClockScheme>(logicalClocks, member))),
  }
}

function reading(): Family {
  const subject = (id: string, clock: PhysicalClock): Subject => {
    const run = (times: number): number => {
      let sum = 0
      for (let i = 0; i < times; i++) sum += clock.read(i)
      return sum
    }
    return { id, run }
  }
  return {
    title: 'Physical clocks: a reading',
    goalNs: null,
    reference: subject('reference', { ...IDLE_STATE, read: (now) => now, whenShows: (now) => now }),
    members: physicalClocks.map((member) => subject(member.id, buildDefault<PhysicalClock>(physicalClocks, member))),
  }
}

/** Whole transactions in which every participant does what it is asked. */
function transacting(): Family {
  const subject = (id: string, protocol: TransactionProtocol): Subject => ({
    id,
    run: (times) => transact(protocol, times),
  })
  return {
    title: `Transactions: one from begin to end over ${PARTICIPANTS} participants`,
    goalNs: null,
    share: 0.05,
    reference: subject('reference', { begin: () => new CountingCoordinator() }),
    members: transactionProtocols.map((member) =>
      subject(member.id, buildDefault<TransactionProtocol>(transactionProtocols, member)),
    ),
  }
}

/** Asks each participant twice. */
class CountingCoordinator implements Coordinator {
  readonly outcome = COMMITTED
  private asked = 0

  get isFinished(): boolean {
    return this.asked >= 2 * PARTICIPANTS
  }

  request(): Request {
    return REQUESTS.prepare
  }

  reply(): void {
    this.asked++
  }

  save(): void {}

  load(): void {}
}

function transact(protocol: TransactionProtocol, times: number): number {
  let sum = 0
  for (let i = 0; i < times; i++) {
    const coordinator = protocol.begin(PARTICIPANTS)
    while (!coordinator.isFinished) {
      for (let participant = 0; participant < PARTICIPANTS; participant++) {
        if (coordinator.request(participant) !== REQUESTS.nothing) coordinator.reply(participant, DONE)
      }
    }
    sum += coordinator.outcome
  }
  return sum
}

function summing(): Family {
  const subject = (id: string, create: () => Sketch): Subject => ({ id, run: (times) => add(create(), times) })
  return {
    title: 'Sketches: a value added to a new one',
    goalNs: null,
    share: 0.1,
    reference: subject('reference', () => ({ ...IDLE_STATE, add: () => undefined, clear: () => undefined, bytes: 0 })),
    members: sketches.map((member) => subject(member.id, () => buildDefault<Sketch>(sketches, member))),
  }
}

function add(sketch: Sketch, times: number): number {
  for (let i = 0; i < times; i++) sketch.add(i & 4095)
  return sketch.bytes
}
