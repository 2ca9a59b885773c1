/** Loops over the members that stand beside a choice. Each does its own kind of work, so that only the loop is shared. */
import { upstreamLevel } from '../../algorithms/admission/upstream-level'
import { cheApproximation } from '../../algorithms/caching/che'
import { singleFlight } from '../../algorithms/caching/single-flight'
import { cacheStrategy } from '../../algorithms/caching/strategies'
import { timeToLive } from '../../algorithms/caching/ttl'
import { writeBehind } from '../../algorithms/caching/write-behind'
import { type VersionedCopy, versionVector } from '../../algorithms/clocks/version-vector'
import { PaxosAcceptor, paxos } from '../../algorithms/consensus/paxos'
import { acknowledgedHeartbeat } from '../../algorithms/failure-detection/acknowledged-heartbeat'
import { fixedTimeout } from '../../algorithms/failure-detection/fixed-timeout'
import { pulledHealth } from '../../algorithms/failure-detection/pulled-health'
import { quorumSuspicion } from '../../algorithms/failure-detection/quorum-suspicion'
import { ALIVE, swim } from '../../algorithms/failure-detection/swim'
import { BackendList } from '../../algorithms/load-balancing/backend-list'
import type { RoutingKey } from '../../algorithms/load-balancing/load-balancing'
import { outlierEjection } from '../../algorithms/load-balancing/outlier-ejection'
import { RoundRobin } from '../../algorithms/load-balancing/round-robin'
import { fencingRegister } from '../../algorithms/locking/fencing-register'
import { consumerOffsets } from '../../algorithms/messaging/consumer-offsets'
import { deduplicationWindow } from '../../algorithms/messaging/deduplication-window'
import { outboxRelay } from '../../algorithms/messaging/outbox-relay'
import { replicatedPartition } from '../../algorithms/messaging/replicated-partition'
import { topicFilter } from '../../algorithms/messaging/topic-filter'
import { antiEntropy } from '../../algorithms/replication/anti-entropy'
import { hintedHandoff } from '../../algorithms/replication/hinted-handoff'
import { laggingFollower } from '../../algorithms/replication/lagging-follower'
import { readRepair } from '../../algorithms/replication/read-repair'
import { deadlinePropagation } from '../../algorithms/retrying/deadlines'
import { doNotRetry } from '../../algorithms/retrying/do-not-retry'
import { hedging } from '../../algorithms/retrying/hedging'
import { tiedRequests } from '../../algorithms/retrying/tied-requests'
import { bestEffortNotification } from '../../algorithms/transactions/best-effort-notification'
import { branchBarrier } from '../../algorithms/transactions/branch-barrier'
import { choreographedSaga, STEP_DONE, STEP_UNDONE } from '../../algorithms/transactions/choreographed-saga'
import { outbox } from '../../algorithms/transactions/outbox'
import { transactionalMessage } from '../../algorithms/transactions/transactional-message'
import { SequentialRandom } from '../../lib/random'
import { defaultsOf } from '../../lib/schema'
import type { Family, Subject } from './subject'

/** One decision: number `i` since the first. */
type Decide = (i: number) => number

const REPLICAS = [0, 1, 2]

/** Members beside a choice, in families by what a decision takes. */
export function parts(): Family[] {
  const reference = subject({ id: 'reference' }, (i) => i & 1)
  return [
    {
      title: 'Beside requests: one decision',
      goalNs: null,
      reference,
      members: besideRequests(),
    },
    { title: 'Beside nodes: one decision', goalNs: null, reference, members: besideNodes() },
    {
      title: "What theory expects: Che's approximation of a cache",
      goalNs: null,
      share: 0.0001,
      reference,
      members: [subject(cheApproximation, () => cheApproximation.create(defaultsOf(cheApproximation.fields)).lru)],
    },
  ]
}

function subject({ id }: { readonly id: string }, decide: Decide): Subject {
  let next = 0
  const run = (times: number): number => {
    let sum = 0
    for (const end = next + times; next < end; next++) sum += decide(next)
    return sum
  }
  return { id, run }
}

