/** What the reference page says about locking, in Simplified Chinese. */
export const referenceLocking: { readonly [english: string]: string } = {
  Locking: '锁 (Locking)',
  'Who holds a named resource, and for how long.': '谁持有一个命名资源，以及持有多久。',
  'SET key owner NX PX lease; free ⇔ now ≥ expiry; release and extend only if GET key = owner':
    'SET key owner NX PX lease；空闲 ⇔ now ≥ 到期；仅当 GET key = owner 才释放和续期',
  'A fencing token is counted with each acquisition; a lease of 0 is refused instead of an error':
    '每次加锁都递增防护令牌；租约为 0 时被拒绝，而不是报错',
  'Acquire = SET key owner NX PX lease, then INCR for the fencing token; release and extend compare the owner first.':
    '加锁 = SET key owner NX PX lease，然后 INCR 得到防护令牌；释放和续期先比较持有者。',
  'At most one live lease per resource; tokens of a resource rise by one with each acquisition, across expiries.':
    '每个资源最多一个有效租约；资源的令牌每次加锁加一，过期后也如此。',
  'Time and leases [ms]; lease ∞ never ends. Time: a lease is over at exactly its expiry; an earlier now sees it live.':
    '时间和租约 [ms]；租约为 ∞ 则永不结束。时间：租约恰在到期时结束；较早的 now 看到它仍有效。',
  'O(1), no allocation apart from growth. Randomness: none. Throws: never.':
    'O(1)，除扩容外不分配内存。随机性：无。抛出：从不。',
  'lock: count + 1, full lease; unlock: count − 1, full lease while count > 0, else free':
    '加锁：count + 1，完整租约；释放：count − 1，count > 0 时完整租约，否则空闲',
  'A fencing token is counted with each first taking; a lease of 0 is refused':
    '每次首次取得时递增防护令牌；租约为 0 时被拒绝',
  'The key holds a count for its owner. Taking again raises the count and starts the full lease anew; giving back lowers it, and starts the lease anew while the count is above 0. At 0 the key is deleted.':
    '键为其持有者保存一个计数。再次加锁使计数加一并重新开始完整的租约；释放使其减一，计数大于 0 时租约重新开始。到 0 时删除键。',
  'At most one owner per resource. Taking again returns the fencing token of the first time: it is the same holding.':
    '每个资源最多一个持有者。再次加锁返回首次的防护令牌：这是同一次持有。',
  'Time and leases [ms]. Time: a lease is over at exactly its expiry, whatever the count.':
    '时间和租约 [ms]。时间：租约恰在到期时结束，不论计数多少。',
  'take ⇔ free and (queue empty or first in it); deadline = that of the one before + wait time':
    '取得 ⇔ 空闲 且 (队列为空 或 位于队首)；截止时间 = 前一个的 + 等待时间',
  'A fencing token is counted with each first taking; releasing while waiting leaves the queue':
    '每次首次取得时递增防护令牌；等待期间释放则离开队列',
  'A refused owner joins the end of the queue with a deadline: that of the waiter before it, or the end of the present lease, plus the wait time. Before anything else, waiters at the head whose deadline has come are dropped. Whoever takes the lock brings all other deadlines forward by one wait time. The lock is re-entrant.':
    '被拒绝者加入队尾，并带有截止时间：前一个等待者的截止时间或当前租约的终点，再加等待时间。每次操作之前，先移除队首已到截止时间的等待者。取得锁者使其余截止时间都提前一个等待时间。该锁可重入。',
  'Owners that keep asking get the lock in the order in which they first asked.': '持续询问者按首次询问的顺序取得锁。',
  'Time, wait time [ms]. Time: a waiter is dropped at exactly its deadline. Cost: O(waiters) per call.':
    '时间、等待时间 [ms]。时间：等待者恰在其截止时间被移除。代价：每次调用 O(等待者数)。',
  'INSERT succeeds ⇔ no row; free at ⌈(now + lease)/period⌉·period':
    'INSERT 成功 ⇔ 没有该行；在 ⌈(now + lease)/period⌉·period 空闲',
  'Elementary: a unique key, and a version column': '基本方法：唯一键和版本列',
  "Taking the lock inserts the row, and fails while there is one; giving back deletes it, if it is the owner's. A row whose lease has ended stays until the next run of the clean-up job, at the multiples of its period; with period 0 an attempt itself overwrites such a row.":
    '加锁插入该行，已有该行时失败；释放时若属于该持有者则删除。租约已结束的行保留到清理任务的下一次运行，即其周期的整数倍处；周期为 0 时，加锁尝试自身会覆盖这样的行。',
  'At most one owner per resource; a lock left behind is free at the latest one period after its lease.':
    '每个资源最多一个持有者；遗留的锁最迟在租约结束后一个周期释放。',
  'Time, period [ms]. Time: the job counts as having run at its own time exactly. Cost: O(1), no allocation apart from growth.':
    '时间、周期 [ms]。时间：任务恰在其时刻视为已运行。代价：O(1)，除扩容外不分配内存。',
  'txn: create_revision(key) = 0 ⇒ put with lease; token = create_revision':
    'txn: create_revision(key) = 0 ⇒ 带租约写入；token = create_revision',
  'Leases end on time, where a server may keep them longer after an election':
    '租约按时结束，而真实服务器在选举后可能保留更久',
  "A transaction compares the create revision of the key with 0 and puts it with the owner's lease. Leases last whole seconds. Each put and each delete raises the revision of the store by one; the create revision of the key is the fencing token. Keep-alives renew the lease; revoking it, or its end, deletes the key.":
    '事务比较键的 create_revision 是否为 0，并以持有者的租约写入。租约为整秒。每次写入和删除使存储的修订号加一；键的 create_revision 即防护令牌。保活续期租约；撤销租约或租约结束时删除键。',
  'At most one owner per resource; tokens rise over all resources together.':
    '每个资源最多一个持有者；令牌在所有资源上统一递增。',
  'Time and leases [ms], rounded up to seconds. Time: the key is gone at exactly the end of the lease.':
    '时间和租约 [ms]，向上取整到秒。时间：键恰在租约结束时消失。',
  'free at once after a release, at lease end + lock delay after a lost session':
    '释放后立即空闲；会话丢失后在租约终点 + 锁延迟空闲',
  'Each lock has a session of its own; failover of the master is not part of it':
    '每把锁有自己的会话；不含主节点的故障转移',
  "The lock is taken with the session's lease, which keep-alives prolong. Freed properly, it is free at once. When the lease ends with the lock held, nobody can take it for the lock delay, so that late requests of the dead holder meet no new one. Each acquisition has a higher generation, which goes into the sequencer: the fencing token.":
    '以会话的租约取得锁，保活使其延长。正常释放后立即可用。持有期间租约结束，则在锁延迟内无人可以加锁，使已死亡持有者的迟到请求不会遇到新的持有者。每次加锁有更高的代数，写入 sequencer：即防护令牌。',
  'At most one owner per resource, and after a lost session none for the lock delay.':
    '每个资源最多一个持有者，会话丢失后在锁延迟内没有持有者。',
  'Time, leases, delays [ms]. Time: the lock can be taken at exactly the end of the delay.':
    '时间、租约、延迟 [ms]。时间：恰在延迟结束时可以加锁。',
  'O(1), no allocation apart from growth. Randomness: none. Throws: ParamError from the constructor only.':
    'O(1)，除扩容外不分配内存。随机性：无。抛出：仅构造函数抛出 ParamError。',
  'holder = smallest live sequence number; token = czxid of its node':
    '持有者 = 最小的存活序号；token = 其节点的 czxid',
  'Each owner has a session of its own, which releasing closes; a lease is a session timeout':
    '每个请求者有自己的会话，释放时关闭；租约即会话超时',
  "An owner's first attempt opens a session and creates an ephemeral sequential node; further attempts keep the session alive and look again. The smallest live node holds the lock, from the moment it is the smallest. When a node goes, by release or with its session, only the next one is told. Every session, creation and deletion is a transaction; the number of the transaction that created the node is the fencing token.":
    '首次尝试打开会话并创建临时顺序节点；之后的尝试保持会话并再次查看。最小的存活节点从成为最小时起持有锁。节点因释放或会话结束而消失时，只通知下一个。每次会话、创建和删除都是一个事务；创建该节点的事务号即防护令牌。',
  'At most one owner per resource; owners get the lock in the order of their numbers; one release wakes one waiter.':
    '每个资源最多一个持有者；按编号顺序取得锁；一次释放唤醒一个等待者。',
  'Time, sessions [ms]: a lease here is a session timeout. Time: a session is over at exactly its end.':
    '时间、会话 [ms]：这里租约即会话超时。时间：会话恰在其终点结束。',
  'O(waiters) per call, no allocation apart from growth. Randomness: none. Throws: never.':
    '每次调用 O(等待者数)，除扩容外不分配内存。随机性：无。抛出：从不。',
  'holder = creator of the node; its end wakes all watchers': '持有者 = 节点的创建者；其结束唤醒所有监视者',
  'A lease is a session timeout; the fencing token counts creations of the node':
    '租约即会话超时；防护令牌计节点的创建次数',
  'An attempt creates the ephemeral node of the lock, or fails and leaves a watch. When the node goes, every watcher is told and tries again; all but one fail and watch again.':
    '尝试创建锁的临时节点，失败则留下监视。节点消失时通知所有监视者并再次尝试；除一个外全部失败并重新监视。',
  'At most one owner per resource; one release with w waiters causes w attempts, so n owners in turn cause about n²/2.':
    '每个资源最多一个持有者；一次释放若有 w 个等待者就引起 w 次尝试，因此 n 个请求者依次取得锁约引起 n²/2 次。',
  'Time, sessions [ms]: a lease is a session timeout; a watch ends with it too. Time: a session is over at exactly its end.':
    '时间、会话 [ms]：租约即会话超时；监视也随之结束。时间：会话恰在其终点结束。',
  'held ⇔ nodes ≥ ⌊N/2⌋ + 1 and lease − elapsed − (round(drift·lease) + 2) > 0':
    '持有 ⇔ 节点数 ≥ ⌊N/2⌋ + 1 且 lease − elapsed − (round(drift·lease) + 2) > 0',
  'Redlock has no fencing token; the one here is counted by the table': 'Redlock 没有防护令牌；这里的令牌由锁表计数',
  'An attempt sets the key on every node that answers. It succeeds with at least ⌊N/2⌋ + 1 nodes and a validity above 0, which is the lease less the time the attempt took less the drift; otherwise everything is released again.':
    '尝试在每个有应答的节点上写入键。至少 ⌊N/2⌋ + 1 个节点成功且有效期大于 0 时成功，有效期为租约减去尝试所用时间再减去漂移余量；否则全部释放。',
  'At most one owner per resource as long as no node forgets a key and no clock jumps; with either, two can hold it.':
    '只要没有节点丢失键、没有时钟跳变，每个资源最多一个持有者；出现任一情况则可能有两个。',
  'Time, leases [ms]; drift factor [share]. Each node has a clock of its own: now plus its offset.':
    '时间、租约 [ms]；漂移系数 [比例]。每个节点有自己的时钟：now 加其偏移。',
  'O(nodes), no allocation apart from growth. Randomness: none. Throws: ParamError from the constructor only.':
    'O(节点数)，除扩容外不分配内存。随机性：无。抛出：仅构造函数抛出 ParamError。',
  'accept ⇔ token ≥ highest token seen': '接受 ⇔ token ≥ 见过的最大 token',
  'An equal token is accepted: a holder may write more than once.': '相等的令牌被接受：持有者可以多次写入。',
  'A write carries the fencing token of its lock; it is accepted if the token is at least the highest seen for the resource.':
    '写入带有其锁的防护令牌；令牌不小于该资源见过的最大值时被接受。',
  'Once a write with token t was accepted, none with a lower token is: the effects of lock holders never interleave, even when a holder goes on after its lease ended.':
    '一旦接受了令牌为 t 的写入，就不再接受更低令牌的写入：即使持有者在租约结束后继续工作，各持有者的影响也不会交错。',
  'Tokens [count]. Cost: O(1), no allocation apart from growth. Time is not used. Randomness: none. Throws: never.':
    '令牌 [个]。代价：O(1)，除扩容外不分配内存。不使用时间。随机性：无。抛出：从不。',
  'redlock validity': 'Redlock 有效期 (Redlock validity)',
  'How long a Redlock may be used: the time to live, less the time it took to get it, less an allowance for clock drift.':
    'Redlock 可以使用多久：存活时间减去取得锁所用的时间，再减去时钟漂移的余量。',
  'Validity = ttl − elapsed − drift; the lock counts only while validity > 0.':
    '有效期 = ttl − elapsed − drift；仅当有效期 > 0 时锁才算数。',
  'All [ms]; drift factor [share]. Cost: O(1). Randomness: none. Throws: never.':
    '全部 [ms]；漂移系数 [比例]。代价：O(1)。随机性：无。抛出：从不。',
  'A holder that pauses': '停顿的持有者',
  'Stretches are the times in which a client believes that it holds the lock. A pause that outlasts the lease makes two believe it at once; the store then refuses the write with the older token. Without that check the older write would win.':
    '条段是客户端认为自己持有锁的时间。停顿超过租约时会有两个客户端同时这样认为；此时存储拒绝令牌较旧的写入。没有这项检查，旧的写入会胜出。',
  'That want the lock again and again.': '反复想要这把锁的客户端。',
  'After this the lock is free, whoever held it.': '超过此时间锁即被释放，不论由谁持有。',
  'Work takes': '工作耗时',
  'Between taking the lock and writing.': '从加锁到写入之间。',
  Pauses: '停顿比例',
  'Share of holders that pause before they write, as for a garbage collection.':
    '写入前发生停顿的持有者比例，例如垃圾回收。',
  'A pause takes': '停顿时长',
  'Longer than the lease is what matters.': '关键在于长过租约。',
  'Writes that come too late': '来得太迟的写入',
  'The numbers are tokens. A write whose token is lower than one that was seen comes from a holder who no longer holds.':
    '数字是令牌。令牌低于已见值的写入来自已不再持有锁的持有者。',
  Holders: '持有者数',
  'One after the other, each with the next token.': '依次出现，每个带着下一个令牌。',
  'A new one every': '更替间隔',
  'Because the lease of the one before ended.': '因为前一个的租约已结束。',
  'Writes after': '写入延迟',
  'On average; some pause for much longer.': '平均值；有的停顿久得多。',
}
