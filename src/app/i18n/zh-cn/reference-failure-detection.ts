/** What the reference page says about failure detection, in Simplified Chinese. */
export const referenceFailureDetection: { readonly [english: string]: string } = {
  'Failure detection': '故障检测 (Failure detection)',
  'From the heartbeats of one other node, is it suspected?': '根据另一个节点的心跳，是否怀疑它？',
  'suspected ⇔ now − last ≥ timeout': '怀疑 ⇔ now − last ≥ timeout',
  'the timeout is constant': '超时恒定',
  'Suspected ⇔ now − last ≥ timeout. Suspicion is (now − last)/timeout.':
    '怀疑 ⇔ now − last ≥ timeout。怀疑度为 (now − last)/timeout。',
  'A crash is detected at most timeout after the last heartbeat arrived.':
    '最迟在最后一次心跳到达后 timeout 检测到崩溃。',
  'TimeoutMs [ms]. Time: going back makes the silence shorter, at least 0; nobody is suspected at the very time of a heartbeat, infinity included. Cost: O(1), no allocation.':
    'timeoutMs [ms]。时间：倒退会使沉默变短，至少为 0；在心跳到达的同一时刻不会怀疑任何节点，无穷大时亦然。代价：O(1)，不分配内存。',
  'φ = −log₁₀(e/(1 + e)), e = exp(−y(1.5976 + 0.070566y²)), y = (silence − mean)/spread':
    'φ = −log₁₀(e/(1 + e))，e = exp(−y(1.5976 + 0.070566y²))，y = (沉默 − 均值)/标准差',
  'fractions of milliseconds are kept': '保留毫秒的小数部分',
  'Φ = −log₁₀ P(silence lasts longer), intervals taken as normal with the mean and spread of the recent ones. The normal tail is the logistic e/(1 + e), e = exp(−y(1.5976 + 0.070566y²)), y = (silence − mean − pause)/spread. Suspected ⇔ φ ≥ threshold. The window starts with firstEstimate ± a quarter of it. A heartbeat that ends a suspicion is not counted.':
    'φ = −log₁₀ P(沉默更久)，假定间隔服从正态分布，均值和离散程度取自近期间隔。正态尾部用逻辑函数 e/(1 + e) 近似，e = exp(−y(1.5976 + 0.070566y²))，y = (沉默 − 均值 − 停顿)/标准差。怀疑 ⇔ φ ≥ threshold。窗口以 firstEstimate 及其上下四分之一开始。结束一次怀疑的心跳不计入。',
  'Φ = −log₁₀ ½ when the silence is exactly mean + pause.': '沉默恰为均值加停顿时 φ = −log₁₀ ½。',
  'MinStdDeviationMs, acceptablePauseMs, firstEstimateMs [ms]; threshold [factor]; maxSamples [count].':
    'minStdDeviationMs、acceptablePauseMs、firstEstimateMs [ms]；threshold [倍数]；maxSamples [个]。',
  'Going back makes the silence negative, φ close to 0; such an interval is not remembered, nor is an infinite one. Cost: O(1) per heartbeat and question, no allocation in steady state; suspectedAt bisects, about 60 steps. Randomness: none. Throws: ParamError from the constructor only.':
    '时间倒退会使沉默为负、φ 接近 0；这样的间隔不会被记住，无穷大的也不会。代价：每次心跳和询问 O(1)，稳态下不分配内存；suspectedAt 用二分法，约 60 步。随机性：无。抛出：仅构造函数抛出 ParamError。',
  'φ = silence/(mean·ln 10); suspected ⇔ φ > threshold': 'φ = 沉默/(均值·ln 10)；怀疑 ⇔ φ > threshold',
  'fractions of milliseconds; no correction for pauses of the observer': '保留毫秒的小数部分；不修正观察者自身的停顿',
  'Φ = −log₁₀ exp(−silence/mean) = silence/(mean·ln 10). Suspected ⇔ φ > threshold. The window starts with one interval of firstIntervalMs; intervals longer than maxIntervalMs are not remembered.':
    'φ = −log₁₀ exp(−沉默/均值) = 沉默/(均值·ln 10)。怀疑 ⇔ φ > threshold。窗口以一个 firstIntervalMs 的间隔开始；长于 maxIntervalMs 的间隔不会被记住。',
  'Threshold 8 means a silence of more than 18.4 mean intervals.': '阈值 8 表示沉默超过 18.4 个平均间隔。',
  'FirstIntervalMs, maxIntervalMs [ms]; threshold [factor]; maxSamples [count].':
    'firstIntervalMs、maxIntervalMs [ms]；threshold [倍数]；maxSamples [个]。',
  'Going back counts as no silence; such an interval is not remembered, nor is an infinite one. Cost: O(1), no allocation in steady state.':
    '时间倒退视为没有沉默；这样的间隔不会被记住，无穷大的也不会。代价：O(1)，稳态下不分配内存。',
  'suspicion lasts mult·max(1, log₁₀ n)·interval; first probe of a crashed node after e/(e − 1) periods':
    '怀疑持续 mult·max(1, log₁₀ n)·interval；崩溃节点在 e/(e − 1) 个周期后首次被探测',
  'The group is fixed and known; no full state exchange; dead nodes are probed no more but may refute.':
    '群组固定且已知；不交换完整状态；已死亡的节点不再被探测，但可以反驳。',
  'Each period one peer is probed; without an answer some helpers probe it too; without any answer it becomes a suspect. A suspect that does not refute in time is dead. News carry an incarnation number that only their subject raises: alive beats suspect and alive of lower incarnations; suspect beats alive of the same or lower ones; dead beats both of the same or lower ones. A node that hears of its own suspicion raises its incarnation and spreads that it is alive.':
    '每个周期探测一个同伴；没有应答则由若干协助者再探测；仍无应答则成为嫌疑者。未及时反驳的嫌疑者视为死亡。消息带有只由当事节点提高的化身编号：存活胜过编号更低的怀疑和存活；怀疑胜过编号相同或更低的存活；死亡胜过编号相同或更低的两者。得知自己被怀疑的节点提高编号并传播自己仍存活。',
  'The first probe of a crashed node comes after periodsToFirstDetection periods on average with random choice, and at most 2n − 1 periods later at any given node with shuffled rounds.':
    '随机选择时，崩溃节点平均在 periodsToFirstDetection 个周期后首次被探测；乱序轮询时，任一给定节点最多再过 2n − 1 个周期。',
  'Intervals [ms]. Time: a suspicion ends at exactly its timeout. Cost: O(n) per period and message, allocation only when built.':
    '间隔 [ms]。时间：怀疑恰在其超时处结束。代价：每个周期和每条消息 O(n)，仅在构造时分配内存。',
  'One draw per probe with random choice, n per round with shuffled rounds, one per helper. Throws: ParamError from the constructor only.':
    '随机选择时每次探测取一次随机数，乱序轮询时每轮取 n 次，每个协助者一次。抛出：仅构造函数抛出 ParamError。',
  'down ⇔ fall failures in a row; up ⇔ rise successes in a row': '下线 ⇔ 连续 fall 次失败；上线 ⇔ 连续 rise 次成功',
  'Weights do not change.': '权重不变。',
  'Each check ends as good (an answer in time that says healthy) or failed (an unhealthy answer, or none within the timeout). fall failed ones in a row mark the node down, rise good ones in a row mark it up again. It starts up.':
    '每次检查的结果为正常（及时应答且表示健康）或失败（不健康的应答，或超时无应答）。连续 fall 次失败标记节点下线，连续 rise 次正常重新标记上线。初始为上线。',
  'A crash is noticed at most fall·interval + timeout after it; one lost answer marks nothing when fall > 1.':
    '崩溃最迟在其后 fall·interval + timeout 被发现；fall > 1 时，丢失一次应答不会改变标记。',
  'Fall, rise [count]; timeoutMs [ms]. Time: an answer exactly at the timeout is too late. Cost: O(1), no allocation.':
    'fall、rise [个]；timeoutMs [ms]。时间：恰在超时处到达的应答已太迟。代价：O(1)，不分配内存。',
  'may act ⇔ now < time sent + lease': '可以工作 ⇔ now < 发送时刻 + lease',
  'No allowance for drifting clocks; it belongs to the waiting time of the watcher.':
    '不为漂移的时钟留余量；这应计入监视者的等待时间。',
  'An acknowledgement of a heartbeat sent at s lets the sender act until s + lease. The watcher that confirmed it may replace the sender only at its arrival + lease or later.':
    '对在 s 发送的心跳的确认允许发送方工作到 s + lease。作出确认的监视者最早在心跳到达 + lease 才可以取代发送方。',
  'With clocks of the same rate, sender and replacement never act at the same time: s + lease ≤ arrival + lease.':
    '时钟速率相同时，发送方与取代者从不同时工作：s + lease ≤ 到达 + lease。',
  'LeaseMs [ms]. Time: acknowledgements out of order keep the latest s; exactly at s + lease the right is over.':
    'leaseMs [ms]。时间：乱序的确认保留最晚的 s；恰在 s + lease 时权利结束。',
  'failed ⇔ suspecting watchers ≥ quorum': '失效 ⇔ 怀疑的监视者 ≥ quorum',
  'No leader is elected among the watchers.': '监视者之间不选举领导者。',
  'Each watcher has a detector of its own; failed ⇔ at least quorum of them suspect.':
    '每个监视者有自己的检测器；失效 ⇔ 至少法定人数的监视者怀疑。',
  'Fewer than quorum wrong watchers cause no false suspicion; detection waits for the quorum-th watcher.':
    '出错的监视者少于法定人数时不会误判；检测要等到第法定人数个监视者。',
  'O(watchers) per question, no allocation. Randomness: none. Throws: ParamError from the constructor only.':
    '每次询问 O(监视者数)，不分配内存。随机性：无。抛出：仅构造函数抛出 ParamError。',
  'heartbeat window': '心跳窗口 (heartbeat window)',
  'The last n intervals between heartbeats, with their mean and spread.': '最近 n 个心跳间隔及其均值和离散程度。',
  "A ring of intervals with running sums; the spread is the population's, √(E[x²] − E[x]²), never below 0.":
    '带累计和的间隔环；离散程度取总体标准差 √(E[x²] − E[x]²)，从不小于 0。',
  '[ms]. Cost: O(1) per interval; memory grows by doubling up to the size, so nothing is allocated in steady state.':
    '[ms]。代价：每个间隔 O(1)；内存以加倍方式增长到设定大小，因此稳态下不分配内存。',
  'swim scaling': 'SWIM 缩放 (SWIM scaling)',
  'How a gossip group scales its timeouts with its size, and how fast gossip and detection spread in theory.':
    'gossip 群组如何随规模调整其超时，以及理论上消息传播和检测有多快。',
  'Intervals and timeouts [ms], the rest counts. Cost: O(1), the mean field O(rounds). Randomness: none.':
    '间隔和超时 [ms]，其余为个数。代价：O(1)，mean 字段为 O(轮数)。随机性：无。',
  'A node that pauses, and then dies': '一个先停顿、后死亡的节点',
  'The node is silent for a while after 20 seconds and dies after 42. A good detector notices death soon and is not fooled by a pause or a lost heartbeat.':
    '节点在 20 秒后沉默一阵，在 42 秒后死亡。好的检测器很快发现死亡，又不会被停顿或丢失的心跳欺骗。',
  'Heartbeat every': '心跳间隔',
  'As sent.': '按发送计。',
  'By how much each is delayed at most, as a share of the interval.': '每次心跳最多延迟多少，以占间隔的比例表示。',
  'Share of heartbeats that never arrive.': '永远不会到达的心跳比例。',
  Pause: '停顿',
  'After 20 seconds the node is silent for so long, but alive.': '20 秒后节点沉默这么久，但仍然活着。',
  'How the news of a death spreads': '死亡的消息如何传播',
  'Node 0 is dead from the start. Each other node probes one peer a period; who suspects and who knows goes round with the probes.':
    '节点 0 从一开始就已死亡。其他每个节点每个周期探测一个同伴；谁在怀疑、谁已得知，随探测传播。',
  'Asking a node how it is': '询问节点是否正常',
  'Single bad answers are forgiven; some in a row take the node out, and some good ones put it back.':
    '偶尔一次坏应答会被原谅；连续若干次则摘除节点，连续若干次正常又恢复它。',
  'Asks every': '询问间隔',
  'Time between two questions.': '两次询问之间的时间。',
  'Bad answers': '坏应答率',
  'Share of answers that are bad although the node is well.': '节点正常时仍出现坏应答的比例。',
  'Sick for': '生病时长',
  'From the 15th second on every answer is bad.': '从第 15 秒起，每个应答都是坏的。',
  'A leader that stands down by itself': '自行退位的领导者',
  'When its heartbeats are no longer confirmed the leader stops acting, before the watcher, whose timeout is twice the lease, takes over. At no time do both act.':
    '心跳不再得到确认时领导者停止工作，早于监视者接管（监视者的超时是租约的两倍）。任何时刻都不会有两者同时工作。',
  'From the leader to the watcher.': '从领导者到监视者。',
  'Travels for': '传输耗时',
  'One way.': '单程。',
  'Link cut for': '链路中断时长',
  'From the 8th second on.': '从第 8 秒起。',
  'Several watchers of one node': '多个监视者看一个节点',
  'The node dies after 30 seconds. A watcher with a bad link cries wolf; only when enough agree does the node count as failed.':
    '节点在 30 秒后死亡。链路差的监视者会误报；只有足够多的监视者一致时，节点才算失效。',
  Watchers: '监视者数',
  'Of one node.': '监视同一个节点。',
  'With a bad link': '链路差的监视者',
  'That lose most heartbeats.': '会丢失大部分心跳。',
}
