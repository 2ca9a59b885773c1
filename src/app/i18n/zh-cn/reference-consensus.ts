/** What the reference page says about consensus, in Simplified Chinese. */
export const referenceConsensus: { readonly [english: string]: string } = {
  Consensus: '共识 (Consensus)',
  'Nodes that agree on a growing list of values, whatever the network does.':
    '无论网络如何，各节点就一个不断增长的值列表达成一致。',
  'electionMaxMs is at least electionMinMs.': 'electionMaxMs 不小于 electionMinMs。',
  'commit the largest N on a majority with term(N) = current term': '提交多数派持有的最大 N，且 term(N) = 当前任期',
  'refusals carry the last index; old terms are refused explicitly; a snapshot is one message':
    '拒绝应答带有最后的索引；明确拒绝旧任期；快照为一条消息',
  'A follower that hears nothing for its election timeout (drawn anew each time) asks all for their votes in a new term; each node votes once a term, and only for a log at least as new as its own. The leader sends what follows the last common entry; a follower drops what conflicts. The leader commits an index that a majority has, if its entry is of the present term. Pre-vote: a node first asks whether it would win, without raising its term. Leader check: a leader that did not hear from a majority for the longest election timeout steps down. Voters change in two steps: both majorities, then the new one alone.':
    '在选举超时（每次重新抽取）内未收到消息的追随者，在新任期中向所有节点拉票；每个节点每任期投一票，且只投给日志至少与自己一样新的节点。领导者发送最后一个共同条目之后的内容；追随者丢弃冲突的部分。多数派持有某个索引且其条目属于当前任期时，领导者提交它。预投票：节点先询问自己能否当选，不提高任期。领导者自检：在最长选举超时内未从多数派收到消息的领导者退位。投票成员的变更分两步：先需两个多数派，再只需新的多数派。',
  "At most one leader a term; logs that agree on an entry's term agree on all before; a committed entry is in the log of every later leader.":
    '每任期最多一个领导者；两份日志在某条目的任期上一致，则之前全部一致；已提交的条目存在于之后每个领导者的日志中。',
  'ElectionMinMs, electionMaxMs, heartbeatMs [ms]; batchSize [count] entries per message.':
    'electionMinMs、electionMaxMs、heartbeatMs [ms]；batchSize 为每条消息的条目 [个]。',
  'A timer fires at exactly its time; going back only delays it. Cost: O(voters²) per reply to the leader, messages are objects.':
    '定时器恰在其时刻触发；时间倒退只会使它推迟。代价：领导者每收到一个应答 O(投票者数²)，消息为对象。',
  'One draw per election timeout. Throws: ParamError from the constructor only.':
    '每次选举超时取一次随机数。抛出：仅构造函数抛出 ParamError。',
  'chosen ⇔ accepted by a majority in one ballot; propose the value of the highest ballot promised':
    '选定 ⇔ 在同一编号下被多数派接受；提出承诺中编号最高的值',
  'followers take slots in order; the log is kept whole': '追随者按序接收槽位；日志完整保留',
  'A node that hears no leader for its timeout takes a higher ballot and asks all for promises for every slot it does not know as chosen. With a majority it proposes, slot by slot, what it must (the value of the highest ballot it was told) and fills gaps with nothing, then goes on with new values. A slot is chosen when a majority accepted it in one ballot. Followers report how far they follow, so that the leader sends each what it lacks.':
    '在超时内未听到领导者的节点采用更高的选票编号，就所有它不知道已选定的槽位请求承诺。得到多数派后，它逐个槽位提出必须提出的值（它得知的最高编号的值），用空值填补空缺，然后继续处理新值。同一编号下被多数派接受的槽位即被选定。追随者报告跟到哪里，领导者据此补发各自缺少的部分。',
  'No two nodes know different values as chosen in a slot. Unlike Raft any node may win, however far behind: it first collects what others accepted.':
    '任意两个节点不会就同一槽位得知不同的选定值。与 Raft 不同，任何节点无论落后多少都可能胜出：它先收集其他节点已接受的值。',
  'ElectionMinMs, electionMaxMs, heartbeatMs [ms]; batchSize [count] slots per message.':
    'electionMinMs、electionMaxMs、heartbeatMs [ms]；batchSize 为每条消息的槽位 [个]。',
  'A timer fires at exactly its time. Cost: O(slots not known as chosen) per promise, O(voters²) per reply; messages are objects. Randomness: one draw per timeout. Throws: ParamError from the constructor only.':
    '定时器恰在其时刻触发。代价：每个承诺 O(未知已选定的槽位数)，每个应答 O(投票者数²)；消息为对象。随机性：每次超时取一次随机数。抛出：仅构造函数抛出 ParamError。',
  'propose the value of the highest ballot among a majority of promises, or any if there is none':
    '提出多数派承诺中编号最高的值，没有则任意',
  'A lower ballot is answered with a refusal that names the promise.': '对较低的选票编号回以拒绝，并给出已承诺的编号。',
  'A proposer takes a ballot higher than any it used and asks for promises. An acceptor promises to take part in no lower ballot and tells the last value it accepted. With promises of a majority the proposer must propose the value of the highest ballot among the answers, or is free if there is none. A value accepted by a majority in one ballot is chosen.':
    '提议者采用比自己用过的都高的选票编号并请求承诺。接受者承诺不再参与更低的编号，并告知自己最后接受的值。得到多数派承诺后，提议者必须提出应答中编号最高的值；没有则可自由提出。在同一编号下被多数派接受的值即被选定。',
  'No two values are ever chosen. Two proposers can outbid each other for ever: progress needs that one waits.':
    '绝不会选定两个值。两个提议者可能永远互相抬高编号：要有进展，须有一个等待。',
  'O(1) per message. Randomness: none. Throws: ParamError from constructors only.':
    '每条消息 O(1)。随机性：无。抛出：仅构造函数抛出 ParamError。',
  quorum: '多数派 (quorum)',
  'Majorities: which index is on a majority, and how a vote stands, for one set of voters and for two at once.':
    '多数派：哪个索引被多数派持有、一次投票结果如何，适用于一组投票者或同时两组。',
  'O(voters²), no allocation. Randomness: none. Throws: nothing.': 'O(投票者数²)，不分配内存。随机性：无。抛出：无。',
  'raft election': 'Raft 选举 (Raft election)',
  'Elections of a Raft node: terms, votes, timeouts, and who leads. What leading means is in raft-node.ts.':
    'Raft 节点的选举：任期、投票、超时，以及谁领导。领导的含义见 raft-node.ts。',
  'See raft.ts. A node votes once a term, and only for a log at least as new as its own; a pre-vote promises nothing.':
    '见 raft.ts。节点每任期投一票，且只投给日志至少与自己一样新的节点；预投票不作任何承诺。',
  'A timer fires at exactly its time. Randomness: one draw per election timeout. Throws: ParamError from the constructor only.':
    '定时器恰在其时刻触发。随机性：每次选举超时取一次随机数。抛出：仅构造函数抛出 ParamError。',
  'raft log': 'Raft 日志 (Raft log)',
  'The log of a Raft node: entries from 1 on, with a snapshot in place of the first ones.':
    'Raft 节点的日志：条目从 1 起编号，最前面的部分以快照代替。',
  'Until there is a leader again': '直到重新有领导者',
  'The leader dies, 200 times over. Followers whose timeouts lie close together stand at the same time and split the votes; spread them, and one is first.':
    '领导者死亡，共 200 次。超时相近的追随者会同时参选并分裂选票；把超时拉开，总有一个抢先。',
  'In the group, the dead one included.': '群组中的节点数，含已死亡者。',
  'A message takes': '消息耗时',
  'One way, on average.': '单程，平均值。',
  'Election timeout from': '选举超时下限',
  'A follower that hears nothing for so long stands for election.': '追随者这么久没有收到消息就参选。',
  Spread: '分散范围',
  'How far election timeouts may be apart.': '各选举超时之间最多相差多少。',
  'Two proposers, one value': '两个提议者，一个值',
  'The first wants A and is interrupted; then the second comes with B. If a promise tells it that A was accepted, it has to go on with A.':
    '第一个提议者想要 A，但被打断；随后第二个带着 B 到来。如果有承诺告知它 A 已被接受，它就必须继续推进 A。',
  'Reached by the first': '第一个触及的节点',
  'Acceptors that take its value before the second begins.': '第二个开始之前，接受其值的接受者数。',
  'Silent to the second': '不应答第二个的节点',
  'It asks acceptors from the other end; so many of the last ones do not answer.':
    '它从另一端开始询问接受者；末尾这么多个不应答。',
}
