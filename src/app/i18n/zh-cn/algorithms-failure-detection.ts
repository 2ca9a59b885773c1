/** Names, helps and parameters of the algorithms of failure detection, in Simplified Chinese. */
export const algorithmsFailureDetection: { readonly [english: string]: string } = {
  'Suspects a node when its last heartbeat is a set time ago.': '最后一次心跳距今达到设定时间时怀疑该节点。',
  'Silence after which the node is suspected; shorter finds crashes sooner and suspects slow nodes wrongly.':
    '沉默多久后怀疑该节点；越短发现崩溃越快，也越容易误判慢节点。',
  'Phi accrual': 'Phi 累积检测 (Phi accrual)',
  'Learns the rhythm of the heartbeats and suspects a silence that would be too unlikely.':
    '学习心跳的节奏，沉默的可能性过低时产生怀疑。',
  Threshold: '阈值',
  'Suspicion φ from which on the node counts as failed; 8 means a wrong suspicion in 10⁸ intervals.':
    '怀疑度 φ 达到此值后节点算作失效；8 表示 10⁸ 个间隔中误判一次。',
  Samples: '样本数',
  'Intervals remembered; more adapt more slowly.': '记住的间隔数；越多适应越慢。',
  'Least spread': '最小标准差',
  'Spread assumed at least; too low suspects at the first small delay.':
    '至少假定的离散程度；过低则首次小延迟就会产生怀疑。',
  'Acceptable pause': '可接受的停顿',
  'Silence accepted on top of the mean interval, for example a garbage collection.':
    '在平均间隔之外还可接受的沉默，例如垃圾回收。',
  'First estimate': '初始估计',
  'Interval between heartbeats assumed before any was seen.': '见到心跳之前假定的心跳间隔。',
  'Phi accrual, exponential': 'Phi 累积检测，指数分布 (Phi accrual, exponential)',
  'Suspects a silence that is many mean intervals long; far less steep than the normal variant.':
    '沉默达到平均间隔的许多倍时产生怀疑；远不如正态版本陡峭。',
  'Suspicion φ above which the node counts as failed; 8 is a silence of 18.4 mean intervals.':
    '怀疑度 φ 高于此值时节点算作失效；8 相当于沉默 18.4 个平均间隔。',
  'First interval': '首个间隔',
  'Longest interval': '最长间隔',
  'Longer intervals are not learned from.': '更长的间隔不用于学习。',
  'SWIM with suspicion': '带怀疑机制的 SWIM (SWIM with suspicion)',
  'Each node probes one peer at a time, and the group spreads by gossip who is suspected and who is dead.':
    '每个节点每次探测一个同伴，整个群组通过 gossip 传播谁被怀疑、谁已死亡。',
  'Size of the group.': '群组的大小。',
  'Probe interval': '探测间隔',
  'Each node probes one other per interval.': '每个节点每个间隔探测一个其他节点。',
  Helpers: '协助节点数',
  'Nodes that probe a silent peer too, so that one bad link does not decide.':
    '协助探测沉默同伴的节点数，避免一条坏链路就定论。',
  'Suspicion multiplier': '怀疑倍数',
  'How many intervals, times the logarithm of the size of the group, a suspect has to refute.':
    '被怀疑者有多少个间隔（再乘以群组规模的对数）用于反驳。',
  'Longest suspicion': '最长怀疑倍数',
  'How many times longer a suspicion lasts that nobody else confirms; 1 switches that off.':
    '无人佐证的怀疑持续时间延长多少倍；1 表示关闭。',
  'Retransmit multiplier': '重传倍数',
  'How often news are passed on, times the logarithm of the size of the group.':
    '消息转发的次数，再乘以群组规模的对数。',
  'Shuffled rounds': '乱序轮询',
  'Probes each peer once per round, which bounds the time until a crash is noticed.':
    '每轮对每个同伴探测一次，从而限定发现崩溃的时间。',
  'Pulled health checks': '拉取式健康检查 (Pulled health checks)',
  'The watcher asks; some failed answers in a row take a node out, some good ones put it back.':
    '由监视者询问；连续若干次失败则摘除节点，连续若干次正常则恢复。',
  Fall: '下线次数',
  'Failed checks in a row that mark a node down.': '连续多少次检查失败后标记节点下线。',
  Rise: '上线次数',
  'Good checks in a row that mark it up again.': '连续多少次检查正常后重新标记上线。',
  'How long an answer may take before the check counts as failed.': '应答最多可用多久，超过则检查算失败。',
  'Acknowledged heartbeat': '带确认的心跳 (Acknowledged heartbeat)',
  'The sender stands down by itself when its heartbeats are no longer confirmed.':
    '心跳不再得到确认时，发送方自行停止工作。',
  Lease: '租约',
  'How long a confirmed heartbeat lets its sender act.': '一次得到确认的心跳允许发送方工作多久。',
  'Quorum of watchers': '监视者法定人数 (Quorum of watchers)',
  'A node counts as failed when enough watchers suspect it.': '足够多的监视者怀疑时，节点算作失效。',
  Quorum: '法定人数',
  'Watchers that must suspect a node before it counts as failed.': '多少个监视者怀疑后节点才算失效。',
}
