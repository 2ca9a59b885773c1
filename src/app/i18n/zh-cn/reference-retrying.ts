/** What the reference page says about retrying, in Simplified Chinese. */
export const referenceRetrying: { readonly [english: string]: string } = {
  Retrying: '重试 (Retrying)',
  'Whether and when to try again.': '是否重试，以及何时重试。',
  Elementary: '基本方法',
  'Delay = delayMs, whatever the retry.': 'delay = delayMs，与第几次重试无关。',
  'N retries wait n·delayMs in all; clients that failed together come back together.':
    'n 次重试总共等待 n·delayMs；一起失败的客户端也会一起返回。',
  'DelayMs [ms]. 0 retries at once.': 'delayMs [ms]。0 表示立即重试。',
  'delay(n) = min(cap, base·2ⁿ), n from 0': 'delay(n) = min(cap, base·2ⁿ)，n 从 0 起',
  'n counts from 0; the simulator published with the article counts from 1': 'n 从 0 起计；随原文发布的模拟器从 1 起计',
  'Delay(n) = min(cap, base·2^n), n = 0 for the first retry.': 'delay(n) = min(cap, base·2^n)，首次重试 n = 0。',
  'No wait exceeds the cap; clients that failed together still come back together.':
    '等待不超过上限；一起失败的客户端仍一起返回。',
  'Base, cap [ms]. Randomness: none. Cost: O(log(cap/base)), no allocation.':
    '基数、上限 [ms]。随机性：无。代价：O(log(cap/base))，不分配内存。',
  'delay(n) = U(0, min(cap, base·2ⁿ)), n from 0': 'delay(n) = U(0, min(cap, base·2ⁿ))，n 从 0 起',
  'Delay(n) = U(0, b), b = min(cap, base·2^n), n = 0 for the first retry.':
    'delay(n) = U(0, b)，b = min(cap, base·2^n)，首次重试 n = 0。',
  '0 < delay < b; the mean is b/2.': '0 < delay < b；均值为 b/2。',
  'Base, cap [ms]. Randomness: one draw per call. Cost: O(log(cap/base)), no allocation.':
    '基数、上限 [ms]。随机性：每次调用取一次随机数。代价：O(log(cap/base))，不分配内存。',
  'delay(n) = b/2 + U(0, b/2), b = min(cap, base·2ⁿ), n from 0':
    'delay(n) = b/2 + U(0, b/2)，b = min(cap, base·2ⁿ)，n 从 0 起',
  'Delay(n) = b/2 + U(0, b/2), b = min(cap, base·2^n), n = 0 for the first retry.':
    'delay(n) = b/2 + U(0, b/2)，b = min(cap, base·2^n)，首次重试 n = 0。',
  'B/2 < delay < b; the mean is 3b/4.': 'b/2 < delay < b；均值为 3b/4。',
  'delay = min(cap, U(base, 3·previous)); previous = base at first':
    'delay = min(cap, U(base, 3·previous))；起初 previous = base',
  'Delay = min(cap, U(base, 3·previous)); previous = base before the first retry.':
    'delay = min(cap, U(base, 3·previous))；首次重试前 previous = base。',
  'Min(cap, base) ≤ delay ≤ cap; the mean grows by about 3/2 a step until the cap.':
    'min(cap, base) ≤ delay ≤ cap；均值每步约增长 3/2 倍，直到上限。',
  'Base, cap [ms]. Randomness: one draw per call. Cost: O(1), no allocation.':
    '基数、上限 [ms]。随机性：每次调用取一次随机数。代价：O(1)，不分配内存。',
  'B(n) = min(cap, initial·multiplierⁿ); delay(n) = b(n)·(1 + jitter·(2u − 1)). The cap is applied before the jitter, so waits reach cap·(1 + jitter).':
    'b(n) = min(cap, initial·multiplierⁿ)；delay(n) = b(n)·(1 + jitter·(2u − 1))。先取上限再加抖动，因此等待最长可达 cap·(1 + jitter)。',
  'B·(1 − jitter) ≤ delay ≤ b·(1 + jitter); the mean is b.': 'b·(1 − jitter) ≤ delay ≤ b·(1 + jitter)；均值为 b。',
  'Initial, cap [ms]; inside whole nanoseconds, as the source. Randomness: one draw per call, none for an unjittered first retry. Cost: O(n) until the cap.':
    '首次等待、上限 [ms]；内部为整纳秒，与来源一致。随机性：每次调用取一次随机数，首次重试不抖动时不取。代价：到达上限前 O(n)。',
  'Both ends of each step are drawn afresh, so successive waits are independent; each has the same distribution':
    '每步的两端都重新抽取，因此相邻的等待相互独立；各自的分布不变',
  'F(t) = exponent^t · tanh(√(4t)). Retry n waits max(0, f(n + u) − f(n − 1 + u′)) / 1.4 · base, at most the cap; u and u′ are uniform, and the second term is missing for the first retry.':
    'f(t) = exponent^t · tanh(√(4t))。第 n 次重试等待 max(0, f(n + u) − f(n − 1 + u′)) / 1.4 · base，不超过上限；u 和 u′ 均匀分布，首次重试没有第二项。',
  '0 ≤ delay ≤ cap; the median of the first wait is near the base.': '0 ≤ delay ≤ cap；首次等待的中位数接近基数。',
  'Base, cap [ms]. Randomness: one draw for the first retry, two for each further one. Cost: O(1), no allocation.':
    '基数、上限 [ms]。随机性：首次重试取一次随机数，之后每次取两次。代价：O(1)，不分配内存。',
  'retry ⇔ 1000·requests − w·retries over the last ttl + reserve ≥ w, w = ⌊1000/share⌋':
    '重试 ⇔ 最近 ttl 内 1000·请求 − w·重试 + 储备 ≥ w，w = ⌊1000/share⌋',
  'The first slice begins with the first call, not with construction': '首个时间片从首次调用开始，而不是从构造时开始',
  'Tokens are counted in thousandths. A first attempt puts in 1000, a retry takes out w = ⌊1000/share⌋ and is granted while balance = reserve + tokens not yet expired ≥ w, where reserve = minimum per second · ttl · w. Tokens, taken out as well as put in, are kept in ten slices of ttl/10 and vanish with their slice.':
    '令牌以千分之一计。首次尝试放入 1000，重试取出 w = ⌊1000/share⌋，并在 balance = 储备 + 未过期的令牌 ≥ w 时放行，其中储备 = 每秒最小值 · ttl · w。取出和放入的令牌都记在十个 ttl/10 的时间片中，随其时间片一同消失。',
  'Over a long time retries ≤ share · requests + reserve per ttl, about.':
    '长期来看，重试 ≤ share · 请求数 + 每个 ttl 的储备（约）。',
  'Ttl, time [ms]; minimum [1/s]; share [retries per request]. Cost: O(1), ten numbers, no allocation.':
    'ttl、时间 [ms]；最小值 [1/s]；share [每个请求的重试数]。代价：O(1)，十个数，不分配内存。',
  'Slices turn when a call comes at least ttl/10 after the last turn; an earlier now turns nothing.':
    '距上次轮转至少 ttl/10 后有调用到来时轮转时间片；较早的 now 不轮转。',
  'retry ⇔ retries under way < ⌊max(minimum, share · requests under way)⌋':
    '重试 ⇔ 进行中的重试 < ⌊max(minimum, share · 进行中的请求)⌋',
  'A retry is granted while retries under way < ⌊max(minimum, share · requests under way)⌋.':
    '进行中的重试 < ⌊max(minimum, share · 进行中的请求)⌋ 时放行重试。',
  'At any time retries under way ≤ max(minimum, share · requests under way).':
    '任何时刻进行中的重试 ≤ max(minimum, share · 进行中的请求)。',
  'Share [share], minimum [count]. Cost: O(1), two numbers, no allocation. Time is not used. Randomness: none.':
    'share [比例]，minimum [个]。代价：O(1)，两个数，不分配内存。不使用时间。随机性：无。',
  'failure: tokens − 1; success: tokens + ratio; retry ⇔ tokens > max/2':
    '失败：tokens − 1；成功：tokens + ratio；重试 ⇔ tokens > max/2',
  'Starts with maxTokens. A failed attempt takes 1, a successful one adds the ratio, within [0, maxTokens]. A retry is granted while tokens > maxTokens/2; being retried costs nothing by itself.':
    '从 maxTokens 开始。失败的尝试减 1，成功的尝试加 ratio，保持在 [0, maxTokens] 内。令牌 > maxTokens/2 时放行重试；重试本身不消耗令牌。',
  'While every attempt fails, at most maxTokens/2 retries are granted in a row.':
    '所有尝试都失败时，最多连续放行 maxTokens/2 次重试。',
  'Tokens [count], in steps of a thousandth. Cost: O(1), one number, no allocation. Time is not used. Randomness: none.':
    '令牌 [个]，以千分之一为步长。代价：O(1)，一个数，不分配内存。不使用时间。随机性：无。',
  'Limit [ms]. Cost: O(1), no state. Randomness: none. Throws: ParamError from the constructor only. Source: elementary.':
    '限值 [ms]。代价：O(1)，无状态。随机性：无。抛出：仅构造函数抛出 ParamError。来源：基本方法。',
  'normalMs is below limitMs.': 'normalMs 小于 limitMs。',
  'maxMs is at least limitMs.': 'maxMs 不小于 limitMs。',
  'Stays at the limit when the average is above it, where the published code goes on falling':
    '平均值高于限值时停在限值，而发表的代码会继续下降',
  'Ema ← r·x + (1 − r)·ema, r = 2/(N + 1), from 0. While ema ≤ normal the timeout is the elastic maximum; from the limit on it is the limit; between them it falls in a straight line: limit + (limit − ema)/(limit − normal) · (maximum − limit).':
    'ema ← r·x + (1 − r)·ema，r = 2/(N + 1)，从 0 开始。ema ≤ normal 时超时为弹性最大值；ema 达到限值后为限值；其间沿直线下降：limit + (limit − ema)/(limit − normal) · (maximum − limit)。',
  'Limit ≤ timeout ≤ maximum.': '限值 ≤ 超时 ≤ 最大值。',
  'All times [ms]; N [count]. Cost: O(1), one number, no allocation. Randomness: none.':
    '所有时间 [ms]；N [个]。代价：O(1)，一个数，不分配内存。随机性：无。',
  'P(T > t) = P(X > t)·P(X > t − h)·…, a factor for each copy': 'P(T > t) = P(X > t)·P(X > t − h)·…，每份一个因子',
  'More attempts than five may be asked for.': '可以要求超过五次的尝试。',
  'The first copy goes out at once, each further one a delay after the one before, up to the number of attempts. A non-fatal failure brings the next copy forward to now; the delay then runs from there. The first success, or a fatal failure, ends it; so does the failure of the last copy when all are out. A server can push back: the next copy waits that long, or never comes.':
    '第一份立即发出，之后每份比前一份晚一个延迟，直到达到尝试次数。非致命的失败使下一份提前到现在，延迟从此刻重新计。首次成功或致命失败即结束；全部发出后最后一份失败也结束。服务器可以要求退后：下一份等待相应时间，或不再发出。',
  'With n attempts and delay h, P(T > t) = P(X > t)·P(X > t − h)·…, n factors, for independent answers X and t above (n − 1)h.':
    'n 份、延迟 h 时，P(T > t) = P(X > t)·P(X > t − h)·…，共 n 个因子，适用于独立的应答时间 X 且 t 大于 (n − 1)h。',
  'Time, delay [ms]; delay 0 sends all copies at once. Cost: O(1), no allocation. Randomness: none.':
    '时间、延迟 [ms]；延迟为 0 则同时发出所有份。代价：O(1)，不分配内存。随机性：无。',
  'waste ⇔ another copy begins before the cancellation arrives': '浪费 ⇔ 取消到达之前另一份已开始',
  'The delay with which the second copy is sent belongs to the sender.': '第二份的发送延迟由发送方决定。',
  'A copy that begins while none has begun becomes the owner and sends cancellations, which take cancelMs to arrive. A copy that begins before its cancellation arrives runs too, as waste; one that was called off in time is dropped from its queue.':
    '在没有其他份开始时开始的一份成为所有者并发出取消，取消用 cancelMs 到达。在取消到达前开始的份也会执行，算作浪费；及时取消的份从其队列中移除。',
  'At most one copy is run in full where cancellations arrive before the other queues get to it.':
    '如果取消先于其他队列轮到它时到达，则最多完整执行一份。',
  'Time [ms]. Cost: O(1), no allocation. Randomness: none. Throws: ParamError from the constructor only.':
    '时间 [ms]。代价：O(1)，不分配内存。随机性：无。抛出：仅构造函数抛出 ParamError。',
  'calls at the bottom ≤ n instead of n^k, with k layers of n attempts':
    'k 层、每层 n 次尝试时，底层的调用 ≤ n，而不是 n^k',
  'A layer that sees a retriable failure retries while its attempts and its budget allow. When it gives up it answers "do not retry", and a layer that receives that answer passes it up without trying again.':
    '看到可重试失败的层在其尝试次数和预算允许时重试。放弃时应答“勿重试”，收到该应答的层不再重试，直接向上传递。',
  'With k layers of n attempts each, the bottom sees at most n calls per request instead of n^k.':
    'k 层、每层 n 次尝试时，底层每个请求最多看到 n 次调用，而不是 n^k 次。',
  'O(1). Randomness: none. Throws: never.': 'O(1)。随机性：无。抛出：从不。',
  'A deadline is a point in time and travels with the request; each hop may only bring it forward.':
    '截止时间是一个时刻，随请求传递；每一跳只能提前它。',
  'Time, timeouts [ms]; infinity means no limit. A deadline is over at exactly its time.':
    '时间、超时 [ms]；无穷大表示没有限制。恰在其时刻截止时间已过。',
  'When the retries come': '重试何时到来',
  'A server fails at time 0 and all clients try again, until they give up. Where waits are equal they come back as one crowd; jitter spreads them.':
    '服务器在时刻 0 失败，所有客户端一再重试，直到放弃。等待相同时它们会成群返回；抖动把它们分散开。',
  'That all fail at the same moment.': '在同一时刻全部失败。',
  'In all, the first included.': '总数，含首次。',
  'The wait that schedules begin with.': '各退避方案起始的等待。',
  'No wait is longer.': '等待不会更长。',
  'How much load retries add': '重试增加多少负载',
  'In the fault nearly every attempt fails. Without a budget each request makes all of its attempts, just when the server can bear it least.':
    '故障期间几乎每次尝试都失败。没有预算时每个请求都会用尽尝试次数，而此时服务器最承受不起。',
  'First attempts that are made.': '发出的首次尝试。',
  'Share of attempts that fail.': '失败的尝试比例。',
  'Attempts at most': '最多尝试次数',
  'What a request would make without a budget.': '没有预算时一个请求会尝试的次数。',
  'An attempt takes': '单次尝试耗时',
  'Until it is known how it went.': '到得知其结果为止。',
  'How long an attempt may take': '一次尝试可以用多久',
  'Each dot is an attempt, the lines are the limits in force. From the middle on attempts take longer.':
    '每个点是一次尝试，线是当时生效的限值。从中段起尝试变慢。',
  'Attempts take': '尝试耗时',
  'On average, at first.': '起初的平均值。',
  'Later slower by': '之后变慢',
  'From the middle on.': '从中段起的倍数。',
  'A second copy for slow requests': '为慢请求再发一份',
  'A request that has no answer after the delay is sent once more, and the first answer counts. The tail shrinks for few more copies.':
    '延迟之后仍无应答的请求再发一次，先到的应答算数。多发很少几份，尾延迟就明显缩短。',
  'Usually takes': '通常耗时',
  Slow: '慢的比例',
  'Share of copies that meet a slow server.': '遇到慢服务器的份数比例。',
  'Then takes': '遇慢时耗时',
  'The same request in two queues': '同一请求在两个队列中',
  'Each copy waits in a queue of its own; the first server to begin calls the other off. Copies that begin while that travels are wasted.':
    '每份各在一个队列中等待；先开始处理的服务器通知另一份取消。通知途中开始处理的份就浪费了。',
  'Of each server.': '每台服务器的负载。',
  'Load on an overloaded service at the bottom': '底层服务过载时的负载',
  'When every layer retries, attempts multiply from layer to layer. When a layer that has given up says so, those above it do not try again.':
    '每一层都重试时，尝试次数逐层相乘。若放弃的那一层如实告知，其上各层就不再重试。',
  Layers: '层数',
  'Of services that call each other.': '依次调用的服务层数。',
  'Attempts of each': '每层尝试次数',
  'For a failure that is worth another try.': '针对值得重试的失败。',
  'How much time is left': '还剩多少时间',
  'Each service gives the next what is left of the time. What it does after the deadline helps nobody.':
    '每个服务把剩余时间交给下一个。截止时间之后做的事对谁都没有用。',
  'The caller waits': '调用方等待时间',
  'For the whole request.': '针对整个请求。',
  'Services in a row': '串联服务数',
  'Each calls the next.': '每个调用下一个。',
  'Each works': '各自工作时间',
  'Before it calls the next.': '调用下一个之前的工作。',
  'The deadline': '截止时间传递',
  'Whether services know how long the caller waits.': '各服务是否知道调用方等待多久。',
  'is passed on': '传递',
  'is not passed on': '不传递',
}
