/** Lessons about likes of videos, of which most go to one: a row that all wait for, events that carry the writes, and partitions that fill up. */
import {
  call,
  constant,
  designFrom,
  exponential,
  instant,
  type Params,
  type PlainBlock,
  type PlainDesign,
  source,
  station,
} from '../published/parts'
import type { Lesson } from './lesson'

/**
 * Videos that are watched and liked, half of each time the same one. A like holds the row of its video while it is written, so that
 * row takes fewer likes than come.
 */
export const LIKED = {
  viewsPerSecond: 240,
  likesPerSecond: 120,
  hotShare: 0.5,
  writeMs: 20,
  deadlineMs: 1000,
  /** Until likes are counted, and for how long they are [s]. */
  warmup: 15,
  countedSeconds: 20,
} as const

/** What is asked for before the database: nothing, a cache for reads and writes, or one for reads while events carry the writes. */
type Road = 'straight' | 'cache' | 'stream'

function liked(name: string, road: Road, database: Params = {}): PlainDesign {
  const { viewsPerSecond, likesPerSecond, hotShare, writeMs, deadlineMs, warmup, countedSeconds } = LIKED
  const all = viewsPerSecond + likesPerSecond
  const cache = {
    id: 'cache',
    kind: 'cache',
    params: { mode: 'write-through', ttlMs: null },
  }
  const plan = [call('site-cache', { when: 'reads' }), { type: 'publish', to: 'site-likes', when: 'writes' }]
  const between: { [road in Road]: PlainBlock[] } = {
    straight: [instant('site')],
    cache: [instant('site'), cache],
    stream: [
      instant('site', { plan }),
      { id: 'likes', kind: 'event-stream', params: { partitions: 16, keying: 'turn', commitMs: null } },
      station('counter', 16, constant(0)),
      cache,
    ],
  }
  const arrows: { [road in Road]: readonly string[] } = {
    straight: ['site > videos'],
    cache: ['site > cache', 'cache > videos'],
    stream: ['site > cache', 'site > likes', 'likes > counter', 'counter > cache', 'cache > videos'],
  }
  return designFrom({
    name,
    seconds: warmup + countedSeconds,
    warmup,
    blocks: [
      source(
        all,
        { readShare: viewsPerSecond / all, keys: { type: 'hot', count: 200, hotShare }, deadlineMs },
        'viewers',
      ),
      ...between[road],
      {
        id: 'videos',
        kind: 'database',
        params: {
          connections: 20,
          readTime: constant(4),
          writeTime: constant(writeMs),
          rowLocks: true,
          queue: { capacity: null },
          ...database,
        },
      },
    ],
    connections: Object.fromEntries(['viewers > site', ...arrows[road]].map((arrow) => [arrow, {}])),
  })
}

/** A few videos that are liked alike. No two of them share a partition where likes are dealt out by video. */
export const ORDERED = {
  videos: 4,
  likesPerSecond: 160,
  writeMs: 20,
  partitions: 8,
  warmup: 5,
  countedSeconds: 40,
} as const

function ordered(name: string, keying: 'turn' | 'key'): PlainDesign {
  const { videos, likesPerSecond, writeMs, partitions, warmup, countedSeconds } = ORDERED
  return designFrom({
    name,
    seconds: warmup + countedSeconds,
    warmup,
    blocks: [
      source(likesPerSecond, { readShare: 0, keys: { type: 'uniform', count: videos } }, 'viewers'),
      { id: 'likes', kind: 'event-stream', params: { partitions, keying, commitMs: null } },
      station('counter', partitions, constant(0)),
      { id: 'videos', kind: 'database', params: { writeTime: exponential(writeMs), rowLocks: true } },
    ],
    connections: { 'viewers > likes': {}, 'likes > counter': {}, 'counter > videos': {} },
  })
}

/** One video that has fans, and thousands of others; what one partition can do is enough for the fans, but not for others beside them. */
export const CROWDED = {
  fansPerSecond: 45,
  othersPerSecond: 160,
  writeMs: 20,
  partitions: [8, 16],
  seconds: 100,
} as const

function crowded(name: string, partitions: number, hasLane: boolean): PlainDesign {
  const { fansPerSecond, othersPerSecond, writeMs, seconds } = CROWDED
  const stream = (id: string, count: number) => ({
    id,
    kind: 'event-stream',
    params: { partitions: count, commitMs: null },
  })
  return designFrom({
    name,
    seconds,
    blocks: [
      source(fansPerSecond, { readShare: 0, keys: { type: 'uniform', count: 1 } }, 'fans'),
      source(othersPerSecond, { readShare: 0, keys: { type: 'hot', count: 10_000, hotShare: 0 } }, 'viewers'),
      ...(hasLane ? [stream('lane', 1)] : []),
      stream('likes', partitions),
      station('counter', 20, constant(0)),
      { id: 'videos', kind: 'database', params: { writeTime: constant(writeMs), rowLocks: true } },
    ],
    connections: {
      ...(hasLane ? { 'fans > lane': {}, 'lane > counter': {} } : { 'fans > likes': {} }),
      'viewers > likes': {},
      'likes > counter': {},
      'counter > videos': {},
    },
  })
}

export const LIKES: readonly Lesson[] = [
  {
    id: 's12',
    name: 'Likes for one video',
    summary:
      'Half of all likes go to one video, whose row takes one write at a time: soon every connection of the database waits for it. A cache spares those who only watch, a stream everybody, but the count falls behind until many likes are written at once.',
    variants: [
      { label: 'straight', design: liked('Likes, straight into the database', 'straight') },
      { label: 'cache', design: liked('Likes, a cache in front', 'cache') },
      { label: 'stream', design: liked('Likes, carried by a stream', 'stream') },
      {
        label: 'stream, many at once',
        design: liked('Likes, carried by a stream and written together', 'stream', {
          connections: 1,
          microBatch: { type: 'micro-batch', size: 16, delayMs: 0, perItem: 0.1 },
        }),
      },
    ],
  },
  {
    id: 's12b',
    name: 'In turn or by video',
    summary:
      'Likes of four videos, read from eight partitions at once. In turn, several of them hold likes of the same video and wait for its row; by video, each row has one writer, and nobody waits for it.',
    variants: [
      { label: 'in turn', design: ordered('Likes, partitions in turn', 'turn') },
      { label: 'by video', design: ordered('Likes, partitions by video', 'key') },
    ],
  },
  {
    id: 's12c',
    name: 'A lane for the famous video',
    summary:
      'One video gets nearly as many likes as a partition can take, and the videos that share its partition wait behind it. Twice as many partitions help little; a lane of its own does.',
    variants: [
      { label: '8 partitions', design: crowded('A famous video among 8 partitions', CROWDED.partitions[0], false) },
      { label: '16 partitions', design: crowded('A famous video among 16 partitions', CROWDED.partitions[1], false) },
      { label: '8 and a lane', design: crowded('A famous video in its own lane', CROWDED.partitions[0], true) },
    ],
  },
]
