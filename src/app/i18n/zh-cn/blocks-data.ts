/** Cache and database in Simplified Chinese. */
export const blocksData: { readonly [english: string]: string } = {
  'Keeps recent answers by key, in limited room and for a limited time.': '按键保存最近的结果，空间和时间都有限。',
  'Keys come from the traffic and the eviction policy really runs, so the hit ratio is a result, not a setting. Each entry carries the version of its key at the time it was read; a hit that returns an older version than was committed when the read began is counted as a stale read.':
    '键来自流量，淘汰策略真实运行，因此命中率是结果而不是设置。每个条目带有读取时该键的版本；命中时若返回的版本比读开始时已提交的更旧，则计为陈旧读。',
  'Beside the data (cache-aside) the service asks first the cache, then the origin. In front of the data (read-through, write-through) the cache is connected to the origin and asks it itself.':
    '旁路模式 (cache-aside) 下，服务先问缓存，再问源。穿透模式（read-through、write-through）下，缓存位于数据之前，与源相连并自行查询。',
  'With write-behind a write is answered at once, waits with others in the cache and reaches the origin later; writes to one key in the meantime become one. A crash loses what waits, although it had been answered: those are the lost writes.':
    '回写模式 (write-behind) 下，写操作立即应答，与其他写一起在缓存中等待，稍后才到达源；其间对同一键的多次写合并为一次。崩溃会丢失等待中的写，尽管它们已被应答：这就是丢失的写。',
  'In front of the data, single flight lets one of those who miss a key at the same time ask the origin; the others wait for its answer. It takes the stampede off the origin when a popular entry ends.':
    '位于数据之前时，合并加载 (single flight) 只让同时未命中同一键的读者之一去问源，其他人等它的应答。热门条目到期时，源因此免受惊群。',
  'A cache hides load: when it is emptied, the origin gets all of it at once.':
    '缓存掩盖了负载：一旦清空，全部负载会瞬间压到源上。',
  Capacity: '容量',
  'Entries that fit.': '可容纳的条目数。',
  'Which entry goes when there is no room.': '空间不足时淘汰哪个条目。',
  'An entry older than this is a miss.': '早于该时间的条目按未命中处理。',
  'for ever': '永久',
  'Jitter of that': '有效期抖动',
  'Each entry lives shorter by up to this share, so that not all end together.':
    '各条目的有效期最多缩短这一比例，避免同时失效。',
  Mode: '模式',
  'Who asks the origin: the service (cache-aside), or the cache itself.':
    '由谁查询源：服务 (cache-aside)，还是缓存自身。',
  'cache-aside': '旁路 (cache-aside)',
  'read-through': '读穿透 (read-through)',
  'read- and write-through': '读写穿透 (read/write-through)',
  'read-through, write-behind': '读穿透、回写 (write-behind)',
  'Write-behind: batch': '回写：批量',
  'Keys that wait to be written to the origin at most; with so many they go out at once.':
    '等待写入源的键数上限；达到后立即写出。',
  'Write-behind': '回写',
  'Write-behind: wait': '回写：等待',
  'How long a write waits at most before it goes to the origin.': '写操作在写入源之前最多等待多久。',
  'Time of one look-up or fill.': '一次查找或回填的时间。',
  cache: '缓存',
  hits: '命中',
  'Reads answered from the cache.': '由缓存返回的读请求数。',
  misses: '未命中',
  'Reads that were not held, or too old.': '缓存中没有或已过期的读请求数。',
  'Hits older than what had been committed when the read began.': '比读开始时已提交的版本更旧的命中数。',
  entries: '条目',
  'Entries held.': '当前保存的条目数。',
  evictions: '淘汰',
  'Entries dropped for want of room.': '因空间不足而移除的条目数。',
  'lost writes': '丢失的写',
  'Keys whose answered writes were lost in a crash before they had reached the origin.':
    '已应答的写在到达源之前因崩溃而丢失的键数。',
  'In front of the data: reads of a key that is being fetched wait for that answer instead of asking as well.':
    '位于数据之前时：正在获取的键，其读操作等待该应答，不再各自询问。',
  joined: '合并',
  'Misses that waited for what another had asked the origin.': '等待他人已向源询问之结果的未命中数。',
  'Reads of keys that are not at the origin go through the cache each time, since there is nothing to keep. It can keep for a while that there is nothing, which costs an entry for each such key; or have a Bloom filter in front, which holds the keys of the database from the beginning and those written through the cache since, and says at once that a key is not there. Of the keys that are not, it lets a small share through by mistake.':
    '读取源中不存在的键时，因为没有内容可存，每次都会穿过缓存。缓存可以在一段时间内记住“不存在”，代价是每个这样的键占用一个条目；也可以在前面放一个布隆过滤器，它装有数据库一开始就有的键以及此后经由缓存写入的键，能立即回答某个键不存在。对于不存在的键，它会误放行一小部分。',
  'Keys that are not there': '不存在的键',
  'Filter in front': '前置过滤器',
  'Answers at once when the database certainly does not hold the key. Needs a database behind the cache that says how many keys it holds.':
    '当数据库肯定没有该键时立即应答。需要缓存之后的数据库说明自己存有多少键。',
  'Nothing is kept for': '“不存在”保留',
  'How long it is kept that a key is not there; none means that each read of it goes to the origin.':
    '“某个键不存在”这一结果保留多久；不保留则每次读取都会到源。',
  'not kept': '不保留',
  filtered: '已过滤',
  'Reads that the filter answered: the key is not there. They are neither hits nor misses.':
    '由过滤器应答“键不存在”的读请求数，既不算命中也不算未命中。',
  'false positives': '误报',
  'Reads that the filter let through although the key was not there.': '键并不存在却被过滤器放行的读请求数。',
  'A read-through cache': '读穿透缓存',

  Database: '数据库',
  'Reads and writes rows through a pool of connections.': '通过连接池读写数据行。',
  'A call waits for a connection of the pool, takes the read or the write time, and gives the connection back. Each committed write raises the version of its key; that is how stale reads elsewhere are told exactly.':
    '调用等待连接池中的连接，占用读或写的时间，然后归还连接。每次提交的写都会使该键的版本加一，其他各处的陈旧读由此得以精确判定。',
  'With row locks a write holds its row from its start to its commit, so writes to a hot row follow one another while each keeps a connection busy. With read replicas, reads go to copies that lag behind, and may return versions older than what was committed when they began.':
    '启用行锁时，写操作从开始到提交一直持有该行，因此对热点行的写依次进行，且各占一个连接。启用只读副本时，读由滞后的副本提供，可能返回比读开始时已提交的更旧的版本。',
  'Where it holds fewer keys than are asked for, a read of one of the others finds nothing, which takes as long and is an answer like any other; the first write puts the key there.':
    '当它存有的键少于被请求的键时，读取其余的键会一无所获，耗时相同，也是一种正常应答；首次写入后该键便存在。',
  'Keys that it holds': '存有的键数',
  'Keys from this number on are not there until they are written. To ask for such, let a source have more keys than this.':
    '编号从此数起的键在写入之前不存在。要请求这样的键，请让流量源的键数多于此数。',
  'absent reads': '读空',
  'Reads of keys that were not there; counted where not all keys are.':
    '读取不存在的键的次数；仅在并非所有键都存在时计数。',
  'Counters, such as stock, are rows with a number. Confirmed sales beyond the initial number are counted as oversold.':
    '计数器（如库存）是带数值的行。确认的销量超出初始数量的部分计为超卖。',
  Connections: '连接数',
  'Size of the pool: calls that are worked on at the same time.': '连接池大小：可同时处理的调用数。',
  'Read time': '读时间',
  'Time of one read.': '一次读的时间。',
  'Write time': '写时间',
  'Time of one write, commit included.': '一次写的时间，含提交。',
  'Where calls wait for a connection.': '调用在此等待连接。',
  'Turns calls away before they wait in vain for a connection; what it refuses or sheds fails as shed.':
    '在调用徒劳等待连接之前就拒绝；被拒绝或丢弃的以“过载丢弃”失败。',
  'How times grow with what else goes on when the work starts.': '处理时间如何随工作开始时的其他负载增长。',
  'Nothing is served for a while now and then, as during a checkpoint; leader and copies each by themselves.':
    '不时停止服务一段时间，如同做检查点；主库与各副本彼此独立。',
  'Group commit': '组提交',
  'A free connection takes several waiting calls as one transaction, for little more than the time of one; rows are not locked one by one then.':
    '空闲连接把多个等待的调用作为一个事务处理，耗时仅略多于一个；此时不再逐行加锁。',
  'Row locks': '行锁',
  'Whether writes to the same key wait for one another.': '对同一键的写是否互相等待。',
  'Read replicas': '只读副本数',
  'Copies that serve the reads; none means that the leader does. Each has a pool of its own.':
    '提供读服务的副本；为 0 时由主库提供。每个副本各有连接池。',
  'Replicas and counters': '副本与计数器',
  'Replica lag': '副本延迟',
  'How long after its commit a write is seen on the copies.': '写提交多久后在副本上可见。',
  Counters: '计数器',
  'Named numbers, such as the stock of a product, and what they begin with.': '带名称的数值（如商品库存）及其初始值。',
  connections: '连接',
  SQL: 'SQL',
  'Reads completed.': '完成的读数量。',
  'Writes committed.': '提交的写数量。',
  oversold: '超卖',
  'Confirmed sales beyond what a counter began with.': '确认的销量超出计数器初始值的部分。',
  'Reads of a copy older than what had been committed when they began.':
    '从副本读到的版本比读开始时已提交的更旧的次数。',
  'fenced off': '防护拒绝',
  'Writes refused because a newer fencing token had been seen.': '因已见过更新的防护令牌而被拒绝的写数量。',
  'row waits': '行锁等待',
  'Writes that had to wait for another on the same row.': '必须等待同一行上另一个写的写数量。',
  'A hot row': '热点行',
}
