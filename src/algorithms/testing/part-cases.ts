/** One round of everything for each member beside a choice that is told the time, with its defaults. */
import { expect } from 'vitest'
import { defaultsOf } from '../../lib/schema'
import type { Saveable } from '../../lib/state'
import { upstreamLevel } from '../admission/upstream-level'
import { timeToLive } from '../caching/ttl'
import { writeBehind } from '../caching/write-behind'
import { acknowledgedHeartbeat } from '../failure-detection/acknowledged-heartbeat'
import { fixedTimeout } from '../failure-detection/fixed-timeout'
import { pulledHealth } from '../failure-detection/pulled-health'
import { quorumSuspicion } from '../failure-detection/quorum-suspicion'
import { SUSPECT, swim } from '../failure-detection/swim'
import { BackendList } from '../load-balancing/backend-list'
import { NO_BACKEND } from '../load-balancing/load-balancing'
import { outlierEjection } from '../load-balancing/outlier-ejection'
import { RoundRobin } from '../load-balancing/round-robin'
import { deduplicationWindow } from '../messaging/deduplication-window'
import { outboxRelay } from '../messaging/outbox-relay'
import { replicatedPartition } from '../messaging/replicated-partition'
import { hintedHandoff } from '../replication/hinted-handoff'
import { laggingFollower } from '../replication/lagging-follower'
import { hedging } from '../retrying/hedging'
import { tiedRequests } from '../retrying/tied-requests'
import { timedEma } from '../sketches/timed-ema'
import { bestEffortNotification } from '../transactions/best-effort-notification'
import { transactionalMessage } from '../transactions/transactional-message'
import { type Case, type Driven, KEY } from './driven'

/** Members that stand beside a choice. */
export function partCases(): Case[] {
  const part = (name: string, create: () => Driven): Case => ({ name, create })
  const of = <T extends Saveable>(made: T, round: (made: T) => Driven['round']): Driven => ({
    round: round(made),
    state: [made],
  })
  return [
    part(timeToLive.id, () => {
      const life = timeToLive.create(defaultsOf(timeToLive.fields))
      return { round: (now, random) => [life.endOf(now, random) >= now], state: [] }
    }),
    part(writeBehind.id, () =>
      of(writeBehind.create(defaultsOf(writeBehind.fields)), (buffer) => (now) => [
        buffer.write(now, 1),
        buffer.dueAt(now),
        buffer.dueAt(now) <= now && buffer.take(),
      ]),
    ),
    part(timedEma.id, () =>
      of(timedEma.create(defaultsOf(timedEma.fields)), (average) => (now) => {
        average.update(now, 4)
        // Values at no time are left out.
        expect(average.value ?? 4).toBeCloseTo(4, 9)
        return [average.value]
      }),
    ),
    part(upstreamLevel.id, () =>
      of(upstreamLevel.create(defaultsOf(upstreamLevel.fields)), (level) => (now) => {
        level.learn(now, 3)
        return [level.allows(now, 3), level.allows(now, 4)]
      }),
    ),
    part(quorumSuspicion.id, () => {
      const watchers = [1, 2, 3].map(() => fixedTimeout.create(defaultsOf(fixedTimeout.fields)))
      return of(quorumSuspicion.create(defaultsOf(quorumSuspicion.fields))(watchers), (quorum) => (now) => {
        quorum.heartbeat(now, 0)
        return [quorum.isSuspected(now), quorum.suspecting(now), quorum.suspectedAt()]
      })
    }),
    part(outlierEjection.id, () => {
      const list = new BackendList(['a', 'b', 'c'])
      const create = outlierEjection.create({ ...defaultsOf(outlierEjection.fields), consecutiveFailures: 1 })
      return of(
        create(list, (backends) => new RoundRobin(backends)),
        (guard) => (now, random) => {
          const index = guard.pick(now, KEY, random)
          expect(index).toBeGreaterThan(NO_BACKEND)
          list.start(guard, now, index)
          list.finish(guard, now, index, 1, false)
          return [index, guard.isEjected(now, index)]
        },
      )
    }),
    part(hedging.id, () =>
      of(hedging.create(defaultsOf(hedging.fields)), (copies) => (now) => {
        copies.start(now)
        return [copies.send(now), copies.nextAt, copies.fail(now), copies.settle()]
      }),
    ),
    part(tiedRequests.id, () =>
      of(tiedRequests.create(defaultsOf(tiedRequests.fields)), (request) => (now) => [
        request.begin(now, 0),
        request.begin(now, 1),
      ]),
    ),
    part(deduplicationWindow.id, () =>
      of(deduplicationWindow.create(defaultsOf(deduplicationWindow.fields)), (window) => (now) => {
        const isNew = window.accept(now, 1)
        if (now < Infinity) expect(window.accept(now, 1)).toBe(false)
        return [isNew]
      }),
    ),
    part(outboxRelay.id, () =>
      of(outboxRelay.create(defaultsOf(outboxRelay.fields))(0), (relay) => (now) => [
        relay.poll(now, { next: () => 1, markSent: () => undefined }, () => false),
        relay.nextPollAt(),
      ]),
    ),
    part(replicatedPartition.id, () =>
      of(replicatedPartition.create(defaultsOf(replicatedPartition.fields)), (partition) => (now) => {
        const end = partition.append(now, true)
        partition.fetched(now, 1, end)
        expect(partition.inSyncCount(now)).toBeGreaterThanOrEqual(1)
        return [end, partition.highWaterMark, partition.inSyncCount(now)]
      }),
    ),
    part(pulledHealth.id, () =>
      of(pulledHealth.create(defaultsOf(pulledHealth.fields)), (health) => (now) => {
        health.probe(now)
        return [health.answer(now, false), health.isUp(now), health.deadline()]
      }),
    ),
    part(acknowledgedHeartbeat.id, () =>
      of(acknowledgedHeartbeat.create(defaultsOf(acknowledgedHeartbeat.fields)), (lease) => (now) => {
        const before = lease.mayAct(now)
        lease.acknowledged(now)
        return [before, lease.mayAct(now), lease.actsUntil()]
      }),
    ),
    part(swim.id, () =>
      of(swim.create(defaultsOf(swim.fields))(0), (node) => (now, random) => {
        node.probeFailed(now, 1)
        node.hear(now, { node: 2, status: SUSPECT, incarnation: 0, from: 3 })
        return [node.nextProbe(random), node.expire(now), node.nextExpiry(), node.status(1), node.status(2)]
      }),
    ),
    part(hintedHandoff.id, () =>
      of(hintedHandoff.create(defaultsOf(hintedHandoff.fields)), (hints) => (now) => [
        hints.store(now, 1, 2, 3),
        hints.next(now, 1),
        hints.size(now),
      ]),
    ),
    part(laggingFollower.id, () =>
      of(laggingFollower.create({}), (follower) => (now) => {
        follower.send(now + 5)
        expect(follower.behind(now)).toBeGreaterThanOrEqual(0)
        return [follower.positionAt(now), follower.behind(now)]
      }),
    ),
    part(transactionalMessage.id, () => {
      let id = 0
      return of(transactionalMessage.create(defaultsOf(transactionalMessage.fields)), (messages) => (now) => {
        messages.prepare(now, id++)
        return [messages.nextCheck(now), messages.nextDueAt(), messages.openCount]
      })
    }),
    part(bestEffortNotification.id, () =>
      of(bestEffortNotification.create(defaultsOf(bestEffortNotification.fields))(0), (notification) => (now) => [
        notification.attempt(now),
        notification.nextAttemptAt(),
        notification.attempts,
      ]),
    ),
  ]
}
