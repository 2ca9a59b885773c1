/** What the lessons about likes claim. */
import { CROWDED, LIKED, ORDERED } from '../../design/examples/lessons/likes'
import type { Report } from '../report'
import { ofBlock } from '../validation/measures'
import type { Claim } from './lesson'
import { firsts, goodShare, near, number, percent } from './words'

/** Likes that the database has written [1/s], of each second that counts. */
const counted = (seconds: number) => ({
  name: 'likes counted',
  unit: '1/s' as const,
  of: (report: Report) => ofBlock('videos', 'writes')(report) / seconds,
})

/**
 * What comes of {@link ORDERED} dealt out in turn, once each partition always has a next like: as many likes are in the database as
 * there are partitions, each for one of the videos. That is a closed network of equal queues, of which theory knows how many likes
 * it writes [1/s], and that an arriving one finds the others spread as if it were not there.
 */
function inTurn(): { readonly perSecond: number; readonly waiting: number } {
  const { videos, writeMs, partitions } = ORDERED
  const busy = (likes: number) => likes / (likes + videos - 1)
  return { perSecond: (videos * 1000 * busy(partitions)) / writeMs, waiting: busy(partitions - 1) }
}

/** Likes that one partition cannot do, all in all, and how late the last of them is [s]. */
function leftOver(partitions: number): { readonly likes: number; readonly lateSeconds: number } {
  const { fansPerSecond, othersPerSecond, writeMs, seconds } = CROWDED
  const rate = fansPerSecond + othersPerSecond / partitions
  const likes = (rate - 1000 / writeMs) * seconds
  return { likes, lateSeconds: likes / rate }
}

export const LIKES: readonly Claim[] = [
  {
    lesson: 's12',
    runs: 3,
    figures: [
      goodShare,
      counted(LIKED.countedSeconds),
      { name: 'connections at work', unit: 'share', of: ofBlock('videos', 'cpuUtilisation') },
    ],
    judge: (means) => {
      const good = firsts(means)
      const [straight, cached, streamed, together] = means.map(([, likes]) => likes ?? Number.NaN)
      const { viewsPerSecond, likesPerSecond, hotShare, writeMs } = LIKED
      const views = viewsPerSecond / (viewsPerSecond + likesPerSecond)
      const most = 1000 / writeMs / hotShare
      return {
        holds:
          (good[0] ?? 1) < 0.01 &&
          near(good[1] ?? 0, views, 0.03) &&
          [good[2], good[3]].every((share) => (share ?? 0) > 0.999) &&
          [straight, cached, streamed].every((likes) => near(likes ?? 0, most, 0.02)) &&
          near(together ?? 0, likesPerSecond, 0.03),
        sentence: `Straight into the database ${percent(good[0])} of the requests are answered in time: ${percent(means[0]?.[2])} of its connections are at work, the others wait for one row. With a cache ${percent(good[1])} are, those of people who only watch; with a stream ${percent(good[2])}. Still ${number(straight)}, ${number(cached)} and ${number(streamed)} likes are counted each second, for the row allows ${number(most)} of the ${number(likesPerSecond)} that come; written together, ${number(together)} are.`,
      }
    },
  },
  {
    lesson: 's12b',
    runs: 3,
    figures: [
      {
        name: 'likes that wait for a row',
        unit: 'share',
        of: (report) => ofBlock('videos', 'rowLockWaits')(report) / ofBlock('videos', 'writes')(report),
      },
      counted(ORDERED.countedSeconds),
    ],
    judge: (means) => {
      const [turn = [], video = []] = means
      const theory = inTurn()
      return {
        holds:
          near(turn[0] ?? 0, theory.waiting, 0.03) &&
          near(turn[1] ?? 0, theory.perSecond, 0.03) &&
          video[0] === 0 &&
          near(video[1] ?? 0, ORDERED.likesPerSecond, 0.03),
        sentence: `In turn ${percent(turn[0])} of the likes wait for a row and ${number(turn[1])} are counted each second, where theory gives ${percent(theory.waiting)} and ${number(theory.perSecond)}. By video ${percent(video[0])} wait, and ${number(video[1])} are counted, which is all that come.`,
      }
    },
  },
  {
    lesson: 's12c',
    runs: 3,
    figures: [
      { name: 'likes not yet counted', unit: 'count', of: ofBlock('likes', 'lag') },
      {
        name: 'longest time from like to count',
        unit: 'ms',
        of: ({ blocks }) => {
          const summary = blocks['likes']?.['endToEndMs']
          return (typeof summary === 'object' ? summary.max : null) ?? Number.NaN
        },
      },
    ],
    judge: (means) => {
      const [few = [], many = [], lane = []] = means
      const [some, more] = CROWDED.partitions
      const theory = CROWDED.partitions.map(leftOver)
      return {
        holds:
          [few, many].every(
            ([likes = 0, late = 0], i) =>
              near(likes, theory[i]!.likes, 0.2) && near(late / 1000, theory[i]!.lateSeconds, 0.2),
          ) &&
          (lane[0] ?? Infinity) < 20 &&
          (lane[1] ?? Infinity) < 1000,
        sentence: `After ${CROWDED.seconds} s, ${number(few[0])} likes are not yet counted with ${some} partitions and ${number(many[0])} with ${more}, where arithmetic gives ${theory.map(({ likes }) => number(likes)).join(' and ')}, and some have waited for ${number((few[1] ?? 0) / 1000)} s and ${number((many[1] ?? 0) / 1000)} s. With a lane for the famous video, no like of another took longer than ${number(lane[1])} ms.`,
      }
    },
  },
]
