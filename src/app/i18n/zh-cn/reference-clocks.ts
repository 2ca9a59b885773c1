/** What the reference page says about clocks, in Simplified Chinese. */
export const referenceClocks: { readonly [english: string]: string } = {
  Clocks: '时钟 (Clocks)',
  'Logical clocks that order events, and physical clocks that are wrong.':
    '为事件排序的逻辑时钟，以及会出错的物理时钟。',
  'tick: C + 1; receive m: max(C, m) + 1': '本地：C + 1；收到 m：max(C, m) + 1',
  'Stamps alone are compared; breaking ties by node, as the total order of the paper does, is left to the caller.':
    '只比较时间戳；像论文的全序那样按节点区分先后，由调用方完成。',
  'Local event or send: C = C + 1. Receive of stamp m: C = max(C, m) + 1.':
    '本地事件或发送：C = C + 1。收到时间戳 m：C = max(C, m) + 1。',
  'A → b implies C(a) < C(b). The converse does not hold: equal or ordered stamps may be concurrent.':
    'a → b 蕴含 C(a) < C(b)。反之不成立：相等或有序的时间戳也可能是并发的。',
  'Events. Time: not used. Cost: O(1), no allocation. Randomness: none. Throws: nothing.':
    '事件。时间：不使用。代价：O(1)，不分配内存。随机性：无。抛出：无。',
  'tick: V[i] + 1; receive W: max(V, W), then V[i] + 1; a < b ⇔ a ≤ b everywhere and a ≠ b':
    '本地：V[i] + 1；收到 W：max(V, W)，然后 V[i] + 1；a < b ⇔ 处处 a ≤ b 且 a ≠ b',
  'a missing entry is a 0': '缺失的分量视为 0',
  'Local event or send at node i: V[i] + 1. Receive of W: V = max(V, W) entry by entry, then V[i] + 1. Order: a before b when every entry of a is ≤ that of b and one is smaller; concurrent when each has a larger entry.':
    '节点 i 的本地事件或发送：V[i] + 1。收到 W：逐分量 V = max(V, W)，然后 V[i] + 1。顺序：a 的每个分量都 ≤ b 且至少一个更小，则 a 在 b 之前；各有更大的分量则为并发。',
  'A → b if and only if V(a) is before V(b).': 'a → b 当且仅当 V(a) 在 V(b) 之前。',
  'Events. Time: not used. Cost: O(nodes) per receive and comparison, no allocation. Randomness: none.':
    '事件。时间：不使用。代价：每次接收和比较 O(节点数)，不分配内存。随机性：无。',
  'l = max(l, m.l, pt); c counts on while l stays': 'l = max(l, m.l, pt)；l 不变时 c 递增',
  "Stamp (l, c). Local event or send: l' = max(l, pt); c = c + 1 if l' = l, else 0. Receive of (m, d): l' = max(l, m, pt); c = max(c, d) + 1 if l' = l = m; c + 1 if l' = l; d + 1 if l' = m; else 0. Stamps compare by l, then by c.":
    "时间戳 (l, c)。本地事件或发送：l' = max(l, pt)；若 l' = l 则 c = c + 1，否则为 0。收到 (m, d)：l' = max(l, m, pt)；若 l' = l = m 则 c = max(c, d) + 1；若 l' = l 则 c + 1；若 l' = m 则 d + 1；否则为 0。时间戳先比较 l，再比较 c。",
  'A → b implies stamp(a) < stamp(b); l never falls, and l − pt ≤ the largest clock error between nodes.':
    'a → b 蕴含 stamp(a) < stamp(b)；l 从不减小，且 l − pt ≤ 节点之间的最大时钟误差。',
  'Pt, l [ms]; c [events]. Time: a physical clock that goes back leaves l and counts c up (tested).':
    'pt、l [ms]；c [事件]。时间：物理时钟倒退时 l 不变、c 递增（有测试）。',
  'O(1), no allocation. Randomness: none. Throws: nothing.': 'O(1)，不分配内存。随机性：无。抛出：无。',
  'own definition': '自有定义',
  'Shown(t) = shown(t₀) + (t − t₀)·(1 + drift), t₀ being the last jump or correction.':
    'shown(t) = shown(t₀) + (t − t₀)·(1 + drift)，t₀ 是上次跳变或校正的时刻。',
  'Offset [ms], drift [permille] (0.2 permille is 200 parts per million), t [ms].':
    '偏移 [ms]，漂移率 [千分比]（0.2 千分比即百万分之 200），t [ms]。',
  'A true time before t₀ is shown along the same line. A jump may go back: the shown time then repeats.':
    '早于 t₀ 的真实时间沿同一直线显示。跳变可以倒退：此时显示的时间会重复。',
  's = latest(now); visible when earliest ≥ s; ε = base + drift·(t − correction)':
    's = latest(now)；earliest ≥ s 时可见；ε = base + drift·(t − 校正)',
  'constant bias; the wait ends at earliest = s': '偏差恒定；等待在 earliest = s 时结束',
  'Ε(t) = base + drift·(t − last correction); the interval is [shown − ε, shown + ε]. Corrections come every syncIntervalMs, so ε is a saw-tooth. A commit takes the timestamp s = latest(now) and waits until earliest ≥ s (commit wait).':
    'ε(t) = base + drift·(t − 上次校正)；区间为 [shown − ε, shown + ε]。每 syncIntervalMs 校正一次，因此 ε 呈锯齿形。提交取时间戳 s = latest(now)，并等待到 earliest ≥ s（提交等待）。',
  "Earliest(t) ≤ t ≤ latest(t). So if a transaction starts after another's commit wait is over, its timestamp is not smaller, on whichever node it runs. The wait lasts about 2ε.":
    'earliest(t) ≤ t ≤ latest(t)。因此若一个事务在另一个的提交等待结束之后开始，无论在哪个节点上运行，其时间戳都不会更小。等待约持续 2ε。',
  'BaseMs, syncIntervalMs [ms]; driftPermille [permille]; bias [share] of ε by which the shown time is off.':
    'baseMs、syncIntervalMs [ms]；driftPermille [千分比]；bias 是显示时间的偏差占 ε 的 [比例]。',
  'Linear in true time; a time before 0 belongs to a correction interval before the first; at infinity ε = base. Cost: O(1), no allocation.':
    '随真实时间线性变化；早于 0 的时间属于首个校正间隔之前的间隔；在无穷远处 ε = base。代价：O(1)，不分配内存。',
  'change: V[i] + 1; take over W if V < W; conflict if neither V ≤ W nor W ≤ V':
    '修改：V[i] + 1；V < W 则采纳 W；V ≤ W 与 W ≤ V 都不成立则冲突',
  'What replaces two copies in conflict is left to the caller; replicas do not come and go.':
    '用什么替换冲突的两个副本由调用方决定；副本不会增减。',
  'A change at replica i: V[i] + 1. When two copies meet, the newer one is taken over, vector and all, and nothing is counted; copies that were changed apart are in conflict, which only a reconciliation ends: V = max(V, W), then V[i] + 1.':
    '副本 i 上的修改：V[i] + 1。两个副本相遇时，较新的连同向量一起被采纳，不计数；各自修改过的副本处于冲突，只有协调才能结束：V = max(V, W)，然后 V[i] + 1。',
  'A copy is replaced without a conflict exactly by one whose history contains all of its changes.':
    '副本被无冲突地替换，当且仅当替换者的历史包含它的所有修改。',
  'Changes. Time: not used. Cost: O(replicas) per comparison, no allocation. Randomness: none.':
    '修改。时间：不使用。代价：每次比较 O(副本数)，不分配内存。随机性：无。',
  'Which event came first': '哪个事件在先',
  'Arrows are messages. An event happened before another if arrows and time on a node lead from it to the other. Lamport stamps order everything, also what has no order; vectors know the difference.':
    '箭头是消息。如果沿着箭头和节点上的时间能从一个事件走到另一个，则前者发生在先。Lamport 时间戳为一切排序，包括本无先后的事件；向量时钟能分辨。',
  'That send each other messages.': '互相发送消息的节点。',
  'In all.': '合计。',
  'Share of events that send one.': '会发送消息的事件比例。',
  'How wrong a clock is': '时钟错了多少',
  'What the clock shows, less the true time. A clock with bounded uncertainty also knows how wrong it may be; the bound grows until the next correction.':
    '时钟显示值减去真实时间。有界不确定度的时钟还知道自己可能错多少；界限增长到下一次校正为止。',
  'Which copy is newer': '哪个副本更新',
  'Copies are changed apart and meet now and then. The older one is replaced; two that were changed apart are in conflict, which a new value settles.':
    '副本各自被修改，并不时相遇。较旧的被替换；各自修改过的两个副本发生冲突，由一个新值解决。',
  'Changes and meetings of two copies.': '两个副本的修改和相遇。',
  Changes: '修改比例',
  'Share of the events.': '占事件的比例。',
}
