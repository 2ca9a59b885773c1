/** Findings about event streams. */
import { createDistribution } from '../../lib/distributions'
import { duration, type Finding, type FindingRule, percent, short } from './finding'
import { takesMessages } from './strain'

/** Share of the time that partitions are at work from which they are what holds events up. */
const FULL = 0.9

/**
 * Groups that could do more than the partitions of their stream let through: by Little's law the events at work at once are their
 * rate times the time of each, and there are never more of them than partitions. Each takes the wire both ways, too.
 */
export const fewPartitions: FindingRule = ({ connections, seconds }) =>
  connections.flatMap(({ connection, report, from, to }): Finding[] => {
    const { partitions } = from.block.params
    if (!takesMessages(from) || typeof partitions !== 'number' || !(seconds > 0)) return []
    const eachMs = to.report.meanSojournMs + 2 * createDistribution(connection.params.latency).mean
    const atWork = ((report.attempts / seconds) * eachMs) / 1000 / partitions
    if (atWork < FULL || to.report.utilisation >= FULL) return []
    return [
      {
        id: 'few-partitions',
        target: from.block.id,
        severity: 'serious',
        text: `The partitions of ${from.name} are at work ${percent(Math.min(1, atWork))} of the time, and ${to.name} only ${percent(to.report.utilisation)}: ${short(partitions)} of them let as many events through at once, each for ${duration(eachMs)}. More partitions would let more of its workers help; events wait ${duration(from.report.meanWaitMs)}.`,
        evidence: [
          `connections.${connection.id}.attempts`,
          `blocks.${to.block.id}.meanSojournMs`,
          `blocks.${to.block.id}.utilisation`,
          `blocks.${from.block.id}.meanWaitMs`,
        ],
      },
    ]
  })
