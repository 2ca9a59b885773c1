/** What the reference page says about messaging, in Simplified Chinese. */
export const referenceMessaging: { readonly [english: string]: string } = {
  Messaging: '消息 (Messaging)',
  'Queues that hand a message out until it is acknowledged.': '投递消息、直到得到确认的队列。',
  'visible again at receivedAt + visibility; dead after maxReceives receives':
    '在 receivedAt + visibility 重新可见；接收 maxReceives 次后为死信',
  'strict order of publishing; the move to dead letters happens when the last visibility ends':
    '严格按发布顺序；最后一次可见性超时结束时移入死信',
  'Receive hides the message until now + visibilityMs. When that time is reached, the message is visible again or, after maxReceives receives, moves to the dead letters. The message handed out is the visible one that was published first: an expired message goes back to its original place, before everything published later. Under another order a message that becomes visible again takes its turn as if it had just come.':
    '接收会隐藏消息直到 now + visibilityMs。到时后消息重新可见；接收达到 maxReceives 次则移入死信。投递的是最早发布的可见消息：超时的消息回到原来的位置，先于之后发布的所有消息。采用其他次序时，重新可见的消息如同刚到达一样排队。',
  'Depth + in flight ≤ capacity; a message is received at most maxReceives times.':
    '积压 + 在途 ≤ capacity；一条消息最多被接收 maxReceives 次。',
  'VisibilityMs [ms], capacity and maxReceives [count]; infinity for either of the last two means without limit.':
    'visibilityMs [ms]，capacity 和 maxReceives [个]；后两者为无穷大表示不限。',
  'Hidden up to and without its end: at exactly now = end the message is visible again and the handle stale. A clock that goes back makes nothing visible earlier and takes nothing back that became visible.':
    '隐藏到终点为止，不含终点：恰在 now = end 时消息重新可见、句柄失效。时钟倒退不会使任何消息提前可见，也不会收回已可见的消息。',
  'O(log n) per operation; no allocation in steady state (storage grows by doubling up to the largest depth seen).':
    '每次操作 O(log n)；稳态下不分配内存（存储按见过的最大积压加倍增长）。',
  '⌊n/m⌋ each, one more for the first n mod m': '各 ⌊n/m⌋ 个，前 n mod m 个多一个',
  'one topic at a time, no racks': '一次一个主题，不考虑机架',
  'N partitions, m members: each gets ⌊n/m⌋, the first n mod m of them one more, in order.':
    'n 个分区、m 个成员：各得 ⌊n/m⌋ 个，前 n mod m 个各多一个，按序分配。',
  'Shares differ by at most one. A member that joins or leaves moves partitions of most others.':
    '份额最多相差一。成员加入或离开会移动大多数其他成员的分区。',
  'O(partitions). Randomness: none. Throws: nothing.': 'O(分区数)。随机性：无。抛出：无。',
  'owner(p) = member p mod m': 'owner(p) = 成员 p mod m',
  'one topic at a time': '一次一个主题',
  'Partition p goes to member p mod m.': '分区 p 分给成员 p mod m。',
  'Shares differ by at most one. A member that joins or leaves moves most partitions.':
    '份额最多相差一。成员加入或离开会移动大多数分区。',
  'shares ⌊n/m⌋ or ⌈n/m⌉; keep what fits, move the rest': '份额 ⌊n/m⌋ 或 ⌈n/m⌉；放得下的保留，其余移动',
  'one topic at a time; which partitions move may differ': '一次一个主题；移动哪些分区可能不同',
  'Every member may own ⌊n/m⌋ partitions, and n mod m of them one more; those that own most now get the larger shares. Each keeps its own, lowest numbers first, up to its share; what is left over goes to whoever is short, in order.':
    '每个成员可拥有 ⌊n/m⌋ 个分区，其中 n mod m 个可多一个；现在拥有最多的得到较大的份额。各自按编号从小到大保留自己的分区直到份额；其余按序分给不足者。',
  'Shares differ by at most one; no balanced assignment moves fewer partitions.':
    '份额最多相差一；没有任何均衡分配移动的分区更少。',
  'O(partitions + members · log members). Randomness: none. Throws: nothing.':
    'O(分区数 + 成员数 · log 成员数)。随机性：无。抛出：无。',
  'round 1: give up what moves; round 2: hand it over': '第 1 轮：放弃要移动的；第 2 轮：移交',
  'The goal is the sticky assignment. A partition that is to move away from a living owner belongs to nobody in this round; the owner gives it up, and the next round, with that as current, hands it over.':
    '目标是粘性分配。要从存活的所有者移走的分区在本轮不属于任何人；所有者放弃它，下一轮以此为当前状态再移交。',
  'Two rounds reach the sticky assignment; no partition goes straight from one living member to another.':
    '两轮即达到粘性分配；没有分区从一个存活成员直接移到另一个。',
  'As sticky. Randomness: none. Throws: nothing.': '同粘性分配。随机性：无。抛出：无。',
  'accept ⇔ id not accepted within the window': '接受 ⇔ 窗口内未接受过该 id',
  'The number of remembered ids is bounded.': '记住的 id 数量有上限。',
  'Accepted ids are kept with their time, oldest first. A refused repeat does not prolong the window.':
    '已接受的 id 连同时间保存，最旧的在前。被拒绝的重复不会延长窗口。',
  'No id is accepted twice within windowMs, unless more than capacity others came between.':
    '在 windowMs 内不会两次接受同一 id，除非其间有超过 capacity 个其他 id。',
  'WindowMs [ms], capacity [count]. Time: an id is free again at exactly its time + windowMs; a clock that goes back forgets nothing. Cost: O(1) amortised. Randomness: none. Throws: ParamError from the constructor only.':
    'windowMs [ms]，capacity [个]。时间：id 恰在其时间 + windowMs 时重新可用；时钟倒退不会遗忘任何 id。代价：均摊 O(1)。随机性：无。抛出：仅构造函数抛出 ParamError。',
  'read again = position − committed': '重复读取 = 当前位置 − 已提交',
  'A poll hands out offsets from the position on; a commit notes how far processing is done. A new owner, or the old one after a crash, starts at the committed offset.':
    '轮询从当前位置起给出位移；提交记录处理到哪里。新的所有者，或崩溃后的原所有者，从已提交的位移开始。',
  'What lies between committed offset and position at that moment is delivered again. Commit after processing: at least once; commit before: at most once, and the same stretch is lost.':
    '此时位于已提交位移与当前位置之间的消息会再次投递。处理后提交：至少一次；处理前提交：至多一次，同一段会丢失。',
  'Offsets [messages]. Cost: O(1). Randomness: none. Throws: nothing.':
    '位移 [消息]。代价：O(1)。随机性：无。抛出：无。',
  'minInSync is at most replicas.': 'minInSync 不大于 replicas。',
  'high-water mark = min end of the replicas in sync': '高水位 = 各同步副本末尾的最小值',
  'No epochs; a follower is cut back to the high-water mark of the new leader at once.':
    '没有纪元；追随者立即被截断到新领导者的高水位。',
  "A follower that has caught up with the leader's end within lagTimeMs is in sync. The high-water mark is the smallest end of the replicas in sync; consumers read up to it. A write with acknowledgement of all is refused while fewer than minInSync are in sync, and done when the high-water mark has passed it. A lost leader is replaced by a replica in sync, or, if unclean election is allowed and none is left, by any: what it lacks is lost.":
    '在 lagTimeMs 内追上过领导者末尾的追随者是同步的。高水位是各同步副本末尾的最小值；消费者可读到此处。同步副本少于 minInSync 时，需要全部确认的写入被拒绝；高水位越过它时写入完成。丢失的领导者由一个同步副本取代；允许非干净选举且没有同步副本时由任意副本取代：它缺少的内容会丢失。',
  'With clean elections nothing below the high-water mark is lost.': '干净选举下，高水位以下的内容不会丢失。',
  'LagTimeMs [ms], offsets and minInSync [count]. Time: out of sync when the last catch-up is more than lagTimeMs ago.':
    'lagTimeMs [ms]，位移和 minInSync [个]。时间：上次追上距今超过 lagTimeMs 时不再同步。',
  'O(replicas) per operation, no allocation. Randomness: none. Throws: ParamError from the constructor only.':
    '每次操作 O(副本数)，不分配内存。随机性：无。抛出：仅构造函数抛出 ParamError。',
  '+ matches one level, # all from there on': '+ 匹配一层，# 匹配其后所有层',
  'Topics are levels between slashes. In a filter + stands for exactly one level and #, only at the end, for all levels from there on, none included. A topic that begins with $ is not matched by a wildcard on its first level.':
    '主题由斜杠分隔的层级组成。过滤器中 + 恰代表一层，# 只能在末尾，代表其后所有层（可以没有）。以 $ 开头的主题不与首层的通配符匹配。',
  "O(length). Randomness: none. Throws: ParamError from TopicFilter's constructor for a malformed filter.":
    'O(长度)。随机性：无。抛出：过滤器格式错误时 TopicFilter 的构造函数抛出 ParamError。',
  'delay after commit ≤ poll interval, while a batch suffices': '批量够用时，提交后的延迟 ≤ 轮询间隔',
  'Every pollMs at most batchSize events are published in order, each marked as sent after it. When the publisher refuses one, the rest waits for the next poll: order is kept.':
    '每 pollMs 按序发布最多 batchSize 个事件，每个发布后标记为已发送。发布者拒绝其中一个时，其余等到下一次轮询：顺序得以保持。',
  'An event is published at most pollMs after its commit if the batch suffices; again after a crash before the mark.':
    '批量够用时，事件最迟在提交后 pollMs 发布；标记之前崩溃则会再次发布。',
  'PollMs [ms], batchSize [count]. Time: due at exactly its time. Cost: O(batch). Randomness: none.':
    'pollMs [ms]，batchSize [个]。时间：恰在其时刻到期。代价：O(批量)。随机性：无。',
  'Slow consumers': '缓慢的消费者',
  'Work that outlasts the visibility timeout is handed out a second time while the first consumer still works on it; its late acknowledgement counts for nothing.':
    '处理时间超过可见性超时的消息会在第一个消费者仍在处理时再次投递；迟到的确认不算数。',
  Published: '发布速率',
  'Messages that come.': '到来的消息。',
  Consumers: '消费者数',
  'Each handles one message at a time.': '每个消费者一次处理一条消息。',
  'Handling takes': '处理耗时',
  'On average; some take much longer.': '平均值；有的久得多。',
  'Hidden for': '隐藏时长',
  'A received message that was not acknowledged comes back after this.': '取走后未确认的消息在此之后重新出现。',
  'Share of messages in whose handling the consumer dies.': '处理过程中消费者死亡的消息比例。',
  'Who reads which partition, before and after': '变化前后，谁读哪个分区',
  'Letters are members of the group. A partition that changes hands has to be stopped, and read on by another, so fewer changes are better; so is an even share.':
    '字母是消费组的成员。分区易手时须先停止，再由另一成员接着读，因此变动越少越好；份额均匀也很重要。',
  Partitions: '分区数',
  'Of one topic.': '属于一个主题。',
  Members: '成员数',
  'Of the group, at first.': '消费组最初的成员数。',
  Then: '然后',
  'What changes.': '发生什么变化。',
  'the first member leaves': '第一个成员离开',
  'a member joins': '一个成员加入',
  'Messages that come twice': '来两次的消息',
  'A repetition within the window is dropped; one that comes later is taken for a new message.':
    '窗口内的重复会被丢弃；更晚到的则当作新消息。',
  'That are sent for the first time.': '首次发送的消息。',
  'Sent again': '重发率',
  'Share of messages that the sender repeats.': '发送方重复发送的消息比例。',
  After: '重发延迟',
  'What was read, and what was committed': '读了什么，提交了什么',
  'When the consumer dies, another one begins at the committed offset: what lies between is handed out a second time.':
    '消费者死亡时，另一个从已提交的位移开始：其间的消息会再次投递。',
  Read: '读取速率',
  'Messages that the consumer can handle.': '消费者能处理的消息。',
  'Commits every': '提交间隔',
  'Time between two commits.': '两次提交之间的时间。',
  'Consumer dies after': '消费者死亡时刻',
  'Another takes over at the committed offset.': '另一个从已提交的位移接手。',
  'How far each replica is, and how far consumers may read': '每个副本走到哪里，消费者能读到哪里',
  'Consumers read up to the high-water mark: what every replica in sync has. A follower that stays behind for too long no longer counts, and no longer holds it up.':
    '消费者可读到高水位，即每个同步副本都有的内容。落后太久的追随者不再计入，也就不再拖住高水位。',
  Written: '写入速率',
  'Messages.': '消息数。',
  'The last follower is behind by': '末个追随者的滞后',
  'Time that its fetches take.': '其拉取所用的时间。',
  'Leader dies after': '领导者死亡时刻',
  'Another one takes over.': '由另一个接手。',
  'Which topics a subscription gets': '订阅会得到哪些主题',
  'Set the filter: + stands for one level, # at the end for all that follow.':
    '设置过滤器：+ 代表一层，末尾的 # 代表其后所有层。',
  'From the outbox to the broker': '从发件箱到消息代理',
  'Events wait in the outbox until the next poll, or until the broker is back. None is lost, and none overtakes another.':
    '事件在发件箱中等到下一次轮询，或等到消息代理恢复。不会丢失，也不会乱序。',
  'Committed with business data.': '与业务数据一同提交。',
  'Broker down for': '代理停机时长',
  'From the 6th second on nothing can be published.': '从第 6 秒起无法发布任何消息。',
}
