/** What the reference page says about caching, in Simplified Chinese. */
export const referenceCaching: { readonly [english: string]: string } = {
  Caching: '缓存 (Caching)',
  'Which keys stay when there is no room for all?': '空间不足时保留哪些键？',
  'evict the key with the oldest last use': '淘汰最后一次使用最早的键',
  'One list by last use; a use or an insertion moves a key to the front; the back is evicted.':
    '按最近使用排成一个列表；使用或插入把键移到表头；淘汰表尾。',
  'What a cache of size c holds, a cache of size c + 1 holds too (inclusion).':
    '大小为 c 的缓存所持有的键，大小为 c + 1 的缓存也都持有（包含性）。',
  'Capacity [keys]. Cost: O(1) per access, no allocation apart from growth. Randomness: none.':
    '容量 [键]。代价：每次访问 O(1)，除扩容外不分配内存。随机性：无。',
  'evict the key with the lowest count of uses; among equals the one that reached it first':
    '淘汰使用次数最少的键；次数相同时淘汰最先达到该次数的',
  'Keys with equal counts form a bucket, ordered by when they reached that count; buckets form a list by count. A use moves a key to the end of the next bucket; the first key of the first bucket is evicted. A new key has count 1, whatever it had before. With ties by arrival, the key of the first bucket that came in first is evicted instead.':
    '计数相同的键组成一个桶，按达到该计数的先后排列；各桶按计数组成列表。使用把键移到下一个桶的末尾；淘汰首个桶的首个键。新键的计数为 1，不论以前是多少。次数相同时按到达先后，则淘汰首个桶中最先进入的键。',
  'Capacity [keys]. Cost: O(1) per access, no allocation apart from growth: at most one bucket per key. With ties by arrival an eviction looks at every key of the first bucket.':
    '容量 [键]。代价：每次访问 O(1)，除扩容外不分配内存：每个键最多一个桶。次数相同按到达先后时，一次淘汰会查看首个桶的所有键。',
  'evict the key with the oldest insertion': '淘汰插入最早的键',
  'One list by time of insertion; a use moves nothing; the back is evicted.':
    '按插入时间排成一个列表；使用不移动任何键；淘汰表尾。',
  "None on hits: a larger cache can hit less often (Belady's anomaly).":
    '对命中没有保证：更大的缓存可能命中更少（Belady 异常）。',
  'use: c ← min(c + 1, 2^bits − 1); hand: c > 0 ⇒ c ← c − 1 and newest again, else evict':
    '使用：c ← min(c + 1, 2^bits − 1)；指针：c > 0 ⇒ c ← c − 1 并算作最新，否则淘汰',
  "A use raises the key's counter, up to 2^bits − 1. The hand looks at the oldest key: with a counter above 0 the key pays one and counts as newest, otherwise it is evicted. A new key starts with counter 0.":
    '使用使键的计数器加一，最大为 2^bits − 1。指针查看最旧的键：计数器大于 0 时减一并算作最新，否则淘汰。新键的计数器从 0 开始。',
  'Capacity [keys], bits [count]. Cost: O(1) per access, amortised for evictions; no allocation apart from growth.':
    '容量 [键]，位数 [个]。代价：每次访问 O(1)，淘汰为均摊；除扩容外不分配内存。',
  'hand from tail to head: marked ⇒ unmark and go on, unmarked ⇒ evict and stay':
    '指针从表尾到表头：有标记 ⇒ 清除并继续，无标记 ⇒ 淘汰并停下',
  "New keys join at the head; a use sets the key's mark. To evict, the hand walks from the tail towards the head, clears marks on its way, evicts the first unmarked key and stays before it; past the head it starts again at the tail.":
    '新键加入表头；使用会给键打上标记。淘汰时指针从表尾向表头移动，沿途清除标记，淘汰首个未标记的键并停在其前面；越过表头后从表尾重新开始。',
  'Capacity [keys]. Cost: O(1) per access, amortised for evictions; no allocation apart from growth. Randomness: none.':
    '容量 [键]。代价：每次访问 O(1)，淘汰为均摊；除扩容外不分配内存。随机性：无。',
  'P(evict k) = 1/capacity for each held k': 'P(淘汰 k) = 1/capacity，对每个持有的 k',
  'Each held key is evicted with the same probability; uses count for nothing.':
    '每个持有的键以相同概率被淘汰；使用与否无关。',
  'Under independent references it hits as often as FIFO.': '在独立引用下，命中率与 FIFO 相同。',
  'Capacity [keys]. Cost: O(1) per access, no allocation apart from growth.':
    '容量 [键]。代价：每次访问 O(1)，除扩容外不分配内存。',
  'One draw per eviction. Throws: ParamError from the constructor only.':
    '每次淘汰取一次随机数。抛出：仅构造函数抛出 ParamError。',
  'small: uses ≥ threshold ⇒ main, else evict to ghosts; main: c > 0 ⇒ again with min(c, 3) − 1, else evict':
    '小队列：次数 ≥ 阈值 ⇒ 主队列，否则淘汰为幽灵项；主队列：c > 0 ⇒ 以 min(c, 3) − 1 再转，否则淘汰',
  'The small queue has room for one key at least; libCacheSim admits nothing where its share rounds to less than 2':
    '小队列至少能容纳一个键；libCacheSim 在其份额取整后小于 2 时不接收任何键',
  'A new key joins the small queue, or the main queue when it is remembered as a ghost. A use raises its counter. When room is needed and the main queue holds more than its share, or the small one is empty, the main queue gives up its oldest key, after sparing those with a counter above 0 (they go round with min(counter, 3) − 1). Otherwise the oldest key of the small queue moves to the main one if its counter reached the threshold, and the next is looked at; if not, it is evicted and becomes a ghost.':
    '新键加入小队列；若仍作为幽灵项被记住，则加入主队列。使用使其计数器加一。需要空间时，若主队列超过其份额或小队列为空，则由主队列交出最旧的键，但放过计数器大于 0 的键（它们以 min(计数器, 3) − 1 再转一圈）。否则看小队列最旧的键：计数器达到阈值则移入主队列并看下一个；未达到则淘汰并成为幽灵项。',
  'Capacity [keys]; small and ghost [share of capacity]. Cost: O(1) per access, amortised for evictions; no allocation apart from growth. Randomness: none. Throws: ParamError from the constructor only.':
    '容量 [键]；小队列和幽灵项 [占容量的比例]。代价：每次访问 O(1)，淘汰为均摊；除扩容外不分配内存。随机性：无。抛出：仅构造函数抛出 ParamError。',
  '|In| > Kin ⇒ evict the oldest of In to Out, else the least recent of Am; in Out ⇒ comes into Am':
    '|In| > Kin ⇒ 把 In 中最旧的淘汰到 Out，否则淘汰 Am 中最近最少使用的；在 Out 中 ⇒ 进入 Am',
  'In has room for one key at least; libCacheSim admits nothing where its share rounds to 0':
    'In 至少能容纳一个键；libCacheSim 在其份额取整为 0 时不接收任何键',
  'A new key joins the queue In; a use there changes nothing. When room is needed and In holds more than its share, its oldest key is evicted and remembered in Out; otherwise the least recently used key of the main list is evicted. A key that comes in while Out remembers it joins the main list.':
    '新键加入 In 队列；在其中被使用不改变任何东西。需要空间时，若 In 超过其份额，则淘汰其最旧的键并记入 Out；否则淘汰主列表中最近最少使用的键。仍被 Out 记住的键再进入时加入主列表。',
  'Capacity [keys]; In and Out [share of capacity]. Cost: O(1) per access, no allocation apart from growth.':
    '容量 [键]；In 和 Out [占容量的比例]。代价：每次访问 O(1)，除扩容外不分配内存。',
  'use in In ⇒ Am; |In| > Kin, or = Kin for a key not in Out ⇒ evict the oldest of In, else the least recent of Am':
    '在 In 中被使用 ⇒ Am；|In| > Kin，或 = Kin 且键不在 Out 中 ⇒ 淘汰 In 中最旧的，否则淘汰 Am 中最近最少使用的',
  'None from the library; it departs from the paper, where a use in In changes nothing':
    '与该库没有差异；与论文不同，论文中在 In 内的使用不改变任何东西',
  'A use of a key in In moves it to the main list. When room is needed, In gives up its oldest key if it holds more than its share, or just its share and the newcomer is not remembered in Out; otherwise the main list gives up a key. Units, cost and errors as 2Q.':
    'In 中的键被使用时移入主列表。需要空间时，若 In 超过其份额，或恰为其份额且新来者未被 Out 记住，则由 In 交出最旧的键；否则由主列表交出一个键。单位、代价和错误同 2Q。',
  'in B1: p ← min(c, p + max(1, |B2|/|B1|)); in B2: p ← max(0, p − max(1, |B1|/|B2|)); |T1| > p ⇒ evict from T1':
    '在 B1 中：p ← min(c, p + max(1, |B2|/|B1|))；在 B2 中：p ← max(0, p − max(1, |B1|/|B2|))；|T1| > p ⇒ 从 T1 淘汰',
  'T1 holds keys used once, T2 keys used again, each by last use; B1 and B2 remember what they evicted. p is the share that T1 should have: a newcomer remembered in B1 raises p by max(1, |B2|/|B1|), one in B2 lowers it by max(1, |B1|/|B2|), within [0, c]. Room is made in T1 when |T1| > p, or = p and the newcomer is in B2; else in T2.':
    'T1 保存用过一次的键，T2 保存再次用过的键，各按最近使用排列；B1 和 B2 记住它们淘汰的键。p 是 T1 应有的份额：被 B1 记住的新来者使 p 增加 max(1, |B2|/|B1|)，被 B2 记住的使它减少 max(1, |B1|/|B2|)，保持在 [0, c] 内。当 |T1| > p，或 |T1| = p 且新来者在 B2 中时，从 T1 腾出空间；否则从 T2。',
  '|T1| + |B1| ≤ c and all four lists together ≤ 2c.': '|T1| + |B1| ≤ c，四个列表合计 ≤ 2c。',
  'Capacity c and p [keys]. Cost: O(1) per access, no allocation apart from growth. Randomness: none.':
    '容量 c 与 p [键]。代价：每次访问 O(1)，除扩容外不分配内存。随机性：无。',
  'as ARC with ⌊|B2|/|B1|⌋ and ⌊|B1|/|B2|⌋; |B1| ≤ c − p, |B2| ≤ p':
    '同 ARC，但用 ⌊|B2|/|B1|⌋ 和 ⌊|B1|/|B2|⌋；|B1| ≤ c − p，|B2| ≤ p',
  'Never holds a key above the capacity, as the library can where T2 is empty; it departs from the paper, and gets hits even on a cyclic scan':
    '持有的键从不超过容量（该库在 T2 为空时可能超过）；与论文不同，在循环扫描中也能命中',
  'As ARC, but steps divide whole numbers, room for an unknown newcomer is always made by the rule of the border, and before it joins B1 is cut to c − p keys and B2 to p keys, one key at a time. Units, cost and errors as ARC.':
    '与 ARC 相同，但步长为整数除法；为未知的新来者腾出空间总是按分界规则；在新来者加入之前，B1 被裁到 c − p 个键，B2 被裁到 p 个键，每次裁一个。单位、代价和错误同 ARC。',
  'admit candidate ⇔ estimate(candidate) > estimate(victim), or > 5 and one in 128':
    '接纳候选者 ⇔ 估计(候选者) > 估计(被替换者)，或 > 5 且为每 128 次中的一次',
  'Other hash functions than Caffeine; the window holds one key at least and does not adapt':
    '哈希函数与 Caffeine 不同；窗口至少容纳一个键，且不自适应',
  'New keys enter the window; what falls out of it becomes a candidate at the recent end of probation. When the cache is full the candidate meets the oldest key of probation, and the one with the lower estimate is evicted (on a tie the candidate, except that an estimate above 5 is let in once in 128 times). A use in probation moves a key to the protected part (80 % of the main cache), whose oldest key goes back to probation when it overflows. Estimates come from a FrequencySketch.':
    '新键进入窗口；被挤出窗口的键成为候选者，位于试用区的最近端。缓存满时，候选者与试用区最旧的键比较，估计值较低者被淘汰（相同时淘汰候选者，但估计值高于 5 的每 128 次放入一次）。试用区中被使用的键移入保护区（占主缓存的 80%），保护区溢出时其最旧的键退回试用区。估计值来自 FrequencySketch。',
  'Capacity [keys], window [share of capacity], sample [additions per key of capacity before estimates are halved].':
    '容量 [键]，窗口 [占容量的比例]，采样量 [每单位容量新增多少次后估计值减半]。',
  'O(1) per access, amortised for the halving; no allocation apart from growth.':
    '每次访问 O(1)，减半为均摊；除扩容外不分配内存。',
  'At most one draw per eviction. Throws: ParamError from the constructor only.':
    '每次淘汰最多取一次随机数。抛出：仅构造函数抛出 ParamError。',
  'end = now + ttl·(1 − jitter·u), u uniform on (0, 1)': 'end = now + ttl·(1 − jitter·u)，u 在 (0, 1) 上均匀分布',
  'Lives are only ever shortened, so that the configured time stays the limit of staleness.':
    '存活时间只会缩短，因此所配置的时间始终是陈旧程度的上限。',
  'An entry put at now ends at now + ttl·(1 − jitter·u), u uniform on (0, 1); jitter 0 draws nothing. It is good while now < end.':
    'now 时写入的条目在 now + ttl·(1 − jitter·u) 失效，u 在 (0, 1) 上均匀分布；jitter 为 0 时不取随机数。now < end 时有效。',
  'Ttl·(1 − jitter) < life ≤ ttl; the mean is ttl·(1 − jitter/2). Entries put together end spread over jitter·ttl.':
    'ttl·(1 − jitter) < 存活时间 ≤ ttl；均值为 ttl·(1 − jitter/2)。同时写入的条目分散在 jitter·ttl 内失效。',
  'Ttl [ms], jitter [share]; ttl ∞ never ends. Cost: O(1), no allocation. Randomness: one draw per put if there is jitter.':
    'ttl [ms]，jitter [比例]；ttl 为 ∞ 则永不失效。代价：O(1)，不分配内存。随机性：有抖动时每次写入取一次随机数。',
  'loads of one key under way ≤ 1': '一个键同时进行的加载 ≤ 1',
  'The caller says when a load ends; nothing is called back.': '由调用方告知加载何时结束；不进行回调。',
  'The first to join a key that is not being loaded leads; later ones follow. When the load ends, all of them get its result, and the next to ask leads anew. A key can be forgotten while it is loaded: those who come after that start another load.':
    '首个请求未在加载的键者成为领头者，之后的跟随。加载结束时所有人得到其结果，下一个请求者重新领头。键在加载期间可以被遗忘：此后到来者会发起另一次加载。',
  'Loads of a key under way together ≤ 1, as long as it is not forgotten.': '只要不被遗忘，一个键同时进行的加载 ≤ 1。',
  'Keys and flights are whole numbers. Cost: O(1), no allocation apart from growth. Randomness: none. Throws: never.':
    '键和加载均为整数编号。代价：O(1)，除扩容外不分配内存。随机性：无。抛出：从不。',
  'batch due ⇔ waiting keys ≥ batch size, or the oldest waited the delay':
    '写出一批 ⇔ 等待的键 ≥ 每批数量，或最早的已等待到延迟',
  'Writes to a key that waits are always joined; one queue.': '对等待中的键的写入总是合并；只有一个队列。',
  'A write to a key that already waits replaces it. A batch is due when batchSize keys wait, or the oldest has waited delayMs. Keys leave in the order in which they first came. A crash loses everything that waits.':
    '对已在等待的键的写入会替换它。等待的键达到 batchSize，或最早的已等待 delayMs 时，写出一批。键按最初到来的顺序写出。崩溃会丢失所有等待中的写入。',
  'At most batchSize keys wait if every due batch is taken; a write waits at most delayMs.':
    '若每次到期都写出一批，则最多有 batchSize 个键在等待；一次写入最多等待 delayMs。',
  'Delay [ms], size [keys]. Cost: O(1) per write, no allocation apart from growth. Randomness: none.':
    '延迟 [ms]，数量 [键]。代价：每次写入 O(1)，除扩容外不分配内存。随机性：无。',
  'a program of steps for reads that miss and one for writes': '读未命中和写入各有一个由步骤组成的程序',
  'The orders that the paper does not use are the common ones it is compared with.':
    '论文未采用的顺序是常被拿来与之比较的那些。',
  'Each strategy has a program for reads that miss and one for writes. A StrategyRun is the state machine that walks through one: it names the step to do, is told whether it succeeded, and moves on. A failed deletion is tried again where the strategy says so, up to its number of tries; a failure of the database ends the run.':
    '每种策略有一个处理读未命中的程序和一个处理写入的程序。StrategyRun 是逐步执行程序的状态机：它给出要做的步骤，得知成功与否，然后继续。策略规定重试时，失败的删除会重试，直到达到尝试次数；数据库失败则结束执行。',
  'What a write leaves behind if it stops in the middle is what the order of its steps says: update-then-delete leaves the old value in the cache until its end, delete-then-update lets a reader put the old value back.':
    '写入中途停止会留下什么，由步骤的顺序决定：先更新后删除会把旧值留在缓存中直到失效，先删除后更新会让读者把旧值写回。',
  'Delays [ms]. Cost: O(1) per step, no allocation. Randomness: none. Throws: RangeError for an unknown strategy.':
    '延迟 [ms]。代价：每步 O(1)，不分配内存。随机性：无。抛出：未知策略抛出 RangeError。',
  'Σ 1 − e^(−pᵢT) = C; hit ratio Σ pᵢ·(1 − e^(−pᵢT))': 'Σ 1 − e^(−pᵢT) = C；命中率 Σ pᵢ·(1 − e^(−pᵢT))',
  'With popularities pᵢ, a key stays for a characteristic time T, counted in requests, that is the same for all keys. LRU: Σ 1 − e^(−pᵢT) = C, and key i hits with 1 − e^(−pᵢT). FIFO and random: Σ pᵢT/(1 + pᵢT) = C, and key i hits with pᵢT/(1 + pᵢT).':
    '设热度为 pᵢ，键停留一个特征时间 T（以请求数计），对所有键相同。LRU：Σ 1 − e^(−pᵢT) = C，键 i 以 1 − e^(−pᵢT) 命中。FIFO 与随机：Σ pᵢT/(1 + pᵢT) = C，键 i 以 pᵢT/(1 + pᵢT) 命中。',
  'An approximation; on 20 000 requests of a Zipf law it is within about one percent.':
    '是近似值；在服从 Zipf 分布的 20 000 个请求上误差约在 1% 以内。',
  'Capacity C [keys], T [requests], popularities [share], summing to 1.':
    '容量 C [键]，T [请求]，热度 [比例]，总和为 1。',
  'About ten passes over the popularities. Randomness: none. Throws: never.':
    '约遍历热度十次。随机性：无。抛出：从不。',
  'frequency sketch': '频率草图 (frequency sketch)',
  'How often a key was seen lately, estimated in four bits: a count-min sketch that forgets.':
    '以四位估计一个键近期出现的频率：会遗忘的 count-min 草图。',
  'A key hashes to one group of 128 counters of 0 to 15, and in it to one counter in each of four rows; its estimate is their minimum. After sample times capacity additions every counter is halved.':
    '键哈希到一组 128 个取值 0 到 15 的计数器，在组内的四行中各对应一个计数器；估计值取其最小值。每新增采样量乘以容量次后，所有计数器减半。',
  'Never below the true count since the last halving (up to 15); above it where all four counters are shared.':
    '从不低于上次减半以来的真实次数（最多 15）；四个计数器都被共用时会偏高。',
  'O(1) per call, amortised for the halving. A group is 64 bytes, one cache line, so a call touches memory once. About 8 bytes per key of capacity, allocated by FrequencySketch.prepare, since a cache that is half empty has no use for estimates.':
    '每次调用 O(1)，减半为均摊。一组为 64 字节，即一个缓存行，因此一次调用只访问内存一次。每单位容量约 8 字节，由 FrequencySketch.prepare 分配，因为半空的缓存用不到估计值。',
  'Hits by capacity': '命中率与容量',
  'The same requests to caches of seven sizes. Requests that come only once tell policies apart: those that take in everything lose what is asked for often.':
    '同样的请求发往七种大小的缓存。只来一次的请求能区分各策略：来者不拒的策略会丢掉经常被访问的键。',
  'Different keys that are asked for.': '会访问的不同键的数量。',
  Skew: '偏斜度',
  'Exponent of Zipf: 0 for all alike, 1 and more for few favourites.':
    'Zipf 指数：0 表示全部相同，1 及以上表示少数键特别热。',
  'Asked once only': '只访问一次',
  'Share of requests for a key that never comes again, as a scan makes them.':
    '访问之后不再出现的键的请求比例，如同一次扫描。',
  'When entries end that were put together': '同时写入的条目何时失效',
  'Without jitter all of them end in one moment, and all of their readers go to the database at once.':
    '没有抖动时它们在同一刻全部失效，所有读者同时涌向数据库。',
  'All put at the same moment, as after a restart.': '全部在同一时刻写入，如同重启之后。',
  'Who loads, and who waits for the load of another': '谁去加载，谁等待别人的加载',
  'Of those who miss the same key at the same time one goes to the database. The hotter the keys, the more it saves.':
    '同时未命中同一个键的请求中，只有一个访问数据库。键越热，节省越多。',
  Misses: '未命中数',
  'Requests that find nothing in the cache.': '在缓存中找不到的请求。',
  'That they ask for, some more often than others.': '会访问的键，有的更频繁。',
  'A load takes': '加载耗时',
  'From the database.': '从数据库加载。',
  'Writes that wait for their batch': '等待成批的写入',
  'A write to a key that waits already replaces it, which is what the buffer saves. A crash loses what waits.':
    '对已在等待的键的写入会替换它，这正是缓冲节省之处。崩溃会丢失仍在等待的写入。',
  'That come.': '到来的数量。',
  'Crash after': '崩溃时刻',
  'What waits then is lost.': '当时仍在等待的写入会丢失。',
  'The steps of each strategy': '各策略的步骤',
  'What happens on a miss and on a write, in order. Between any two steps another request may come.':
    '未命中和写入时依次发生什么。任意两步之间都可能有其他请求到来。',
  'Hits that theory expects': '理论预期的命中率',
  'No request is simulated here: the hit ratio follows from how popular the keys are.':
    '这里不模拟任何请求：命中率由键的热度推出。',
  'That are asked for.': '会访问的键数。',
  'Exponent of Zipf.': 'Zipf 指数。',
}
