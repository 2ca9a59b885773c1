/** Names, helps and parameters of the algorithms of messaging, in Simplified Chinese. */
export const algorithmsMessaging: { readonly [english: string]: string } = {
  'Visibility timeout': '可见性超时',
  'Hands a message out and takes it back into the queue unless it is acknowledged in time.':
    '投递消息，未及时确认则放回队列。',
  'How long a received message stays hidden; longer than the work takes, or it is delivered twice.':
    '取走的消息隐藏多久；应长于处理时间，否则会重复投递。',
  'Receives before dead letter': '进入死信前的接收次数',
  'An unacknowledged message moves to the dead letters after this many receives.':
    '未确认的消息被接收这么多次后移入死信队列。',
  unlimited: '不限',
  'Messages held at most, waiting and in flight; more are refused.': '最多保存的消息数，含等待和在途；超出则拒绝。',
  Range: '范围分配 (Range)',
  'Consecutive partitions to each member; a change of members moves many of them.':
    '每个成员分到连续的分区；成员变化会移动其中许多分区。',
  'Partitions to the members in turn; a change of members moves most of them.':
    '分区依次分给各成员；成员变化会移动大多数分区。',
  Sticky: '粘性分配 (Sticky)',
  'Balanced with as few moves as possible; everyone stops while partitions move.':
    '以尽量少的移动保持均衡；移动分区时所有成员暂停。',
  Cooperative: '协作式再均衡 (Cooperative)',
  'Moves partitions in two rounds: members go on reading what they keep.': '分两轮移动分区：成员继续读取其保留的分区。',
  'Deduplication window': '去重窗口 (Deduplication window)',
  'Refuses a message whose id was accepted a short time ago.': '拒绝短时间内已接受过相同 id 的消息。',
  'How long an accepted id is remembered.': '已接受的 id 记住多久。',
  'How many ids are remembered at most; the oldest goes first.': '最多记住多少个 id；最旧的先移除。',
  'Offsets and commit': '位移与提交 (Offsets and commit)',
  'What a group has read of a partition and what it has committed; a new owner goes on from there.':
    '消费组在一个分区上读到哪里、提交到哪里；新的所有者从提交处继续。',
  'In-sync replicas and high-water mark': '同步副本与高水位 (In-sync replicas and high-water mark)',
  'Followers fetch from the leader; consumers read what all that are in sync have.':
    '追随者从领导者拉取；消费者只能读到所有同步副本都有的内容。',
  'Copies of the log, the leader included.': '日志的副本数，含领导者。',
  'Fewest in sync': '最少同步副本',
  'A write that all must confirm is refused while fewer replicas are in sync.':
    '同步副本少于此数时，拒绝需要全部确认的写入。',
  'Longest lag': '最长滞后',
  'A follower that has not caught up for longer is out of sync.': '追随者超过此时间仍未追上，就不再算同步。',
  'Unclean election': '非干净选举',
  'Lets a replica that is out of sync lead when no other is left; what it lacks is lost.':
    '没有其他副本时，允许未同步的副本成为领导者；它缺少的内容会丢失。',
  'Topic filters': '主题过滤 (Topic filters)',
  'Decides whether a subscription wants a message on a topic.': '决定一个订阅是否需要某主题上的消息。',
  Filter: '过滤器',
  'Levels between slashes; + stands for one level, # at the end for all that follow.':
    '层级以斜杠分隔；+ 代表一层，末尾的 # 代表其后所有层。',
  'Outbox relay': '发件箱中继 (Outbox relay)',
  'Reads committed events from an outbox now and then and publishes them in order.':
    '定期从发件箱读取已提交的事件并按序发布。',
  'Poll interval': '轮询间隔',
  'How often the outbox is read. Shorter publishes sooner and asks the database more often.':
    '多久读取一次发件箱。越短发布越快，查询数据库也越频繁。',
  'Events published per poll at most.': '每次轮询最多发布的事件数。',
}
