/** Names, helps and parameters of the algorithms of locking, in Simplified Chinese. */
export const algorithmsLocking: { readonly [english: string]: string } = {
  'Redis, one node': 'Redis 单节点锁 (Redis, one node)',
  'Sets a key if it is absent, with a time to live and the value of its owner, who alone may delete it.':
    '键不存在时写入，带存活时间和持有者的值；只有持有者可以删除。',
  'Redis, re-entrant': 'Redis 可重入锁 (Redis, re-entrant)',
  'The holder may take the lock again and must give it back as often; each time the lease starts anew.':
    '持有者可以再次加锁，也须释放同样次数；每次加锁租约重新计时。',
  'Redis, fair': 'Redis 公平锁 (Redis, fair)',
  'Waiters queue; only the first may take the lock, and one that falls silent loses its place.':
    '等待者排队；只有队首可以加锁，沉默者失去位置。',
  'Wait time': '等待时间',
  'How long a silent waiter keeps its place, per waiter before it.':
    '沉默的等待者保留位置多久，按其前面的等待者数累计。',
  'Row in a database': '数据库行锁 (Row in a database)',
  'Inserts a row with a unique key; a job deletes rows that were left behind.':
    '插入一行唯一键；由定时任务删除遗留的行。',
  'Clean-up period': '清理周期',
  'Time between runs of the job that deletes rows whose lease has ended; 0 lets an attempt overwrite them.':
    '删除租约到期行的任务的运行间隔；0 表示允许尝试者直接覆盖。',
  'etcd lease': 'etcd 租约 (etcd lease)',
  'Puts a key if it does not exist, attached to a lease of whole seconds that is kept alive.':
    '键不存在时写入，并绑定到一个持续续期、以整秒计的租约。',
  'Chubby session': 'Chubby 会话 (Chubby session)',
  'Held through a session; when a session is lost the lock stays closed for the lock delay.':
    '通过会话持有；会话丢失后，锁在锁延迟期间保持关闭。',
  'Lock delay': '锁延迟',
  'How long nobody can take a lock whose holder has lost its session.': '持有者丢失会话后，多久之内无人可以加锁。',
  'ZooKeeper, in sequence': 'ZooKeeper 顺序锁 (ZooKeeper, in sequence)',
  'Owners create numbered nodes; the smallest holds, and each waiter watches only the one before it.':
    '各请求者创建带编号的节点；编号最小者持有，每个等待者只监视前一个。',
  'ZooKeeper, herd': 'ZooKeeper 羊群锁 (ZooKeeper, herd)',
  'One node for all: when it goes, every waiter is woken and all but one are disappointed.':
    '所有人共用一个节点：它消失时唤醒所有等待者，只有一个成功。',
  Redlock: '红锁 (Redlock)',
  'Takes the same lock on several Redis nodes; a majority in good time counts.':
    '在多个 Redis 节点上加同一把锁；及时得到多数派才算成功。',
  'Independent Redis nodes; an odd number is best.': '相互独立的 Redis 节点；奇数为佳。',
  'Share of the lease that clocks may run apart.': '租约中允许各时钟走偏的比例。',
  'Fencing register': '防护寄存器 (Fencing register)',
  'A store that refuses writes with a lower token than it has seen, so that a holder who went on too long does no harm.':
    '存储拒绝令牌低于已见值的写入，使超时仍在继续的持有者不会造成损害。',
}