function besideRequests(): Subject[] {
  const random = new SequentialRandom(31)
  const level = upstreamLevel.create(defaultsOf(upstreamLevel.fields))
  const life = timeToLive.create(defaultsOf(timeToLive.fields))
  const flights = singleFlight.create({})
  const buffer = writeBehind.create(defaultsOf(writeBehind.fields))
  const strategy = cacheStrategy.create(defaultsOf(cacheStrategy.fields))
  const fence = fencingRegister.create({})
  const hedge = hedging.create(defaultsOf(hedging.fields))
  const tiedFields = defaultsOf(tiedRequests.fields)
  const afterAttempt = doNotRetry.create({})
  const deadline = deadlinePropagation.create(defaultsOf(deadlinePropagation.fields))
  return [
    subject(upstreamLevel, (i) => {
      level.learn(i, i & 127)
      return Number(level.allows(i, 64))
    }),
    subject(timeToLive, (i) => life.endOf(i, random)),
    subject(singleFlight, (i) => flights.end(flights.join(i & 1023))),
    subject(writeBehind, (i) => {
      buffer.write(i, i & 1023)
      return buffer.dueAt(i) <= i ? buffer.take() : 0
    }),
    subject(cacheStrategy, (i) => {
      const run = strategy((i & 3) === 0 ? 'write' : 'miss')
      let steps = 0
      for (; run.step !== 'done'; steps++) run.advance(true)
      return steps
    }),
    subject(fencingRegister, (i) => Number(fence.write(i & 1023, i))),
    subject(hedging, (i) => {
      hedge.start(i)
      const copy = hedge.send(i)
      hedge.settle()
      return copy
    }),
    subject(tiedRequests, (i) => {
      const request = tiedRequests.create(tiedFields)
      request.begin(i, 0)
      return request.begin(i + (i & 1), 1).length
    }),
    subject(doNotRetry, (i) => afterAttempt('retriable', (i & 1) === 0).length),
    subject(deadlinePropagation, (i) => deadline(i, i + (i & 2047))),
    ejecting(),
  ]
}

function ejecting(): Subject {
  const random = new SequentialRandom(32)
  const list = new BackendList(Array.from({ length: 10 }, (_, i) => `10.0.0.${i + 1}:8080`))
  const guard = outlierEjection.create(defaultsOf(outlierEjection.fields))(list, (backends) => new RoundRobin(backends))
  const key: RoutingKey = { clientAddress: 0, clientPort: 0, key: 0 }
  return subject(outlierEjection, (i) => {
    const index = guard.pick(i, key, random)
    list.start(guard, i, index)
    list.finish(guard, i, index, 1, (i & 63) !== 0)
    return index
  })
}

function besideNodes(): Subject[] {
  return [...besideMessages(), ...besideCopies(), ...besideTransactions()]
}

function besideMessages(): Subject[] {
  const window = deduplicationWindow.create(defaultsOf(deduplicationWindow.fields))
  const offsets = consumerOffsets.create({})
  const partition = replicatedPartition.create(defaultsOf(replicatedPartition.fields))
  const filter = topicFilter.create({ filter: 'plant/+/sensor/#' })
  const relay = outboxRelay.create(defaultsOf(outboxRelay.fields))(0)
  const source = { next: () => 1, markSent: () => undefined }
  return [
    subject(deduplicationWindow, (i) => Number(window.accept(i, i >>> 1))),
    subject(consumerOffsets, (i) => {
      const read = offsets.poll(i, 1)
      offsets.commit()
      return read
    }),
    subject(replicatedPartition, (i) => {
      const end = partition.append(i, true)
      partition.fetched(i, 1, end)
      partition.fetched(i, 2, end)
      return partition.highWaterMark
    }),
    subject(topicFilter, (i) => Number(filter.matches((i & 1) === 0 ? 'plant/7/sensor/heat' : 'plant/7/motor'))),
    subject(outboxRelay, (i) => relay.poll(i, source, () => true)),
  ]
}

