/** What the reference page says about admission, in Simplified Chinese. */
export const referenceAdmission: { readonly [english: string]: string } = {
  Admission: '准入控制 (Admission)',
  'May this call enter, how long may it wait, and is it still worth serving?':
    '这个调用能否进入、可以等多久、是否仍值得处理？',
  'shed ⇔ min wait of the last interval > target and own wait > 2·target':
    '丢弃 ⇔ 上个间隔的最短等待 > 目标 且 自身等待 > 2·目标',
  "The smallest wait of an interval is kept. At the first call after the interval's end the gate is overloaded if that was above the target; then a new interval starts. While overloaded, a call that waited longer than twice the target is shed. The first call of an interval is never shed.":
    '保留每个间隔内的最短等待。间隔结束后的首个调用到来时，若该值高于目标，则视为过载；随后开始新的间隔。过载期间，等待超过两倍目标的调用被丢弃。每个间隔的首个调用从不丢弃。',
  'No call that waited at most 2·target is shed; one call an interval gets through at any overload.':
    '等待不超过 2·目标的调用不会被丢弃；无论过载多严重，每个间隔都会放行一个调用。',
  'Target, interval [ms]; target is cut to the interval.': '目标、间隔 [ms]；目标不超过间隔。',
  'An earlier now never ends an interval.': '较早的 now 不会结束间隔。',
  'O(1), no allocation. No randomness.': 'O(1)，不分配内存。不使用随机数。',
  'next drop = last + interval/√count': '下次丢弃 = 上次 + interval/√count',
  'Counts calls where the RFC counts bytes.': 'RFC 按字节计数，这里按调用计数。',
  'See ClassicCodel; times are real numbers and the gap is exactly interval/√count.':
    '见 ClassicCodel；时间为实数，间隔恰为 interval/√count。',
  'Nothing is shed before the wait has been at or above the target for one interval, nor with at most one call left.':
    '等待持续一个间隔不低于目标之前不丢弃任何调用；剩余调用不超过一个时也不丢弃。',
  'Target, interval [ms]. Cost: O(1), no allocation. No randomness.':
    '目标、间隔 [ms]。代价：O(1)，不分配内存。不使用随机数。',
  'next drop = last + interval·r, r ← r·(3 − count·r²)/2': '下次丢弃 = 上次 + interval·r，r ← r·(3 − count·r²)/2',
  'Counts calls where the kernel counts bytes; times do not wrap.': '内核按字节计数，这里按调用计数；时间不会回绕。',
  'See ClassicCodel. 1/√count is kept as a fraction of 16 bits and improved by one Newton step per change of the count: r ← r·(3 − count·r²)/2. From count 1 to 2 that gives 0.5 where 0.707 is right; later steps correct it.':
    '见 ClassicCodel。1/√count 以 16 位小数保存，每次计数变化时以一步牛顿迭代改进：r ← r·(3 − count·r²)/2。计数从 1 到 2 时得到 0.5，而正确值为 0.707；后续步骤会修正。',
  'next drop = last + ⌊interval/√count⌋': '下次丢弃 = 上次 + ⌊interval/√count⌋',
  'Times need not be whole milliseconds.': '时间不必是整毫秒。',
  'A wait at or above the target that lasts for an interval makes calls droppable. The dropping state begins when the last drop was less than an interval ago or calls have been droppable for one more interval; each drop sets the next ⌊interval/√count⌋ ms later. A recent dropping state resumes with count − 2 (at least 1).':
    '等待不低于目标并持续一个间隔后，调用变为可丢弃。距上次丢弃不足一个间隔，或可丢弃状态又持续了一个间隔时，进入丢弃状态；每次丢弃把下一次定在 ⌊interval/√count⌋ ms 之后。刚结束不久的丢弃状态以 count − 2（至少为 1）恢复。',
  'The first drop comes two intervals after waits rose to the target, one later than in RFC 8289.':
    '首次丢弃在等待升到目标后两个间隔发生，比 RFC 8289 晚一个间隔。',
  'Target, interval [ms]; gaps are whole milliseconds. Cost: O(1), no allocation. No randomness.':
    '目标、间隔 [ms]；间隔取整毫秒。代价：O(1)，不分配内存。不使用随机数。',
  'A call that arrives more than N after the queue was last empty may wait M, any other N. One that has waited longer is shed when its turn comes. The queue is empty when a call arrives at none waiting, and when the last waiting is taken.':
    '队列上次为空之后超过 N 才到达的调用可以等待 M，其余可以等待 N。等待更久的调用轮到时被丢弃。调用到达时无人等待，或最后一个等待者被取走时，队列为空。',
  'No call is served after a wait above N; in a standing queue none after a wait above M.':
    '等待超过 N 的调用不会被处理；队列积压时，等待超过 M 的也不会。',
  'M = shortMs, N = longMs [ms]; exactly N since empty still counts as recent.':
    'M = shortMs，N = longMs [ms]；距队列为空恰好 N 仍算近期。',
  'An earlier now counts as recent.': '较早的 now 算作近期。',
  'maxLimit is at least minLimit.': 'maxLimit 不小于 minLimit。',
  'success: limit + 1; failure: ⌊limit · ratio⌋': '成功：limit + 1；失败：⌊limit · ratio⌋',
  'The calls in flight of a sample are those at its end.': '样本的在途调用数取其结束时的值。',
  'A failure or a latency above the timeout gives limit ← ⌊limit·backoffRatio⌋; otherwise, if at least half the limit is in use, limit ← limit + 1. The result is kept within [minLimit, maxLimit].':
    '失败或延迟超过超时：limit ← ⌊limit·backoffRatio⌋；否则若至少用到上限的一半，limit ← limit + 1。结果保持在 [minLimit, maxLimit] 内。',
  'Never more than maxLimit in flight.': '在途调用从不超过 maxLimit。',
  'Limits [calls], timeout [ms].': '上限 [调用]，超时 [ms]。',
  'O(1), no allocation. No randomness, no time.': 'O(1)，不分配内存。不使用随机数和时间。',
  'queue = ⌈L · (1 − lowest/latency)⌉; small: L + 6s, large: L − s, s = ⌊log₁₀ L⌋':
    'queue = ⌈L · (1 − 最低延迟/延迟)⌉；小：L + 6s，大：L − s，s = ⌊log₁₀ L⌋',
  'Probes come at regular intervals; the calls in flight of a sample are those at its end.':
    '探测按固定间隔进行；样本的在途调用数取其结束时的值。',
  'Queue = ⌈L·(1 − lowest latency/latency)⌉ and s = max(1, ⌊log₁₀ L⌋). A failure gives L − s; with less than half of L in flight L stays; queue ≤ s gives L + 6s, queue < 3s gives L + s, queue > 6s gives L − s, otherwise L stays. The result is kept within [1, maxLimit] and smoothed. A new lowest latency only sets that; after about probeMultiplier·L samples the lowest latency is measured afresh.':
    'queue = ⌈L·(1 − 最低延迟/延迟)⌉，s = max(1, ⌊log₁₀ L⌋)。失败得到 L − s；在途不足 L 的一半时 L 不变；queue ≤ s 得到 L + 6s，queue < 3s 得到 L + s，queue > 6s 得到 L − s，否则 L 不变。结果保持在 [1, maxLimit] 内并作平滑。出现新的最低延迟时只更新该值；约 probeMultiplier·L 个样本后重新测量最低延迟。',
  'Limits [calls]; latencies in any one unit.': '上限 [调用]；延迟使用任意同一单位。',
  'O(1), no allocation. No time.': 'O(1)，不分配内存。不使用时间。',
  'The long-term latency is the mean of the first 10 samples and then moves by 2/(longWindow + 1) towards each. With g = clamp(rttTolerance·long/latency, ½, 1): L ← (1 − smoothing)·L + smoothing·(L·g + queueSize), kept within [minLimit, maxLimit]. With less than half of L in flight L stays. When long exceeds twice the latency it loses 5 %.':
    '长期延迟是前 10 个样本的均值，之后每次向样本移动 2/(longWindow + 1)。令 g = clamp(rttTolerance·long/latency, ½, 1)：L ← (1 − smoothing)·L + smoothing·(L·g + queueSize)，保持在 [minLimit, maxLimit] 内。在途不足 L 的一半时 L 不变。长期延迟超过当前延迟两倍时下调 5%。',
  'Never more than maxLimit in flight; one sample changes L by at most smoothing·max(L/2, queueSize).':
    '在途调用从不超过 maxLimit；一个样本最多使 L 变化 smoothing·max(L/2, queueSize)。',
  'Limits [calls]; latencies in any one unit. A latency of 0 counts as no rise (g = 1).':
    '上限 [调用]；延迟使用任意同一单位。延迟为 0 视为没有上升 (g = 1)。',
  'refuse ⇔ load ≥ threshold and inFlight > maxPass · minRt · bucketsPerSecond / 1000':
    '拒绝 ⇔ load ≥ threshold 且 inFlight > maxPass · minRt · bucketsPerSecond / 1000',
  'The load is the share of busy servers instead of processor time.': '负载取繁忙服务器的比例，而不是处理器时间。',
  "MaxInFlight = ⌊maxPass·minRt·bucketsPerSecond/1000⌋, where maxPass is the most calls finished in one past bucket of the window (at least 1) and minRt the smallest mean latency of one, rounded up, in whole ms (at least 1; calls of less than 1 ms do not count for it); both are kept for one bucket's duration. A call is refused ⇔ more than maxInFlight calls and more than one are in flight, and the load is at or above the threshold, or was when refusing began at most 1 s ago. The load is the utilisation in permille, sampled every 500 ms and smoothed: cpu ← ⌊0.95·cpu + 0.05·sample⌋.":
    'maxInFlight = ⌊maxPass·minRt·bucketsPerSecond/1000⌋，其中 maxPass 是窗口内过去某个桶中完成调用的最大数量（至少 1），minRt 是某个桶的最小平均延迟，向上取整为整毫秒（至少 1；短于 1 ms 的调用不计入）；两者都保留一个桶的时长。拒绝调用 ⇔ 在途超过 maxInFlight 且多于一个，并且负载不低于阈值，或在至多 1 s 前开始拒绝时曾不低于阈值。负载是以千分比计的利用率，每 500 ms 采样一次并平滑：cpu ← ⌊0.95·cpu + 0.05·sample⌋。',
  'Below the threshold nothing is refused, except for up to 1 s after refusing began.':
    '低于阈值时不拒绝任何调用，除了开始拒绝后的至多 1 s 内。',
  'Window [ms], threshold [permille].': '窗口 [ms]，阈值 [千分比]。',
  'O(buckets) once per bucket, else O(1); no allocation. No randomness.':
    '每个桶一次 O(桶数)，其余 O(1)；不分配内存。不使用随机数。',
  'admit ⇔ (b, u) ≤ level; level from the prefix sum ≤ (1 − α)·admitted or admitted + β·arrived':
    '放行 ⇔ (b, u) ≤ 级别；级别取自前缀和 ≤ (1 − α)·已放行 或 已放行 + β·到达',
  'Higher numbers are more important here.': '这里数字越大越重要。',
  'A call has a business priority b (1 is the most important) and a user priority u, a hash of its user that changes every hour. It is admitted ⇔ (b, u) is at or before the level in lexicographic order. At the end of each window (1 s or 2,000 arrivals) the station is overloaded ⇔ the mean wait of calls taken from the queue is above 20 ms; then Nexp = (1 − α)·Nadmitted, otherwise Nadmitted + β·Narrived; the new level is the last one up to which at most Nexp of the calls that arrived in the window had their priorities.':
    '调用有业务优先级 b（1 最重要）和用户优先级 u，后者是用户的哈希，每小时变化一次。放行 ⇔ (b, u) 按字典序不晚于当前级别。每个窗口（1 s 或 2,000 次到达）结束时，若从队列取出的调用的平均等待超过 20 ms，则视为过载：Nexp = (1 − α)·Nadmitted，否则 Nexp = Nadmitted + β·Narrived；新级别是窗口内到达的调用中，优先级不晚于它的至多 Nexp 个时的最后一级。',
  'The level moves so that a later window admits about Nexp of the same mix.':
    '级别的移动使之后的窗口在相同构成下约放行 Nexp 个。',
  'Window, queueing threshold [ms]; α, β shares.': '窗口、排队阈值 [ms]；α、β 为比例。',
  'An earlier now never ends a window.': '较早的 now 不会结束窗口。',
  'O(1) per call, O(levels) per window; no allocation. No randomness.':
    '每个调用 O(1)，每个窗口 O(级数)；不分配内存。不使用随机数。',
  'admit ⇔ held < maxConcurrent': '放行 ⇔ held < maxConcurrent',
  'A counting semaphore. acquire takes a permit, joins the line of waiters (first come, first served) or is refused; release hands the permit to the longest waiter whose time is not over; expire takes out waiters whose time is over. The caller schedules a look at expire maxWaitMs after a call began to wait. As the gate of a station it never lets calls wait itself: the station has its own queue.':
    '计数信号量。acquire 取得许可、加入等待队列（先到先得）或被拒绝；release 把许可交给仍未超时的等待最久者；expire 移除已超时的等待者。调用方在调用开始等待 maxWaitMs 后安排一次 expire。作为站点的准入控制时它本身不让调用等待：站点有自己的队列。',
  'Never more than maxConcurrent permits are out.': '发出的许可从不超过 maxConcurrent。',
  'Permits, wait [ms]; a wait of exactly maxWaitMs still succeeds. 0 refuses at once, infinity waits for ever.':
    '许可数、等待 [ms]；恰好等待 maxWaitMs 仍算成功。0 立即拒绝，无穷大永远等待。',
  'An earlier now expires nobody.': '较早的 now 不会使任何等待者超时。',
  'O(1), no allocation once the line has had its greatest length. No randomness.':
    'O(1)，队列达到最大长度后不再分配内存。不使用随机数。',
  'Counts calls, never marks.': '按调用计数，从不标记。',
  'Avg ← (1 − w)·avg + w·waiting at each arrival; after an idle time of t it decays as if t/typicalServiceMs calls had found the queue empty. Below minThreshold nothing is refused, at or above maxThreshold everything; between, p_b = maxShare·(avg − min)/(max − min) and the call is refused with probability p_b/(1 − count·p_b), where count is the number admitted since the last refusal (so that refusals are spread evenly).':
    '每次到达时 avg ← (1 − w)·avg + w·waiting；空闲 t 之后，按有 t/typicalServiceMs 个调用遇到空队列来衰减。低于 minThreshold 不拒绝，达到 maxThreshold 全部拒绝；其间 p_b = maxShare·(avg − min)/(max − min)，并以概率 p_b/(1 − count·p_b) 拒绝调用，count 是上次拒绝后放行的数量（使拒绝均匀分布）。',
  'Between two refusals at most about 1/p_b calls are admitted.': '两次拒绝之间最多约放行 1/p_b 个调用。',
  'Thresholds [calls], typical service [ms]; w, maxShare shares.':
    '阈值 [调用]，典型服务时间 [ms]；w、maxShare 为比例。',
  'An earlier now is no idle time.': '较早的 now 不算空闲时间。',
  'O(1), one draw per call between the thresholds; no allocation.':
    'O(1)，处于两个阈值之间时每个调用取一次随机数；不分配内存。',
  'send ⇔ rank ≤ last level heard': '发送 ⇔ 等级 ≤ 最近得知的级别',
  'A level is forgotten after a while without replies; the paper leaves open what happens when nothing passes any more.':
    '一段时间没有应答后遗忘级别；论文没有说明不再有任何调用通过时怎么办。',
  "Each reply carries the callee's level; the caller keeps the newest and sends a call only if its rank is at or below that. Before the first reply everything is sent. After staleMs without a reply the level is forgotten, so that a callee to which nothing is sent any more gets traffic again.":
    '每个应答都带有被调用方的级别；调用方保留最新的，仅当调用的等级不高于它时才发送。首个应答之前全部发送。staleMs 内没有应答则遗忘级别，使不再收到任何调用的被调用方重新得到流量。',
  'O(1), no allocation.': 'O(1)，不分配内存。',
  'classic codel': '经典 CoDel (classic CoDel)',
  'The control flow that the CoDel of RFC 8289 and of the Linux kernel share; members supply clock and control law.':
    'RFC 8289 与 Linux 内核的 CoDel 共有的控制流程；时钟和控制律由各成员提供。',
  'Once waits have been at or above the target for an interval, the call at hand is shed and the dropping state begins; in it, calls are shed at times that come closer as interval/√count. A wait below the target, or a queue of at most one more call, ends it. Coming back within 16 intervals resumes near the old rate (count − lastCount). A call shed on entering the dropping state is followed by one that is only looked at; the kernel does both in one dequeue, here they are two successive shed calls at the same instant.':
    '等待持续一个间隔不低于目标后，丢弃当前调用并进入丢弃状态；其中丢弃时刻按 interval/√count 越来越密。等待低于目标，或队列只剩至多一个调用时结束。16 个间隔内再次进入则以接近原来的速率恢复 (count − lastCount)。进入丢弃状态时丢弃一个调用，其后一个只作检查；内核在一次出队中完成两者，这里则是同一时刻先后丢弃的两个调用。',
  'rolling buckets': '滚动桶 (rolling buckets)',
  'Sums and counts in a ring of buckets of equal duration that moves only when something is added.':
    '在由等长的桶组成的环中求和与计数，只在有新增时移动。',
  'Add first moves on by the whole buckets that have passed since the last move and clears those; readers are given the buckets that are still inside the window, oldest first.':
    'add 先按上次移动以来经过的整桶数前移并清空这些桶；读者按从旧到新得到仍在窗口内的桶。',
  'O(buckets) at most to add after a pause, no allocation.': '停顿之后新增最多 O(桶数)，不分配内存。',
  'A rush of calls': '调用高峰',
  'For four seconds more calls come than can be served. Without a gate everybody waits until nobody is there any more; a good gate refuses early and keeps the answers that it gives worth having.':
    '有四秒钟到来的调用多于能处理的量。没有准入控制时，每个调用都一直等到调用方已离开；好的控制会及早拒绝，让给出的应答仍有价值。',
  'Refusing where the call begins': '在调用发起处拒绝',
  'The callee is overloaded from the 5th to the 13th second. A caller that knows its level keeps calls back that would be refused there.':
    '被调用方在第 5 到第 13 秒过载。得知其级别的调用方会自行扣下在那里会被拒绝的调用。',
  'Of 100 ranks, the lower the more important.': '共 100 个等级，越低越重要。',
  'Level in the overload': '过载时的级别',
  'Calls of a higher rank are refused by the callee.': '等级高于此值的调用会被被调用方拒绝。',
  'A reply takes': '应答耗时',
  'It carries the level back to the caller.': '应答把级别带回给调用方。',
}
