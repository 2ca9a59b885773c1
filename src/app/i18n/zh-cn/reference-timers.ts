/** What the reference page says about timers, in Simplified Chinese. */
export const referenceTimers: { readonly [english: string]: string } = {
  Timers: '定时器 (Timers)',
  'A set of delayed tasks that fire when their time has come.': '一组到时触发的延迟任务。',
  'fires at the deadline; O(log n) each': '在截止时间触发；各操作 O(log n)',
  'Cancelling finds the task by id instead of marking it.': '取消按 id 找到任务，而不是作标记。',
  'A heap ordered by deadline, then by order of scheduling; an index by id makes cancelling as cheap as adding.':
    '先按截止时间、再按安排先后排序的堆；按 id 的索引使取消与添加同样便宜。',
  'Fires at the deadline, neither earlier nor later; equal deadlines in the order of scheduling.':
    '恰在截止时间触发，不早不晚；截止时间相同时按安排先后。',
  'An earlier now fires only what is due by then. An infinite delay never fires.':
    '较早的 now 只触发届时已到期的任务。无穷大的延迟永不触发。',
  'O(log n) to schedule, cancel and fire. Randomness: none. Throws: never.':
    '安排、取消和触发 O(log n)。随机性：无。抛出：从不。',
  'fires at (⌊deadline/tick⌋ + 1)·tick': '在 (⌊deadline/tick⌋ + 1)·tick 触发',
  'Starts at time 0, not at the first task. New tasks go to their buckets at once, without a limit of 100,000 a tick. Empty buckets are skipped.':
    '从时刻 0 而不是首个任务开始。新任务立即进入其桶，没有每刻度 100,000 个的限制。跳过空桶。',
  'The tick of a task is ⌊deadline/tick⌋, its bucket that modulo the wheel; the hand reaches tick i at (i + 1)·tick and fires what is due in this round. Ticks are multiples of tickMs from time 0.':
    '任务的刻度为 ⌊deadline/tick⌋，其桶为该值对轮大小取模；指针在 (i + 1)·tick 到达刻度 i，触发本轮到期的任务。刻度是从时刻 0 起 tickMs 的整数倍。',
  'Fires at (⌊deadline/tick⌋ + 1)·tick: never early, at most one tick late. Ties in the order of scheduling.':
    '在 (⌊deadline/tick⌋ + 1)·tick 触发：从不提前，最多晚一个刻度。相同时按安排先后。',
  'TickMs [ms]; wheelSize [count], rounded up to a power of two.': 'tickMs [ms]；wheelSize [个]，向上取为 2 的幂。',
  'An earlier now fires nothing. An infinite delay never fires.': '较早的 now 不触发任何任务。无穷大的延迟永不触发。',
  'O(1) to schedule and cancel; each tick looks at the whole bucket, tasks of later rounds included.':
    '安排和取消 O(1)；每个刻度查看整个桶，包括之后各轮的任务。',
  'fires at ⌊deadline/tick⌋·tick; level k has buckets of tick·size^k':
    '在 ⌊deadline/tick⌋·tick 触发；第 k 层的桶宽为 tick·size^k',
  'Times may have fractions. A task due at once waits for the next advance instead of running inside schedule. Deadlines beyond 2^52 ticks never come.':
    '时间可以有小数。立即到期的任务等到下一次推进，而不在 schedule 中执行。超过 2^52 个刻度的截止时间永不到来。',
  'Level k has buckets of tick·size^k. A task goes into the finest level that reaches its deadline; when a bucket expires its tasks go one or more levels down, or fire. Only buckets in use are waited for, so empty ticks cost nothing.':
    '第 k 层的桶宽为 tick·size^k。任务放入能覆盖其截止时间的最细一层；桶到期时其任务下移一层或多层，或者触发。只等待使用中的桶，因此空刻度没有代价。',
  'Fires at ⌊deadline/tick⌋·tick, up to one tick early; never late. A task due within the current tick fires at once.':
    '在 ⌊deadline/tick⌋·tick 触发，最多早一个刻度；从不偏晚。当前刻度内到期的任务立即触发。',
  'TickMs, startMs [ms]; wheelSize [count].': 'tickMs、startMs [ms]；wheelSize [个]。',
  "The wheel's clock moves only by buckets that expire, as in the source. An infinite delay never fires.":
    '时间轮的时钟只随到期的桶前进，与原实现一致。无穷大的延迟永不触发。',
  'O(levels) to schedule, O(1) to cancel, at most levels moves before a task fires; allocates when a level is added.':
    '安排 O(层数)，取消 O(1)，触发前最多移动层数次；新增一层时分配内存。',
  'fires at ⌈deadline/poll⌉·poll while no set has more than a batch due':
    '在 ⌈deadline/poll⌉·poll 触发，只要没有集合的到期任务多于一批',
  'The shard is the id modulo, not a hash. Equal deadlines are ordered by number instead of by bytes.':
    '分片取 id 的模，而不是哈希。截止时间相同时按数字而不是字节排序。',
  'A task belongs to shard id mod shards. At each multiple of pollMs every shard gives up to batch tasks whose deadline has come, the earliest first and equal ones by id, shard after shard.':
    '任务属于分片 id mod shards。在 pollMs 的每个整数倍处，每个分片依次交出最多 batch 个截止时间已到的任务，最早的在前，相同时按 id。',
  'Never early; at most one poll late while no shard has more than batch tasks due, later by whole polls with more.':
    '从不提前；每个分片到期任务不超过 batch 时最多晚一次轮询，更多时再晚若干次轮询。',
  'PollMs [ms]; shards, batch [count].': 'pollMs [ms]；shards、batch [个]。',
  'O(log n) to schedule and cancel, O(shards + fired·log n) a poll, empty or not.':
    '安排和取消 O(log n)，每次轮询无论空否 O(shards + 触发数·log n)。',
  'When tasks fire, and what it costs': '任务何时触发，代价多少',
  'All get the same tasks. A heap fires on the dot and pays for order; wheels round to their ticks and pay little; shards are polled and may be late.':
    '所有结构得到相同的任务。堆准时触发，但要为有序付出代价；时间轮按刻度取整，代价很小；分片靠轮询，可能偏晚。',
  Tasks: '任务数',
  'Scheduled within ten seconds.': '在十秒之内安排。',
  'Longest delay': '最长延迟',
  'Delays are spread evenly up to it.': '延迟均匀分布，最长到此值。',
  Cancelled: '取消率',
  'Share of tasks that are taken back half-way, as timeouts mostly are.': '中途取消的任务比例，超时大多如此。',
}
