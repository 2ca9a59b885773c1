/** What the reference page says about rate limiting, in Simplified Chinese. */
export const referenceRateLimiting: { readonly [english: string]: string } = {
  'Rate limiting': '限流 (Rate limiting)',
  'May an event of weight n happen now?': '权重为 n 的事件现在能否发生？',
  'tokens = min(burst, tokens + rate·Δt); admit ⇔ tokens ≥ n, then tokens −= n':
    'tokens = min(burst, tokens + rate·Δt)；放行 ⇔ tokens ≥ n，然后 tokens −= n',
  'An infinite rate is not accepted; time is a double in ms, not an integer in ns.':
    '不接受无限速率；时间是以 ms 计的双精度数，而不是以 ns 计的整数。',
  'Tokens(t) = min(burst, tokens(t₀) + rate·(t − t₀)); an event of weight n takes n tokens, and may take them from the future when it is willing to wait (reserve): then tokens < 0 and the wait is −tokens/rate.':
    'tokens(t) = min(burst, tokens(t₀) + rate·(t − t₀))；权重为 n 的事件取 n 个令牌，愿意等待时可以预支未来的令牌 (reserve)：此时 tokens < 0，等待为 −tokens/rate。',
  'In any span of length w at most burst + rate·w events are admitted.':
    '任意长度为 w 的时段内，最多放行 burst + rate·w 个事件。',
  'Rate [1/s], burst [count], time [ms]. Starts full. Rate 0 admits the first burst events only.':
    '速率 [1/s]，突发量 [个]，时间 [ms]。初始为满。速率为 0 时只放行最初 burst 个事件。',
  'An earlier now than before counts as no time passed; an event admitted then moves the clock back (as the source).':
    'now 早于之前视为没有经过时间；此时放行的事件会把时钟拨回（与原实现一致）。',
  'O(1), no allocation in decide. Randomness: none. Throws: ParamError from the constructor only.':
    'O(1)，decide 不分配内存。随机性：无。抛出：仅构造函数抛出 ParamError。',
  'admit ⇔ count + n ≤ limit; count = 0 when a window begins': '放行 ⇔ count + n ≤ limit；窗口开始时 count = 0',
  'Times are exact, where the source cuts the end of a window to whole seconds for showing it.':
    '时间是精确的，而来源在显示时把窗口的结束截为整秒。',
  'First-hit opens a window [t, t + W) at the first event after the last window ended, and counts refused events too; aligned has windows [k·W, (k + 1)·W) and counts admitted events only.':
    '首个事件方式：上一个窗口结束后的首个事件在 t 打开窗口 [t, t + W)，被拒绝的事件也计数；对齐方式：窗口为 [k·W, (k + 1)·W)，只计放行的事件。',
  'At most limit in each window, hence up to 2·limit in a span of length W that straddles a boundary.':
    '每个窗口内最多 limit 个，因此跨越边界、长度为 W 的时段内最多 2·limit 个。',
  'Window [ms], limit [count]. The end of a window belongs to the next one.':
    '窗口 [ms]，限额 [个]。窗口的终点属于下一个窗口。',
  'An earlier now than before counts into the current window.': 'now 早于之前时计入当前窗口。',
  'permits = min(limit, permits + limit·cycles); wait = start of the cycle with permits ≥ n − now':
    'permits = min(limit, permits + limit·cycles)；等待 = permits ≥ n 的周期起点 − now',
  'Time that goes backwards does not take permits away.': '时间倒退不会收回许可。',
  'At the start of a cycle permits = min(limit, permits + limit·cycles passed); an event of weight n that finds fewer waits for the first cycle that begins with enough, and takes them now (permits < 0), unless the wait exceeds the timeout.':
    '周期开始时 permits = min(limit, permits + limit·经过的周期数)；权重为 n 的事件若许可不足，则等待首个起始时许可足够的周期，并立即取走许可 (permits < 0)，除非等待超过超时。',
  'At most limit events happen in each cycle, hence 2·limit in a span that straddles a boundary. Weights above the limit can be reserved over several cycles and happen in the last of them.':
    '每个周期内最多发生 limit 个事件，因此跨越边界的时段内最多 2·limit 个。大于限额的权重可以跨多个周期预留，在其中最后一个发生。',
  'Limit [count], period, timeout [ms]. Cycles are [k·P, (k + 1)·P) from time 0.':
    '限额 [个]，周期、超时 [ms]。周期为从时刻 0 起的 [k·P, (k + 1)·P)。',
  'An earlier now than before counts as the start of the current cycle.': 'now 早于之前时按当前周期的开始计。',
  'admit ⇔ Σ of the last slots + n ≤ limit': '放行 ⇔ 最近各槽之和 + n ≤ limit',
  'Only admitted events are counted; there is no borrowing from future slots.': '只计放行的事件；不能向未来的槽预借。',
  'Slots are W/slots long and aligned to multiples of that; admit ⇔ Σ of the current slot and the slots − 1 before + n ≤ limit. Refused events are not counted.':
    '每个槽长 W/slots，对齐到其整数倍；放行 ⇔ 当前槽与之前 slots − 1 个槽之和 + n ≤ limit。被拒绝的事件不计。',
  'At most limit in any slots slots in a row, hence in any span of (1 − 1/slots)·W; up to 2·limit in a span of W.':
    '任意连续 slots 个槽内最多 limit 个，因此任意长度为 (1 − 1/slots)·W 的时段内亦然；长度为 W 的时段内最多 2·limit 个。',
  'Limit, slots [count], window [ms]. One slot makes a fixed window on the clock.':
    '限额、槽数 [个]，窗口 [ms]。只有一个槽即按时钟对齐的固定窗口。',
  'An earlier now than before counts into the latest slot.': 'now 早于之前时计入最新的槽。',
  'O(1) time plus one step for each slot passed since the last call, no allocation. Randomness: none.':
    '时间 O(1)，另加自上次调用以来每经过一个槽一步，不分配内存。随机性：无。',
  'admit ⇔ ⌊previous·(W − elapsed)/W⌋ + current + n ≤ limit': '放行 ⇔ ⌊previous·(W − elapsed)/W⌋ + current + n ≤ limit',
  'Windows are aligned to multiples of their length since time 0, not since the year 1.':
    '窗口对齐到从时刻 0 起其长度的整数倍，而不是从公元 1 年起。',
  'Windows are [k·W, (k + 1)·W); estimate = previous·(W − elapsed)/W + current, the first part rounded down or kept as a fraction; admit ⇔ estimate + n ≤ limit.':
    '窗口为 [k·W, (k + 1)·W)；估计值 = previous·(W − elapsed)/W + current，前一部分向下取整或保留小数；放行 ⇔ 估计值 + n ≤ limit。',
  'At most limit in each clock window; in any span of length W up to 2·limit, but only if the events before were unevenly spread. Events are taken as evenly spread over the previous window.':
    '每个时钟窗口内最多 limit 个；任意长度为 W 的时段内最多 2·limit 个，但仅当之前的事件分布不均时。假定上一个窗口内的事件均匀分布。',
  'Limit [count], window [ms]. Time: an earlier now than before stays in the current window; the previous one then weighs more than once (as the source).':
    '限额 [个]，窗口 [ms]。时间：now 早于之前时仍在当前窗口；上一个窗口的权重此时大于一（与原实现一致）。',
  'O(1) time and memory, no allocation. Randomness: none. Throws: ParamError from the constructor only.':
    '时间和内存均为 O(1)，不分配内存。随机性：无。抛出：仅构造函数抛出 ParamError。',
  'admit ⇔ Σ weights in the last W + n ≤ limit': '放行 ⇔ 最近 W 内的权重之和 + n ≤ limit',
  'An event of weight n is one entry of weight n; time that goes backwards stands still.':
    '权重为 n 的事件是一条权重为 n 的记录；倒退的时间视为停住。',
  'Admit ⇔ Σ weights of the events of the last W + n ≤ limit. An event exactly W old no longer counts with the open boundary and still counts with the closed one. Refused events are not logged.':
    '放行 ⇔ 最近 W 内事件的权重之和 + n ≤ limit。恰好早 W 的事件在开边界下不再计入，在闭边界下仍计入。被拒绝的事件不记录。',
  'At most limit in any span [t, t + W) (open) or [t, t + W] (closed).':
    '任意时段 [t, t + W)（开）或 [t, t + W]（闭）内最多 limit 个。',
  'Limit [count], window [ms]. Time: an earlier now than before counts as the latest one.':
    '限额 [个]，窗口 [ms]。时间：now 早于之前时按最近的时刻计。',
  'O(1) amortised time, memory for up to limit events; allocates only while the log still grows. Randomness: none.':
    '时间均摊 O(1)，内存最多存 limit 个事件；仅在日志增长时分配内存。随机性：无。',
  'admit ⇔ available ≥ n; retry after 3 + interval − age of the oldest grant':
    '放行 ⇔ available ≥ n；3 + interval − 最早发放的时长 之后重试',
  'The family view of the time to retry is exact. More permits than the rate are refused instead of raising an error.':
    '按本族接口，重试时间是精确的。一次请求的许可超过 rate 时拒绝，而不是报错。',
  'Available permits are given out with the time of each grant; grants at least one interval old give theirs back. A refusal says when to come again: 3 ms after the oldest grant ends, however many permits that frees.':
    '发放可用的许可并记录每次发放的时间；至少早一个间隔的发放归还其许可。拒绝时告知何时再来：最早的发放结束后 3 ms，不论届时释放多少许可。',
  'At most rate permits in any span [t, t + interval).': '任意时段 [t, t + interval) 内最多 rate 个许可。',
  'Rate [count], interval [ms]. Time: an earlier now than before counts as the latest one.':
    '速率 [个]，间隔 [ms]。时间：now 早于之前时按最近的时刻计。',
  'O(1) amortised, memory for the grants of one interval. Randomness: none. Throws: ParamError from the constructor only.':
    '均摊 O(1)，内存为一个间隔内的发放记录。随机性：无。抛出：仅构造函数抛出 ParamError。',
  'excess′ = max(0, excess − rate·Δt + 1); refuse ⇔ excess′ > burst':
    'excess′ = max(0, excess − rate·Δt + 1)；拒绝 ⇔ excess′ > burst',
  'Doubles instead of thousandths of an event and whole milliseconds; the clock going back by over a minute is not special.':
    '使用双精度数，而不是千分之一事件和整毫秒；时钟倒退超过一分钟不作特殊处理。',
  'Excess′ = max(0, excess − rate·Δt + 1); refuse ⇔ excess′ > burst; otherwise pass at once (nodelay) or after excess′/rate. A refusal changes nothing. The first event has excess 0, so that burst + 1 events pass at once. An event of weight n counts as n events at the same moment, all or none.':
    'excess′ = max(0, excess − rate·Δt + 1)；拒绝 ⇔ excess′ > burst；否则立即通过 (nodelay) 或在 excess′/rate 之后通过。拒绝不改变任何状态。首个事件的 excess 为 0，因此可同时通过 burst + 1 个事件。权重为 n 的事件相当于同一时刻的 n 个事件，全部通过或全部拒绝。',
  'In any span of length w at most burst + 1 + rate·w events (their passing times, when they are delayed).':
    '任意长度为 w 的时段内最多 burst + 1 + rate·w 个事件（延后时按其通过的时刻计）。',
  'Rate [1/s], burst [count], time [ms]. Rate 0 admits burst + 1 events in all.':
    '速率 [1/s]，突发量 [个]，时间 [ms]。速率为 0 时总共放行 burst + 1 个事件。',
  'An earlier now than before counts as no time passed and does not move the clock back.':
    'now 早于之前视为没有经过时间，也不会把时钟拨回。',
  'x = max(now − slack·p, x + p); wait max(0, x − now)': 'x = max(now − slack·p, x + p)；等待 max(0, x − now)',
  'Time 0 is a time like any other; in the source it means "never".': '时刻 0 与其他时刻一样；在原实现中它表示“从未”。',
  'With interval p = 1/rate, event k issues at xₖ = xₖ₋₁ + p, or, after a pause, no earlier than now − slack·p, so that up to slack intervals of idle time are made up for; the wait is max(0, x − now). Without slack x = now after a pause longer than p. An event of weight n issues as n events and waits for the last of them.':
    '设间隔 p = 1/rate，事件 k 在 xₖ = xₖ₋₁ + p 发出，停顿之后则不早于 now − slack·p，因此最多补上 slack 个空闲间隔；等待为 max(0, x − now)。没有松弛量时，停顿长于 p 之后 x = now。权重为 n 的事件作为 n 个事件发出，并等待其中最后一个。',
  'In any span of length w at most slack + 1 + w/p events happen.':
    '任意长度为 w 的时段内最多发生 slack + 1 + w/p 个事件。',
  'Rate [1/s], slack [count], time [ms]; inside whole nanoseconds.':
    '速率 [1/s]，松弛量 [个]，时间 [ms]；内部为整纳秒。',
  'An earlier now than before simply waits longer.': 'now 早于之前时只是等待更久。',
  'TAT′ = max(now, TAT) + q·T; admit ⇔ now ≥ TAT′ − T·(maxBurst + 1)':
    'TAT′ = max(now, TAT) + q·T；放行 ⇔ now ≥ TAT′ − T·(maxBurst + 1)',
  'State does not expire, which changes no decision.': '状态不会过期，这不影响任何判定。',
  'With emission interval T and tolerance τ = T·(maxBurst + 1), an event of weight q moves the theoretical arrival time to TAT′ = max(now, TAT) + q·T and is admitted ⇔ now ≥ TAT′ − τ. A refusal changes nothing. Weight 0 only looks.':
    '设发放间隔为 T，容差 τ = T·(maxBurst + 1)，权重为 q 的事件把理论到达时间移到 TAT′ = max(now, TAT) + q·T，放行 ⇔ now ≥ TAT′ − τ。拒绝不改变任何状态。权重 0 只作查看。',
  'In any span of length w at most maxBurst + 1 + w/T events. Admits exactly what a token bucket of burst maxBurst + 1 and rate 1/T admits.':
    '任意长度为 w 的时段内最多 maxBurst + 1 + w/T 个事件。放行结果与突发量为 maxBurst + 1、速率为 1/T 的令牌桶完全一致。',
  'Interval [ms], burst [count]; inside whole nanoseconds. Time: an earlier now than before is as far from the TAT as it says, nothing more.':
    '间隔 [ms]，突发量 [个]；内部为整纳秒。时间：now 早于之前只是离 TAT 更远，别无其他影响。',
  'O(1), one number of state, no allocation in decide. Randomness: none. Throws: ParamError from the constructor only.':
    'O(1)，状态为一个数，decide 不分配内存。随机性：无。抛出：仅构造函数抛出 ParamError。',
  'tokens = min(capacity, tokens + rate·⌊Δ seconds⌋); admit ⇔ tokens ≥ n':
    'tokens = min(capacity, tokens + rate·⌊Δ 秒⌋)；放行 ⇔ tokens ≥ n',
  'Keys do not expire. With a capacity under half the rate the source keeps no state at all; here it does.':
    '键不会过期。容量小于速率的一半时，原实现根本不保存状态；这里会保存。',
  'Filled = min(capacity, tokens + rate·max(0, seconds passed)); admit ⇔ filled ≥ n, then tokens = filled − n. The refilled state is stored on refusal too, with the same arithmetic.':
    'filled = min(capacity, tokens + rate·max(0, 经过的秒数))；放行 ⇔ filled ≥ n，然后 tokens = filled − n。拒绝时也保存补充后的状态，算法相同。',
  'In any w whole seconds at most capacity + rate·w; a burst of rate appears at each full second.':
    '任意 w 个整秒内最多 capacity + rate·w 个；每到整秒出现一次大小为 rate 的突发。',
  'Rate [1/s], capacity [count], time [ms], cut to seconds. Starts full.':
    '速率 [1/s]，容量 [个]，时间 [ms]，截取到秒。初始为满。',
  'An earlier second than before adds nothing, and moves the clock back (as the source).':
    '秒数早于之前时不添加令牌，并把时钟拨回（与原实现一致）。',
  'wait = max(0, next free − now); next free += fresh permits/rate':
    '等待 = max(0, 下次空闲 − now)；下次空闲 += 新许可/rate',
  'The rate cannot be changed later.': '速率之后不能更改。',
  'With requests of weight 1, in any span of length w at most rate·(w + 1 s) + 2 requests happen.':
    '请求权重为 1 时，任意长度为 w 的时段内最多发生 rate·(w + 1 s) + 2 个请求。',
  'Rate [1/s]. Randomness: none. Throws: ParamError from the constructor only.':
    '速率 [1/s]。随机性：无。抛出：仅构造函数抛出 ParamError。',
  'next free += ∫ price of the stored permits taken + fresh permits/rate':
    '下次空闲 += ∫ 所取存量许可的价格 + 新许可/rate',
  'The cold factor is a parameter (3 in the public source); the rate cannot be changed later.':
    '冷系数是参数（公开源码中为 3）；速率之后不能更改。',
  'As of the steady rate; from cold it takes the warm-up time W to come down to the threshold.':
    '同稳定速率；从冷态出发需要预热时间 W 才降到阈值。',
  'Rate [1/s], warm-up [ms], cold factor [factor]. Randomness: none. Throws: ParamError from the constructor only.':
    '速率 [1/s]，预热时间 [ms]，冷系数 [倍数]。随机性：无。抛出：仅构造函数抛出 ParamError。',
  'admit ⇔ counter + n ≤ limit; the counter is changed at once, or written back later':
    '放行 ⇔ counter + n ≤ limit；计数器立即更改，或稍后写回',
  'Redis documentation of INCR, "Pattern: Rate limiter"; own model of the race':
    'Redis INCR 文档 “Pattern: Rate limiter”；竞态为自有模型',
  'Refused events are not counted; the store answers at once and only writes take time.':
    '被拒绝的事件不计；存储立即应答，只有写入需要时间。',
  'Windows [k·W, (k + 1)·W) are counted in a SharedCounter. increment adds to the counter and compares in one step. read-then-write reads it, decides, and writes value + n back, which lands writeDelayMs later: whoever reads in between decides on the old value, and of two such writes one is lost.':
    '窗口 [k·W, (k + 1)·W) 在 SharedCounter 中计数。increment 一步完成累加和比较。read-then-write 先读取、判断，再写回值 + n，写入在 writeDelayMs 后生效：其间的读者按旧值判断，两次这样的写入会丢失一次。',
  'Increment admits at most limit in each window, over all gateways together. read-then-write can admit up to limit × (admissions within one write delay).':
    'increment 在每个窗口内对所有网关合计最多放行 limit 个。read-then-write 最多可放行 limit × （一个写延迟内的放行数）。',
  'Limit [count], window, delay [ms]. Time: an earlier now than before counts into the current window.':
    '限额 [个]，窗口、延迟 [ms]。时间：now 早于之前时计入当前窗口。',
  'O(1) amortised; allocates only while more writes are on their way than ever before. Randomness: none.':
    '均摊 O(1)；仅当在途写入多于以往任何时候时分配内存。随机性：无。',
  'admit ⇔ every level admits; only then every level counts': '放行 ⇔ 每一级都放行；此时各级才计入',
  'The levels are fixed windows on the clock instead of leaky buckets.': '各级是按时钟对齐的固定窗口，而不是漏桶。',
  'All levels are asked first, and only if none objects do they all count the event, so that a refusal by one level takes nothing from the others.':
    '先询问所有级别，全部同意后才各自计入该事件，因此某一级的拒绝不会消耗其他级别。',
  'That of each level at once.': '同时满足各级的界限。',
  'As of the levels. Time: as of the levels. Cost: the sum of the levels, no allocation. Randomness: none.':
    '同各级。时间：同各级。代价：各级之和，不分配内存。随机性：无。',
  'load > target: rate ×= decrease; otherwise rate += increase·maximum':
    'load > target：rate ×= decrease；否则 rate += increase·maximum',
  'The signal is a load reported by the owner, instead of one bit from the network.':
    '信号是所有者报告的负载，而不是来自网络的一个比特。',
  'The owner reports the load, a share; at most once an interval the rate becomes max(minimum, rate·decrease) when the load was above the target, and min(maximum, rate + increase·maximum) otherwise. Between reports nothing changes.':
    '所有者以比例报告负载；每个间隔最多一次，负载高于目标时速率变为 max(最低速率, rate·decrease)，否则变为 min(最高速率, rate + increase·最高速率)。两次报告之间不变。',
  'In any span of length w at most burst + maximum rate·w.': '任意长度为 w 的时段内最多 burst + 最高速率·w 个。',
  'Rates [1/s], burst [count], load, target, decrease, increase [share], interval [ms]. Starts at the maximum.':
    '速率 [1/s]，突发量 [个]，负载、目标、下调、上调 [比例]，间隔 [ms]。从最高速率开始。',
  'An earlier now than before is no time passed, for the bucket and for the interval.':
    'now 早于之前视为没有经过时间，对桶和间隔都如此。',
  'One stream through each limiter': '同一请求流通过各限流器',
  'Every row sees the same requests. Watch what happens at the turn of a window, and after a pause: that is where limiters of the same rate differ.':
    '每一行看到相同的请求。请留意窗口交替处和停顿之后：速率相同的限流器正是在这里表现不同。',
  Arrivals: '到达方式',
  'How requests come.': '请求如何到来。',
  'at random (Poisson)': '随机 (Poisson)',
  'evenly spaced': '均匀间隔',
  'all at the start of each second': '全部集中在每秒开头',
  Offered: '到达速率',
  'Requests that come.': '到来的请求。',
  Allowed: '允许速率',
  'Requests that may pass in the long run.': '长期可以通过的请求。',
  'Requests that may pass at once, where the limiter knows one.': '可以同时通过的请求数（如限流器有此参数）。',
}