function besideCopies(): Subject[] {
  const random = new SequentialRandom(33)
  const node = swim.create(defaultsOf(swim.fields))(0)
  const news = { node: 1, status: ALIVE, incarnation: 0, from: 2 } as const
  const health = pulledHealth.create(defaultsOf(pulledHealth.fields))
  const lease = acknowledgedHeartbeat.create(defaultsOf(acknowledgedHeartbeat.fields))
  const watchers = REPLICAS.map(() => fixedTimeout.create(defaultsOf(fixedTimeout.fields)))
  const quorum = quorumSuspicion.create(defaultsOf(quorumSuspicion.fields))(watchers)
  const propose = paxos.create(defaultsOf(paxos.fields))
  const hints = hintedHandoff.create(defaultsOf(hintedHandoff.fields))
  const { staleReplicas } = readRepair.create({})
  const versions = [0, 0, 0]
  const stale = new Int32Array(3)
  const tree = antiEntropy.create(defaultsOf(antiEntropy.fields))
  const follower = laggingFollower.create({})
  const [left, right] = REPLICAS.map(versionVector.create(defaultsOf(versionVector.fields))) as [
    VersionedCopy,
    VersionedCopy,
  ]
  return [
    subject(swim, (i) => {
      node.hear(i, { ...news, incarnation: i })
      return node.nextProbe(random)
    }),
    subject(pulledHealth, (i) => {
      health.probe(i)
      return Number(health.answer(i, (i & 7) !== 0))
    }),
    subject(acknowledgedHeartbeat, (i) => {
      lease.acknowledged(i)
      return Number(lease.mayAct(i + (i & 4095)))
    }),
    subject(quorumSuspicion, (i) => {
      quorum.heartbeat(i, i % 3)
      return Number(quorum.isSuspected(i))
    }),
    subject(paxos, (i) => {
      const proposer = propose(1)
      const acceptors = REPLICAS.map(() => new PaxosAcceptor())
      const ballot = proposer.begin(i)
      for (const [index, acceptor] of acceptors.entries()) {
        acceptor.prepare(ballot)
        proposer.promise(index + 1, ballot, acceptor.acceptedBallot, acceptor.acceptedValue)
      }
      for (const [index, acceptor] of acceptors.entries()) {
        if (acceptor.accept(ballot, proposer.value)) proposer.accepted(index + 1, ballot)
      }
      return proposer.chosen
    }),
    subject(hintedHandoff, (i) => Number(hints.store(i, i % 3, i & 255, i))),
    subject(readRepair, (i) => {
      versions[i % 3] = i
      return staleReplicas(REPLICAS, versions, 3, stale)
    }),
    subject(antiEntropy, (i) => {
      tree.update(i & 1023, i >>> 10, (i >>> 10) + 1)
      return tree.root & 1
    }),
    subject(versionVector, (i) => {
      left.change(i)
      return right.meet(left.vector, i)
    }),
    subject(laggingFollower, (i) => {
      follower.send(i + 5)
      return follower.behind(i)
    }),
  ]
}

function besideTransactions(): Subject[] {
  const barrier = branchBarrier.create({})
  const step = choreographedSaga.create({})
  const box = outbox.create({})
  const messages = transactionalMessage.create(defaultsOf(transactionalMessage.fields))
  const notify = bestEffortNotification.create(defaultsOf(bestEffortNotification.fields))
  return [
    subject(branchBarrier, (i) => {
      const mayRun = barrier.enter(i, 'try')
      barrier.forget(i)
      return Number(mayRun)
    }),
    subject(choreographedSaga, () => {
      const participant = step(1)
      participant.hear(0, STEP_DONE)
      participant.acted(true)
      participant.hear(2, STEP_UNDONE)
      return participant.compensated()
    }),
    subject(outbox, (i) => {
      box.finishTransaction(i, true)
      const row = box.next()
      box.markSent()
      return row
    }),
    subject(transactionalMessage, (i) => {
      messages.prepare(i, i)
      return Number(messages.commit(i))
    }),
    subject(bestEffortNotification, (i) => {
      const notification = notify(i)
      notification.attempt(i)
      notification.confirm()
      return notification.attempts
    }),
  ]
}
