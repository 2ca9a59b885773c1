/** Names, helps and parameters of the algorithms of caching, in Simplified Chinese. */
export const algorithmsCaching: { readonly [english: string]: string } = {
  LRU: '最近最少使用 (LRU)',
  'Evicts the key that was used longest ago.': '淘汰最久未使用的键。',
  LFU: '最不经常使用 (LFU)',
  'Evicts the key that was used least often since it came in.': '淘汰进入缓存以来使用次数最少的键。',
  'Among equals': '次数相同时',
  'Which of the keys with the lowest count is evicted.': '计数最低的键有多个时淘汰哪一个。',
  'First to reach the count': '最先达到该次数的',
  'First to come in': '最先进入的',
  FIFO: '先进先出 (FIFO)',
  'Evicts the key that came in longest ago, whether it was used or not.': '淘汰最早进入的键，不论是否被使用过。',
  CLOCK: '时钟算法 (CLOCK)',
  'Evicts in order of arrival, but spares keys that were used since the hand last passed.':
    '按到达顺序淘汰，但放过指针上次经过后被使用过的键。',
  Bits: '位数',
  'Bits of the counter of each key; more bits forgive more.': '每个键的计数器位数；位数越多，越能放过。',
  SIEVE: 'SIEVE 筛选 (SIEVE)',
  'Keeps arrival order; a moving hand evicts the first key that was not used since it last passed.':
    '保持到达顺序；移动的指针淘汰它上次经过后首个未被使用的键。',
  'Evicts a key picked at random, whether it was used or not.': '随机选一个键淘汰，不论是否被使用过。',
  'S3-FIFO': '三队列先进先出 (S3-FIFO)',
  'Three FIFO queues: keys seen once leave through a small one, keys seen again stay in the main one.':
    '三个 FIFO 队列：只见过一次的键从小队列离开，再次出现的键留在主队列。',
  'Small queue': '小队列',
  'Share of the cache for keys that were seen once.': '留给只见过一次的键的缓存比例。',
  Ghosts: '幽灵项',
  'Keys remembered after eviction, as a share of the capacity.': '淘汰后仍记住的键数，以占容量的比例表示。',
  'Uses to stay': '留存所需次数',
  'Uses in the small queue that take a key to the main queue.': '在小队列中被使用多少次后，键进入主队列。',
  '2Q': '双队列 (2Q)',
  'New keys pass through a FIFO queue; those asked for again after leaving it are kept by last use.':
    '新键先经过一个 FIFO 队列；离开后又被访问的键按最近使用保留。',
  In: 'In 队列',
  'Share of the cache for keys on their first stay.': '留给首次停留的键的缓存比例。',
  Out: 'Out 队列',
  'Keys remembered after their first stay, as a share of the capacity.': '首次停留后仍记住的键数，以占容量的比例表示。',
  '2Q, promoting on a hit': '双队列，命中即晋升 (2Q, promoting on a hit)',
  'As 2Q, but a second use moves a key to the main list at once, as golang-lru does.':
    '与 2Q 相同，但第二次使用就立即移入主列表，与 golang-lru 一致。',
  ARC: '自适应替换 (ARC)',
  'Splits the cache between keys used once and keys used again, and moves the border by what it evicted too early.':
    '把缓存分给用过一次的键和多次使用的键，并根据淘汰过早的键移动分界。',
  'ARC, whole steps': '自适应替换，整数步长 (ARC, whole steps)',
  'As ARC, with whole-number steps and shorter memory, as golang-lru does.':
    '与 ARC 相同，但步长取整、记忆更短，与 golang-lru 一致。',
  'W-TinyLFU': '窗口 TinyLFU (W-TinyLFU)',
  'A small window in front of a main cache that admits a key only if it is asked for more often than its victim.':
    '主缓存前有一个小窗口，键的访问频率高于被替换者才能进入主缓存。',
  'Share of the cache that takes every new key.': '接收所有新键的那部分缓存比例。',
  Sample: '采样量',
  'Accesses per key of capacity after which all estimates are halved; less forgets faster.':
    '每单位容量访问多少次后，所有估计值减半；越小遗忘越快。',
  'Time to live with jitter': '带抖动的存活时间 (Time to live with jitter)',
  'An entry stops being good after a while, which differs from entry to entry.':
    '条目经过一段时间后失效，各条目的时间有所不同。',
  'Time to live': '存活时间',
  'How long an entry is good. Longer hits more often and shows older values.':
    '条目有效多久。越长命中率越高，也越容易读到旧值。',
  'Part of the time by which a life may fall short, so that entries put together do not end together.':
    '存活时间最多可缩短的比例，避免同时写入的条目同时失效。',
  'Single flight': '合并加载 (Single flight)',
  'Of those who miss the same key at the same time, one loads it and the others wait for its result.':
    '同时未命中同一个键的请求中，只有一个去加载，其余等待其结果。',
  'Write-behind buffer': '回写缓冲 (Write-behind buffer)',
  'Writes wait in the cache and go to the database in batches; a crash loses those that wait.':
    '写入先留在缓存中，再成批写入数据库；崩溃会丢失尚未写出的部分。',
  'Keys that make a batch due. More means fewer writes to the database and more to lose in a crash.':
    '凑够多少个键就写出一批。越多则写数据库次数越少，崩溃时丢失也越多。',
  'After this long the oldest write makes a batch due, however small.':
    '最早的写入等待多久后必须写出一批，不论这批多小。',
  'Reading and writing strategies': '读写策略 (Reading and writing strategies)',
  'How reads and writes go between a cache and the database behind it.': '读写如何在缓存及其背后的数据库之间进行。',
  Strategy: '策略',
  'Who writes what first, and what happens to the cached value.': '谁先写什么，以及缓存中的值如何处理。',
  'Cache-aside: update, then delete': '旁路缓存：先更新后删除',
  'Writes the database and then deletes the cached value; a reader that missed before can still put the old value back.':
    '先写数据库再删除缓存值；此前未命中的读者仍可能把旧值写回。',
  'Cache-aside: update, then delete with retry': '旁路缓存：先更新后删除并重试',
  'As update-then-delete, but a deletion that fails is tried again, so that the old value does not stay.':
    '同“先更新后删除”，但删除失败会重试，避免旧值残留。',
  'Cache-aside: delete, then update': '旁路缓存：先删除后更新',
  'Deletes the cached value and then writes the database; a reader in between puts the old value back for a whole life.':
    '先删除缓存值再写数据库；其间的读者会把旧值写回，并保留整个存活时间。',
  'Cache-aside: delayed double delete': '旁路缓存：延迟双删',
  'Deletes, writes the database, and deletes once more after a delay, which removes what readers put back meanwhile.':
    '先删除，再写数据库，延迟后再删一次，清除读者在其间写回的旧值。',
  'Read-through': '读穿透',
  'The cache loads what it misses; writes go to the database and delete the cached value.':
    '缓存自己加载未命中的键；写入直接到数据库并删除缓存值。',
  'Write-through': '写穿透',
  'The cache writes the database and itself before it answers.': '缓存先写数据库和自身，然后才应答。',
  'Write-behind': '回写',
  'The cache answers at once and writes the database later, in batches; a crash loses what was not yet written.':
    '缓存立即应答，稍后成批写入数据库；崩溃会丢失尚未写出的部分。',
  'Update through a queue or the database log': '通过队列或数据库日志更新',
  'Writes only the database; a reader of its log, or of a queue, deletes the cached value a little later, and tries again.':
    '只写数据库；读取其日志或队列的进程稍后删除缓存值，失败会重试。',
  'Tries of a deletion': '删除尝试次数',
  'How often a deletion is tried in all, where the strategy tries again.': '策略会重试时，一次删除总共尝试多少次。',
  "Che's approximation": "Che 近似 (Che's approximation)",
  'The hit ratio to expect of a cache when each request picks its key independently of the others.':
    '假设每个请求独立选键时，缓存的预期命中率。',
  'How many different keys are asked for.': '会访问多少个不同的键。',
  'Zipf exponent': 'Zipf 指数',
  'How uneven their popularity is; 0 is even.': '键热度的不均匀程度；0 表示均匀。',
  'Keys that the cache holds.': '缓存可容纳的键数。',
}
