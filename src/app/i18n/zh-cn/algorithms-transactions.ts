/** Names, helps and parameters of the algorithms of transactions, in Simplified Chinese. */
export const algorithmsTransactions: { readonly [english: string]: string } = {
  'Two-phase commit': '两阶段提交 (Two-phase commit)',
  'Everyone prepares, then everyone commits; a prepared participant that loses the coordinator is blocked.':
    '所有参与者先准备，再提交；已准备的参与者若失去协调者会阻塞。',
  'Three-phase commit': '三阶段提交 (Three-phase commit)',
  'One more round, so that nobody blocks when the coordinator dies; a partition can still split the outcome.':
    '多一轮，使协调者宕机时无人阻塞；分区仍可能造成结果不一致。',
  'Try, confirm, cancel': '尝试、确认、取消 (TCC)',
  'Reserves in every service first; no locks are held between, but each service must write three operations.':
    '先在每个服务中预留资源；其间不持锁，但每个服务须实现三个操作。',
  'Saga, orchestrated': '编排式 Saga (Saga, orchestrated)',
  'One step after the other; a failure undoes the finished ones backwards. Others see the half-done state.':
    '逐步执行；失败时逆序撤销已完成的步骤。其他请求会看到中间状态。',
  'Branch barrier': '分支屏障 (Branch barrier)',
  'Lets each operation of a branch run once, and not after it was undone.':
    '让分支的每个操作只执行一次，且撤销后不再执行。',
  'Choreographed saga': '协同式 Saga (Choreographed saga)',
  'Each participant reacts to the events of its neighbours; nobody coordinates.':
    '每个参与者响应相邻者的事件；没有协调者。',
  'Transactional outbox': '事务性发件箱 (Transactional outbox)',
  'The event is a row that is written in the same transaction as the business data.':
    '事件是与业务数据在同一事务中写入的一行。',
  'Transactional message': '事务消息 (Transactional message)',
  'The broker keeps a message hidden until the local transaction of the sender is known to be done.':
    '消息代理先隐藏消息，直到确知发送方的本地事务已完成。',
  'First question after': '首次回查延迟',
  'How long the broker waits for the sender before it asks back.': '消息代理等待发送方多久后开始回查。',
  'Question every': '回查间隔',
  'Time between further questions.': '后续回查之间的时间。',
  Questions: '回查次数',
  'After this many questions without a clear answer the message is rolled back.':
    '回查这么多次仍无明确答复，则回滚消息。',
  'Best-effort notification': '最大努力通知 (Best-effort notification)',
  'The result is sent again at growing intervals until it is confirmed, then no more.':
    '以递增的间隔重发结果，直到得到确认，之后不再发送。',
  Waits: '等待序列',
  'Time from each attempt to the next; after the last one nothing more is sent.':
    '各次尝试到下一次的时间；最后一项之后不再发送。',
}
