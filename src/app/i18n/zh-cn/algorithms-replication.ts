/** Names, helps and parameters of the algorithms of replication, in Simplified Chinese. */
export const algorithmsReplication: { readonly [english: string]: string } = {
  'Quorums (N, W, R)': '法定人数 N、W、R (Quorums)',
  'A write waits for W copies, a read compares R; nobody leads.': '写入等待 W 个副本，读取比较 R 个；没有领导者。',
  'Replicas (N)': '副本数 (N)',
  'Copies of each value.': '每个值的副本数。',
  'Write answers (W)': '写应答数 (W)',
  'Copies that must confirm a write; more is safer, slower and less available.':
    '须确认写入的副本数；越多越安全，也越慢、越不可用。',
  'Read answers (R)': '读应答数 (R)',
  'Copies that a read compares; with R + W > N it sees the latest write.':
    '读取比较的副本数；R + W > N 时能读到最新写入。',
  'Read from all': '向全部副本读',
  'Ask every copy and take the first R answers: faster in the tail, more load.':
    '询问每个副本并取最先的 R 个应答：尾延迟更低，负载更高。',
  'Sloppy quorum': '宽松法定人数 (Sloppy quorum)',
  'Spares stand in for replicas that are down: writes go on, reads may be stale until the hints are handed over.':
    '备用节点顶替宕机的副本：写入照常进行，读取在提示移交前可能过期。',
  'Home copies of each value.': '每个值的主副本数。',
  Spares: '备用节点数',
  'Nodes that stand in for home replicas that are down.': '顶替宕机主副本的节点数。',
  'Copies, spares included, that must confirm a write.': '须确认写入的副本数，含备用节点。',
  'Copies that a read compares.': '读取比较的副本数。',
  Chain: '链式复制 (Chain)',
  'Writes travel from head to tail, reads ask the tail: consistent, with cheap reads and long writes.':
    '写入从链头传到链尾，读取询问链尾：一致，读开销小、写路径长。',
  'Length of the chain: each adds a hop to every write.': '链的长度：每增加一个，写入就多一跳。',
  'Leader and followers': '领导者与追随者 (Leader and followers)',
  'One replica takes all writes and sends them on; followers serve reads that may be old.':
    '一个副本接收所有写入并转发；追随者提供的读可能是旧值。',
  'Copies, the leader included.': '副本数，含领导者。',
  'Followers that confirm': '确认的追随者数',
  'A write waits for this many followers; 0 is asynchronous and can lose the last writes.':
    '写入等待多少个追随者；0 为异步，可能丢失最近的写入。',
  'Read from any replica': '从任意副本读',
  'Spreads reads over the followers, at the price of their lag.': '把读分散到追随者，代价是其滞后。',
  'Hinted handoff': '提示移交 (Hinted handoff)',
  'Keeps writes for replicas that are down and delivers them when they are back.': '为宕机的副本保存写入，恢复后送达。',
  'Hints that are kept at most.': '最多保存的提示数。',
  'Hint window': '提示窗口',
  'How long a hint is kept for a replica that does not come back.': '为一直不恢复的副本保存提示多久。',
  'Read repair': '读修复 (Read repair)',
  'A read that sees different versions gives the newest one to the replicas that are behind.':
    '读到不同版本时，把最新版本写给落后的副本。',
  'Anti-entropy with a hash tree': '哈希树反熵 (Anti-entropy)',
  'Two replicas find the keys in which they differ by comparing few hashes.':
    '两个副本通过比较少量哈希找出有差异的键。',
  Depth: '深度',
  'The tree has 2^depth buckets. Deeper finds smaller differences and takes more memory.':
    '树有 2^深度 个桶。越深能找到越小的差异，占用内存也越多。',
  'Follower with lag': '滞后的追随者 (Follower with lag)',
  'Applies the log of the leader some time later, in order, and tells a reader what to wait for.':
    '稍后按序应用领导者的日志，并告知读者该等到哪里。',
}
