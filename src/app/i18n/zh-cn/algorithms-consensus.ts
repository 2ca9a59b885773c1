/** Names, helps and parameters of the algorithms of consensus, in Simplified Chinese. */
export const algorithmsConsensus: { readonly [english: string]: string } = {
  Raft: 'Raft 共识 (Raft)',
  'An elected leader orders all entries; what a majority has is chosen.':
    '选举出的领导者为所有条目排序；多数派持有的条目即被选定。',
  'Shortest election timeout': '最短选举超时',
  'Silence of the leader after which a node may stand for election.': '领导者沉默多久后，节点可以参选。',
  'Longest election timeout': '最长选举超时',
  'The more it exceeds the shortest, the rarer are split votes.': '比最短值大得越多，选票分裂越少。',
  'Heartbeat interval': '心跳间隔',
  'Longest silence of a leader; well below the election timeout.': '领导者最长的沉默时间；应远小于选举超时。',
  'Pre-vote': '预投票',
  'A node first asks whether it would win, so that one coming back from a partition does not disturb the leader.':
    '节点先询问自己能否当选，使从分区中恢复的节点不会干扰领导者。',
  'Leader check': '领导者自检',
  'A leader that cannot reach a majority steps down instead of serving stale reads.':
    '联系不到多数派的领导者主动退位，而不是继续提供过期读。',
  'Entries per message': '每条消息的条目数',
  'How many log entries one message carries at most.': '一条消息最多携带多少条日志。',
  'Multi-Paxos': '多轮 Paxos (Multi-Paxos)',
  'A leader with the highest ballot first learns what others accepted, then has each value accepted in one round trip.':
    '选票编号最高的领导者先了解其他节点已接受的值，之后每个值只需一个往返即可被接受。',
  'Shortest wait for a leader': '等待领导者的最短时间',
  'Silence after which a node may try to lead.': '沉默多久后节点可以尝试领导。',
  'Longest wait for a leader': '等待领导者的最长时间',
  'The more it exceeds the shortest, the rarer do two nodes outbid each other.':
    '比最短值大得越多，两个节点互相抬高编号的情况越少。',
  'Longest silence of a leader; well below the wait.': '领导者最长的沉默时间；应远小于等待时间。',
  'Slots per message': '每条消息的槽位数',
  'How many values one message carries at most.': '一条消息最多携带多少个值。',
  'Single-decree Paxos': '单值 Paxos (Single-decree Paxos)',
  'One value is chosen, once, by proposers and acceptors that may crash.':
    '由可能崩溃的提议者和接受者一次性选定一个值。',
  Acceptors: '接受者数',
  'Nodes that promise and accept; a majority of them chooses.': '作出承诺并接受提案的节点数；其多数派作出选择。',
}
