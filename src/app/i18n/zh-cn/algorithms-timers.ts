/** Names, helps and parameters of the algorithms of timers, in Simplified Chinese. */
export const algorithmsTimers: { readonly [english: string]: string } = {
  'Binary heap': '二叉堆 (Binary heap)',
  'Exact times; the work grows with the logarithm of the number of tasks.': '时间精确；工作量随任务数的对数增长。',
  'Hashed wheel': '哈希时间轮 (Hashed wheel)',
  'Constant work to schedule; every task is up to one tick late.': '调度工作量恒定；每个任务最多晚一个刻度。',
  Tick: '刻度',
  'How often the hand moves; tasks are late by up to this.': '指针多久移动一次；任务最多晚这么久。',
  'Buckets of the wheel, rounded up to a power of two.': '时间轮的桶数，向上取为 2 的幂。',
  'Hierarchical wheel': '层级时间轮 (Hierarchical wheel)',
  'Constant work whatever the delay; tasks move down from level to level.': '无论延迟多长工作量都恒定；任务逐级下移。',
  'Width of the finest buckets; tasks are early by up to this.': '最细桶的宽度；任务最多早这么久。',
  'Buckets a level': '每层桶数',
  'Each level reaches this many times further than the one below.': '每层的跨度是下一层的这么多倍。',
  Start: '起始时刻',
  'Time at which the clock of the wheel starts.': '时间轮的时钟开始的时刻。',
  'Sorted sets in shards': '分片有序集合 (Sorted sets in shards)',
  'Tasks in a store such as Redis, polled; survives the scheduler but is late by the polling.':
    '任务存于 Redis 等存储中并轮询；调度器故障也不丢失，但会因轮询而延迟。',
  Shards: '分片数',
  'Number of sorted sets.': '有序集合的数量。',
  'Poll every': '轮询周期',
  'Time between two looks at the sets; tasks are late by up to this.': '两次查看集合之间的时间；任务最多晚这么久。',
  Batch: '每批上限',
  'Most tasks that a poll takes from one set; more of them due makes a backlog.':
    '一次轮询从一个集合最多取多少任务；到期任务更多时会积压。',
}
