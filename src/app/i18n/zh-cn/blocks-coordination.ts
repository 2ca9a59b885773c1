/** Message queue and lock server in Simplified Chinese. */
export const blocksCoordination: { readonly [english: string]: string } = {
  'Message queue': '消息队列',
  'Takes in messages, acknowledges them, and lets consumers pull them when they have a free worker.':
    '接收并确认消息，由消费者在有空闲工作线程时拉取。',
  'The producer is answered as soon as the message is stored. A consumer pulls the next visible message, as a rule the oldest, when one of its workers is free; while it works the message is hidden, and it is gone only when the consumer has finished it. A message that is not finished within the visibility timeout becomes visible again and is delivered once more: at least once, sometimes twice.':
    '消息一经存储即应答生产者。消费者有空闲工作线程时拉取下一条可见消息，通常是最早的一条；处理期间消息被隐藏，处理完成后才真正删除。未在可见性超时内处理完的消息会重新可见并再次投递：至少一次，有时两次。',
  'After so many deliveries a message goes to the dead letters instead of blocking the others for ever.':
    '投递达到一定次数后，消息转入死信队列，不再一直阻塞其他消息。',
  'A full queue refuses new messages, or makes producers wait. End-to-end delay, from publishing to the acknowledgement by the consumer, is the figure to watch: the producer never sees it.':
    '队列已满时拒绝新消息，或让生产者等待。最值得关注的是端到端延迟，即从发布到消费者确认的时间：生产者是看不到它的。',
  'Messages that fit, hidden ones included.': '可容纳的消息数，含隐藏的。',
  'When full': '队列满时',
  'What happens to a producer when there is no room.': '没有空间时如何对待生产者。',
  reject: '拒绝',
  block: '阻塞',
  'Visibility timeout': '可见性超时',
  'How long a delivered message is hidden before it is delivered again.': '已投递的消息隐藏多久后再次投递。',
  'Deliveries at most': '投递次数上限',
  'After this many deliveries a message becomes a dead letter.': '投递达到该次数后，消息成为死信。',
  'Which of the visible messages is handed out next.': '下一条投递哪一条可见消息。',
  publish: '发布',
  depth: '积压',
  'Messages stored, hidden ones included.': '当前存储的消息数，含隐藏的。',
  published: '已发布',
  'Messages taken in.': '接收的消息数。',
  done: '已完成',
  'Messages finished by a consumer.': '消费者处理完成的消息数。',
  redelivered: '重复投递',
  'Deliveries after the first of a message.': '同一消息首次之后的投递次数。',
  'dead letters': '死信',
  'Messages given up after too many deliveries.': '投递次数过多而放弃的消息数。',
  oldest: '最久等待',
  'Age of the oldest message that waits.': '等待中最早一条消息的时龄。',
  'A queue in front of a slow worker': '慢消费者前的队列',

  'Lock server': '锁服务',
  'Grants a named lock to one owner at a time, for the length of a lease.':
    '每次只把命名锁授予一个持有者，以租约为期限。',
  'A service names this block in a critical section. The lock is granted with a fencing token and ends by itself after the lease, whether or not the holder has finished: a holder that is slow or paused longer than its lease goes on believing that it holds the lock while another one does. Both at once are counted as double holders.':
    '服务在临界区步骤中引用本组件。授予锁时附带防护令牌 (fencing token)，租约到期后锁自动失效，无论持有者是否完成：变慢或暂停超过租约的持有者仍以为自己持有锁，而锁其实已归他人。两者并存时计为双重持有。',
  'Checked release compares the owner before it deletes; blind release deletes whatever is there, perhaps the lock of someone else. Fencing tokens let the protected store refuse the late one.':
    '校验释放在删除前核对持有者；盲目释放则直接删除，可能误删他人的锁。借助防护令牌，受保护的存储可以拒绝迟到的一方。',
  'Waiters either poll with a growing pause, or watch and are woken: the first to have come, or all at once where the lock has a herd.':
    '等待者要么以递增的间隔轮询，要么监听并被唤醒：唤醒最先到达的一个，若锁有羊群效应则同时唤醒全部。',
  'How the lock is kept.': '锁的维护方式。',
  Lease: '租约',
  'After this long the lock ends by itself.': '超过该时间后锁自动失效。',
  Release: '释放方式',
  'Whether the owner is compared before the lock is deleted.': '删除锁之前是否核对持有者。',
  checked: '校验',
  blind: '盲目',
  Waiting: '排队',
  'What those do who find the lock taken.': '锁被占用时等待者如何处理。',
  poll: '轮询',
  watch: '监听',
  'First pause': '首次间隔',
  'Pause before the second try; it doubles up to 16 times as long, with jitter.':
    '第二次尝试前的间隔；逐次翻倍，最长 16 倍，并带抖动。',
  'Wait at most': '最长等待',
  'After this long without the lock the call fails as lock-not-acquired.':
    '等待超过该时间仍未得到锁，调用以“未获得锁”失败。',
  'Time of one lock operation; further tries of those who wait take none.':
    '一次锁操作的时间；等待者的后续尝试不占时间。',
  lock: '锁',
  acquired: '已获得',
  'Locks granted.': '授予的锁数量。',
  'two holders': '双重持有',
  'Times a lock was granted while an earlier holder still believed to have it.':
    '前一持有者仍以为持有锁时又授予锁的次数。',
  refused: '被拒绝',
  'Calls that waited in vain.': '等待无果的调用数。',
  waiting: '排队',
  'Calls that wait for the lock.': '正在等待锁的调用数。',
  expired: '已过期',
  'Locks that ended before their holder let go.': '持有者释放之前就已失效的锁数量。',
  token: '令牌',
  'Newest fencing token.': '最新的防护令牌。',
  woken: '被唤醒',
  'Calls that watched and were told that the lock is free, in vain or not; counted while waiters watch.':
    '监听并被告知锁已空闲的调用数，无论是否得到锁；仅在等待者监听时统计。',
  'A lock around the stock': '库存锁',
}
