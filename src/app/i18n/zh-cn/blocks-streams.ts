/** Event stream in Simplified Chinese. */
export const blocksStreams: { readonly [english: string]: string } = {
  'Event stream': '事件流',
  'Appends events to partitions and lets every group of consumers read all of them, each partition in order.':
    '把事件追加到各分区，每个消费者组都能读到全部事件，同一分区内保持顺序。',
  'The producer is answered as soon as the event is appended. Events with one key go to one partition and stay in order there. Each connection that leaves is a consumer group of its own, and sees every event; the replicas at its other end are the members, among whom the partitions are divided. A partition is read by one member at a time, one event after the other, so there is never more work at once than there are partitions. Each event is fetched by itself, so the latency of the connection holds its partition up both ways; real consumers fetch ahead.':
    '事件一经追加即应答生产者。同一个键的事件进入同一分区，并在其中保持顺序。每条出边是一个独立的消费者组，都会读到全部事件；另一端的副本是组成员，各分区分配给它们。一个分区同一时刻只由一个成员逐条读取，因此同时进行的工作不会多于分区数。每个事件单独拉取，因此连接的延迟往返都会占用其分区；真实的消费者会预取。',
  'A group notes how far it has come by committing offsets. When a member dies, leaves, joins or is not heard for the session timeout, the group rebalances: reading stops while partitions move, and goes on at the committed offsets. What was done and not yet committed comes again. A member that only stood still finishes its event all the same, unaware that another has got it, too: consumers must be able to bear the same event twice. A producer that tries again after a timeout appends its event again, too.':
    '消费者组通过提交位点 (offset) 记录进度。成员崩溃、离开、加入，或在会话超时内没有心跳时，组会再均衡 (rebalance)：分区移交期间停止读取，之后从已提交的位点继续。已处理但尚未提交的事件会再次到来。只是停顿了一阵的成员仍会把手上的事件做完，并不知道别的成员也拿到了它：消费者必须经得起同一事件到来两次。生产者超时后重试，也会把事件再追加一次。',
  'An event that fails is tried again and keeps those behind it waiting, until it goes to the dead letters. Watch the lag: events that are appended and not yet committed. The log itself is never the bottleneck here; its own replicas are not modelled.':
    '处理失败的事件会重试，并让后面的事件等待，直到它转入死信。请关注积压 (lag)：已追加而尚未提交的事件。这里日志本身不会成为瓶颈；未对日志自身的副本建模。',
  Partitions: '分区数',
  'Parts that are read independently of each other. Taking some away leaves what is in them to be read.':
    '彼此独立读取的部分。减少分区后，其中已有的事件仍会被读完。',
  'Partition by': '分区依据',
  'Which partition an event goes to: one for all events with the same key, which keeps their order, or each in turn.':
    '事件进入哪个分区：相同键的事件总进同一分区，从而保持顺序；或依次轮流。',
  turn: '轮流',
  Assignment: '分配方式',
  'How a group divides partitions among its members.': '消费者组如何把分区分给成员。',
  'Commit every': '提交间隔',
  'How long after an event is done its offset is committed at the latest. Without it, each event is committed at once.':
    '事件处理完后最迟多久提交其位点。不设则每条事件立即提交。',
  'each event': '每条事件',
  'Session timeout': '会话超时',
  'A member that is not heard for this long is taken for dead. Members are looked for three times in it.':
    '成员超过该时间没有心跳即视为已崩溃。此时间内检查心跳三次。',
  'Rebalance takes': '再均衡耗时',
  'From the moment when members have stopped until partitions are divided anew.':
    '从成员停止读取到分区重新分配完毕的时间。',
  'Longest work': '单条最长处理',
  'A member that works on one event for longer has to leave its group.': '处理单条事件超过该时间的成员必须离开组。',
  'After this many failures in a row an event goes to the dead letters.': '连续失败达到该次数后，事件转入死信。',
  'Retry after': '重试间隔',
  'How long a failed event waits, and the partition with it.': '失败的事件等待多久，其分区也随之等待。',
  Retention: '保留时间',
  'Events older than this are removed, read or not.': '超过该时间的事件会被删除，无论是否已读。',
  'for ever': '永久',
  append: '追加',
  lag: '积压 (lag)',
  'Events not yet committed, over all groups.': '尚未提交的事件数，所有组合计。',
  appended: '已追加',
  'Events taken in.': '接收的事件数。',
  consumed: '已消费',
  'Events done, once for each group.': '处理完成的事件数，每组各计一次。',
  'Deliveries after the first of an event to a group.': '同一事件对同一组首次之后的投递次数。',
  'Events given up after too many failures.': '失败次数过多而放弃的事件数。',
  rebalances: '再均衡次数',
  'Times that a group began to divide its partitions anew.': '消费者组开始重新分配分区的次数。',
  'expired unread': '未读过期',
  'Events removed by retention before a group had read them.': '尚未被某组读取就因保留时间而删除的事件数。',
  'A consumer dies in the middle of a stream': '读取事件流途中一个消费者崩溃',
}
