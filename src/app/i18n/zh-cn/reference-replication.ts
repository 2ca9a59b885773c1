/** What the reference page says about replication, in Simplified Chinese. */
export const referenceReplication: { readonly [english: string]: string } = {
  Replication: '复制 (Replication)',
  'Which copies of a value a read or a write goes to, and whose answers it waits for.':
    '一次读或写发往值的哪些副本，并等待谁的应答。',
  'writeAnswers is at most replicas.': 'writeAnswers 不大于 replicas。',
  'readAnswers is at most replicas.': 'readAnswers 不大于 replicas。',
  'R + W > N ⇒ a read sees the latest write; else stale with C(N−W, R)/C(N, R)':
    'R + W > N ⇒ 读取看到最新写入；否则以 C(N−W, R)/C(N, R) 读到过期值',
  'A write goes to all N; those that are down miss it. A read goes to R random ones, or to all N when readsAll is set. With fewer than W or R up the operation is refused.':
    '写入发往全部 N 个；宕机的会错过。读取发往随机 R 个，设置 readsAll 时发往全部 N 个。可用的少于 W 或 R 个时拒绝操作。',
  'R + W > N: each read that waits for R meets the last finished write. Otherwise a read of R random replicas misses it with probability C(N − W, R)/C(N, R), if exactly W have it.':
    'R + W > N：每次等待 R 个应答的读取都会遇到最后完成的写入。否则，若恰有 W 个持有它，读取 R 个随机副本以概率 C(N − W, R)/C(N, R) 错过它。',
  'O(N), no allocation. Randomness: R draws per read, none per write. Throws: ParamError from the constructor only.':
    'O(N)，不分配内存。随机性：每次读取抽取 R 次，写入不抽取。抛出：仅构造函数抛出 ParamError。',
  'the first N reachable of N homes and S spares; W, R answers of these':
    'N 个主副本和 S 个备用节点中最先可达的 N 个；取其 W、R 个应答',
  'Writes and reads go to the first N reachable of N home replicas and S spares; W and R answers of whoever these are suffice. A spare keeps the write as a hint (see hinted-handoff.ts) and hands it over when the home replica is back.':
    '读写发往 N 个主副本和 S 个备用节点中最先可达的 N 个；无论是谁，W 和 R 个应答即可。备用节点把写入存为提示（见 hinted-handoff.ts），主副本恢复后移交。',
  'A write is refused only when fewer than W of all N + S are up. R + W > N promises nothing while spares stand in.':
    '仅当全部 N + S 个中可用的少于 W 个时写入才被拒绝。有备用节点顶替时，R + W > N 不作任何保证。',
  'O(N + S), no allocation. Randomness: R draws per read. Throws: ParamError from the constructor only.':
    'O(N + S)，不分配内存。随机性：每次读取抽取 R 次。抛出：仅构造函数抛出 ParamError。',
  'write latency = Σ hops; read = one answer of the tail': '写延迟 = Σ 各跳；读 = 链尾的一个应答',
  'the chain repairs itself at once': '链立即自我修复',
  'The chain is the replicas that are up, in order. A write is done when the tail has it; a read asks only the tail.':
    '链由可用的副本按序组成。链尾持有写入时写入完成；读取只询问链尾。',
  'Reads see every finished write; all but one replica may fail. A write takes as many hops as there are replicas.':
    '读取能看到所有完成的写入；除一个外的副本都可以失效。写入经过的跳数等于副本数。',
  'O(N), no allocation. Randomness: none. Throws: ParamError from the constructor only.':
    'O(N)，不分配内存。随机性：无。抛出：仅构造函数抛出 ParamError。',
  'confirmations is below replicas.': 'confirmations 小于 replicas。',
  'write waits for the leader and k followers; staleness of a read = lag of its follower':
    '写入等待领导者和 k 个追随者；读取的陈旧程度 = 其追随者的滞后',
  'too few followers refuse the write': '追随者不足时拒绝写入',
  'Replica 0 leads. A write waits for the leader and for confirmations followers (0: asynchronous, all: synchronous); the other followers get it later. Reads from followers are as old as their lag.':
    '副本 0 为领导者。写入等待领导者和 confirmations 个追随者（0：异步；全部：同步）；其余追随者稍后得到。从追随者读到的值与其滞后一样旧。',
  'Reads from the leader see every finished write. When the leader is lost, every write that some surviving follower confirmed survives; with asynchronous replication the last writes are lost.':
    '从领导者读取能看到所有完成的写入。领导者丢失时，被某个存活追随者确认过的写入都会保留；异步复制下最后的写入会丢失。',
  'O(N), no allocation. Randomness: one draw per read from any replica. Throws: ParamError from the constructor only.':
    'O(N)，不分配内存。随机性：每次从任意副本读取时抽取一次。抛出：仅构造函数抛出 ParamError。',
  'delivered ⇔ the replica is back within the window': '送达 ⇔ 副本在窗口内恢复',
  'The number of hints is bounded; a newer hint for the same key replaces the older one.':
    '提示的数量有上限；同一个键的新提示替换旧提示。',
  'A hint names the replica it is meant for, the key and the version; a newer hint for the same replica and key replaces the older one. Hints are handed over in the order in which they were kept, and each stays until its replica is known to have that version. Those older than the time to live are dropped, and new ones beyond the capacity are refused: both leave a gap that only read repair or anti-entropy closes.':
    '提示记录目标副本、键和版本；同一副本同一键的新提示替换旧提示。提示按保留的先后移交，每条保留到得知其副本已有该版本为止。超过存活时间的提示被丢弃，超出容量的新提示被拒绝：两者都会留下空缺，只能由读修复或反熵填补。',
  'TtlMs [ms], capacity [count]. Time: a hint ends at exactly its time to live. Cost: O(replicas) each.':
    'ttlMs [ms]，capacity [个]。时间：提示恰在其存活时间处结束。代价：每次 O(副本数)。',
  'repair those with version < newest version read': '修复 version < 所读最新版本 的副本',
  'Versions are whole numbers with one order; concurrent ones need version vectors.':
    '版本为全序的整数；并发版本需要版本向量。',
  'O(answers), no allocation. Randomness: none. Throws: nothing.': 'O(应答数)，不分配内存。随机性：无。抛出：无。',
  'compare children only where the hashes of the parents differ': '仅当父节点哈希不同时才比较子节点',
  'Hashes have 32 bits and are joined by exclusive or, so that updates cost O(depth).':
    '哈希为 32 位并以异或合并，因此更新代价为 O(depth)。',
  "Keys fall into 2^depth buckets by hash. A bucket's hash is the exclusive or of the hashes of its (key, version) pairs, so that an update costs one path; an inner node's hash mixes those of its children. A comparison goes down only where hashes differ.":
    '键按哈希落入 2^depth 个桶。桶的哈希是其中各（键，版本）对的哈希的异或，因此一次更新只涉及一条路径；内部节点的哈希混合其子节点的哈希。比较只深入哈希不同之处。',
  'Equal content gives equal trees whatever the order of updates. Different content looks equal with chance 2^−32 per bucket. A comparison with d differing buckets looks at no more than 1 + 2·d·depth nodes.':
    '内容相同则树相同，与更新顺序无关。内容不同而看起来相同的概率为每桶 2^−32。有 d 个不同的桶时，一次比较最多查看 1 + 2·d·depth 个节点。',
  'O(depth) per update, memory 2^(depth + 1) numbers. Randomness: none. Throws: ParamError from the constructor only.':
    '每次更新 O(depth)，内存为 2^(depth + 1) 个数。随机性：无。抛出：仅构造函数抛出 ParamError。',
  'Each write has a position (1, 2, …) and an arrival time; positions are applied in order, so one that arrives early waits for those before it. A session that remembers the position of its last write reads its own writes by waiting for it.':
    '每次写入有位置（1、2、…）和到达时间；按位置顺序应用，因此提前到达的要等待之前的。会话记住其最后一次写入的位置，通过等待该位置来读到自己的写入。',
  '[ms]. Time: applied at exactly the arrival time; positions once applied stay so when the clock goes back.':
    '[ms]。时间：恰在到达时间应用；时钟倒退时，已应用的位置保持不变。',
  'O(1) amortised, no allocation in steady state. Randomness: none. Throws: nothing.':
    '均摊 O(1)，稳态下不分配内存。随机性：无。抛出：无。',
  'quorum arithmetic': '法定人数计算 (quorum arithmetic)',
  'What N, W and R promise: whether reads see the latest write, how many failures are tolerated, and how often a read is stale.':
    'N、W、R 保证什么：读取能否看到最新写入、容忍多少失效，以及读到过期值的频率。',
  'O(N). Randomness: none.': 'O(N)。随机性：无。',
  'With nodes down': '有节点宕机时',
  'Each node is down with the same probability. More answers make reads surer to see the latest write, and less often possible.':
    '每个节点以相同概率宕机。应答越多，读到最新写入越有把握，但能完成的时候也越少。',
  'Answers to a write': '写入的应答数',
  'That it waits for.': '写入等待的应答数。',
  'Answers to a read': '读取的应答数',
  'Writes for a replica that is down': '给宕机副本的写入',
  'Another node keeps them and hands them over when the replica is back. Too many, or too old, and they are lost; anti-entropy has to find them then.':
    '由另一个节点保存，副本恢复后移交。太多或太旧的会丢失，之后只能靠反熵找回。',
  'To keys of the replica that is down.': '写到宕机副本的键上。',
  'Down for': '宕机时长',
  'From the 5th second on.': '从第 5 秒起。',
  'Reads that put things right': '顺带修复的读取',
  'Each read compares the versions it got and gives the newest to those that are behind. After some reads all have it.':
    '每次读取比较得到的版本，并把最新版本写给落后者。若干次读取之后全部一致。',
  'That hold the value.': '持有该值的副本。',
  'Asked by a read': '每次读取询问',
  'So many, drawn at random.': '随机抽取这么多个。',
  'Missed the write': '错过写入的比例',
  'Share of replicas that did.': '占副本的比例。',
  'Finding keys that differ': '找出有差异的键',
  'Two replicas compare hashes from the top of a tree down, and only where they differ. A deeper tree looks at more hashes and exchanges fewer keys.':
    '两个副本从树顶向下比较哈希，只深入有差异之处。树越深，查看的哈希越多，交换的键越少。',
  'That both replicas hold.': '两个副本都持有的键。',
  'Keys with another version.': '版本不同的键。',
  'A follower behind its leader': '落后于领导者的追随者',
  'Entries are applied in order, so a slow one holds up all behind it. A reader who wants to see its own write waits for that position.':
    '条目按序应用，因此一个慢条目会拖住其后所有条目。想看到自己写入的读者要等到那个位置。',
  'At the leader.': '在领导者处。',
  Lag: '滞后',
  'On average; some entries take much longer.': '平均值；有的条目久得多。',
}
