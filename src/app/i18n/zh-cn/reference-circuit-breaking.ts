/** What the reference page says about circuit breaking, in Simplified Chinese. */
export const referenceCircuitBreaking: { readonly [english: string]: string } = {
  'Circuit breaking': '熔断 (Circuit breaking)',
  'May a call be made, given how earlier ones went?': '根据此前调用的结果，能否发出这次调用？',
  'successes is at most trials.': 'successes 不大于 trials。',
  'open ⇔ failures in a row ≥ failures; close ⇔ successes in a row ≥ successes to close':
    '打开 ⇔ 连续失败 ≥ 失败次数；关闭 ⇔ 连续成功 ≥ 关闭所需成功数',
  'The threshold is the number that opens; in the source the default opens at one more than 5. Fewer successes than trials may close it.':
    '阈值即打开所需的次数；原实现的默认值在比 5 多一次时打开。少于试探次数的成功也可以使其关闭。',
  'With independent failures of probability p, the mean number of calls to open is (1 − pᶠ)/((1 − p)·pᶠ).':
    '失败相互独立、概率为 p 时，平均 (1 − pᶠ)/((1 − p)·pᶠ) 个调用后打开。',
  'Failures, trials [count], openMs [ms]. Throws: ParamError from the constructor only.':
    '失败次数、试探次数 [个]，openMs [ms]。抛出：仅构造函数抛出 ParamError。',
  'open ⇔ calls ≥ minimum and (failed/calls ≥ failure rate or slow/calls ≥ slow-call rate)':
    '打开 ⇔ 调用数 ≥ 最小值 且 (失败/调用 ≥ 失败率 或 慢调用/调用 ≥ 慢调用率)',
  'Ten buckets whatever the window, instead of one a second; half-open waits for all trials, or for as many successes as are said to close it; results of calls admitted in an earlier state do not count.':
    '无论窗口多长都分十个桶，而不是每秒一个；半开时等待全部试探结果，或等到设定的成功数；在先前状态放行的调用，其结果不计。',
  'Never opens on fewer than minimumCalls results; the window holds between 0.9 and 1 windowMs of results.':
    '结果少于 minimumCalls 时从不打开；窗口包含 0.9 到 1 个 windowMs 的结果。',
  'Rates [share], window, open, slow call [ms], calls [count]. Throws: ParamError from the constructor only.':
    '比率 [比例]，窗口、打开时长、慢调用 [ms]，调用 [个]。抛出：仅构造函数抛出 ParamError。',
  'open ⇔ results ≥ minimum and (failed/results ≥ failure rate or slow/results ≥ slow-call rate)':
    '打开 ⇔ 结果数 ≥ 最小值 且 (失败/结果 ≥ 失败率 或 慢调用/结果 ≥ 慢调用率)',
  'Rates are shares in double precision instead of percentages in single precision.':
    '比率是双精度的比例，而不是单精度的百分数。',
  'Never opens on fewer results than that.': '结果少于该数时从不打开。',
  'Rates [share], calls [count], open, slow call [ms]. Throws: ParamError from the constructor only.':
    '比率 [比例]，调用 [个]，打开时长、慢调用 [ms]。抛出：仅构造函数抛出 ParamError。',
  'Rates are shares in double precision instead of percentages in single precision; time that goes backwards does not rotate the buckets.':
    '比率是双精度的比例，而不是单精度的百分数；时间倒退不会轮转桶。',
  'Never opens on fewer than minimumCalls results; the window holds between W − 1 s and W of results.':
    '结果少于 minimumCalls 时从不打开；窗口包含 W − 1 s 到 W 之间的结果。',
  'Rates [share], window [ms, rounded up to whole seconds], open, slow call [ms]. Throws: ParamError from the constructor only.':
    '比率 [比例]，窗口 [ms，向上取整到秒]，打开时长、慢调用 [ms]。抛出：仅构造函数抛出 ParamError。',
  'open ⇔ errors within the window = threshold; half-open once last error + open time < now':
    '打开 ⇔ 窗口内错误数 = 阈值；上次错误 + 打开时长 < now 后半开',
  'A lumping interval above the error window counts as the error window instead of raising an error.':
    '合并间隔大于错误窗口时按错误窗口计，而不是报错。',
  'The last errorThreshold error times are kept; older than errorThresholdTimeoutMs they are dropped when the next error comes (exactly that old is kept), and an error less than the lumping interval after the last one kept is the same burst and not kept.':
    '保留最近 errorThreshold 次错误的时间；下一个错误到来时，丢弃早于 errorThresholdTimeoutMs 的（恰好这么早的保留）；距上一个保留的错误不足合并间隔的属于同一次突发，不保留。',
  States: '状态',
  'Closed → open when the window is full; open → half-open by the first call later than the open time after the last error kept (strictly), so that a late error while open prolongs it; half-open lets every call through, → closed after successThreshold successes, → open at the first error. The open time is errorTimeoutMs, or starts at backoffInitialMs and is multiplied at each half-open up to that, until it closes. Successes while closed forget no errors. Results count in the state that they arrive in, whatever the state of their call was. Ways to get stuck: none; half-open lets all calls through.':
    '关闭 → 打开：窗口已满时；打开 → 半开：由距最后一次保留的错误（严格）超过打开时长的首个调用触发，因此打开期间迟到的错误会延长它；半开放行所有调用，→ 关闭：successThreshold 次成功后，→ 打开：首次错误时。打开时长为 errorTimeoutMs，或从 backoffInitialMs 开始，每次半开时相乘，直到该上限，关闭后重置。关闭期间的成功不会清除错误。结果计入到达时所处的状态，不论其调用时是什么状态。可能卡住的情形：无；半开放行所有调用。',
  'An earlier now than before just means that less time has passed.': 'now 早于之前只表示经过的时间较少。',
  'Errors, successes [count], times [ms]. Cost: O(1) a call, O(errors) an error; no allocation in admit and record.':
    '错误、成功 [个]，时间 [ms]。代价：每个调用 O(1)，每个错误 O(错误数)；admit 和 record 不分配内存。',
  'at each look: open ⇔ calls ≥ minimum and errors/calls ≥ failure rate':
    '每次查看：打开 ⇔ 调用数 ≥ 最小值 且 错误/调用 ≥ 失败率',
  'The looks read the rolling number, its unfinished bucket included, instead of a stream of finished ones; they fall on multiples of their period since time 0.':
    '查看时读取滚动计数（含未结束的桶），而不是已结束桶的流；查看时刻落在从时刻 0 起其周期的整数倍处。',
  'Results are counted in a RollingNumber; at each multiple of snapshotMs the counters are looked at, and calls ≥ minimumCalls with errors/calls ≥ failureRate open a closed breaker from that moment on. Looks that fell due are made up for at the next call or result, each as of its own time.':
    '结果计入 RollingNumber；在 snapshotMs 的每个整数倍处查看计数，若调用数 ≥ minimumCalls 且 错误/调用 ≥ failureRate，则关闭的熔断器从该时刻起打开。到期未做的查看在下一个调用或结果到来时补上，各按其应有的时刻。',
  'Closed → open at a look; open → half-open by the first call later than openMs after opening (strictly), which is the only one let through; half-open → closed at the next success, whichever call it belongs to, and all counters are forgotten; → open at the next failure or ignored result. Ways to get stuck: a trial whose result never comes keeps it half-open unless a late result of another call arrives.':
    '关闭 → 打开：在某次查看时；打开 → 半开：由打开后（严格）超过 openMs 的首个调用触发，且只放行它一个；半开 → 关闭：下一次成功时，不论属于哪个调用，同时清空所有计数；→ 打开：下一次失败或被忽略的结果时。可能卡住的情形：试探调用的结果一直不来则保持半开，除非有其他调用的迟到结果到来。',
  'An earlier now than before counts into the latest bucket, and causes no look.':
    'now 早于之前时计入最新的桶，且不触发查看。',
  'Rate [share], calls, buckets [count], times [ms]. Cost: O(1) a call, and O(buckets) in all for each gap of looks; no allocation in admit and record. Throws: ParamError from the constructor only.':
    '比率 [比例]，调用、桶 [个]，时间 [ms]。代价：每个调用 O(1)，每段查看空档合计 O(桶数)；admit 和 record 不分配内存。抛出：仅构造函数抛出 ParamError。',
  'Buckets are aligned to multiples of their length since time 0, not to the creation of the breaker.':
    '桶对齐到从时刻 0 起其长度的整数倍，而不是熔断器创建之时。',
  'Over a rolling window, requests counts all calls and accepts those that succeeded; below minimumCalls requests, or while requests < K·accepts, every call passes; otherwise one is dropped with p = max(0, (requests − K·accepts)/(requests + 1)). A dropped call counts as a request that was not accepted; ignored results do not count.':
    '在滚动窗口内，requests 计所有调用，accepts 计成功的调用；requests 少于 minimumCalls，或 requests < K·accepts 时全部放行；否则以 p = max(0, (requests − K·accepts)/(requests + 1)) 丢弃。被丢弃的调用计为未被接受的请求；被忽略的结果不计。',
  'A backend that accepts nothing gets about one call in requests + 1; one that accepts all is never throttled.':
    '完全不接受的后端约每 requests + 1 个调用得到一个；全部接受的后端从不被节流。',
  'Closed while every call passes, half-open while calls are dropped by chance; never open.':
    '全部放行时为关闭，随机丢弃时为半开；从不打开。',
  'K [factor], calls, buckets [count], window [ms]. Time: an earlier now than before counts into the newest bucket.':
    'K [倍数]，调用、桶 [个]，窗口 [ms]。时间：now 早于之前时计入最新的桶。',
  'O(1) a call plus one step for each bucket passed; no allocation. Randomness: one draw per call while throttling.':
    '每个调用 O(1)，另加每经过一个桶一步；不分配内存。随机性：节流时每个调用取一次随机数。',
  'open ⇔ calls ≥ duration·minimum rate and failures > threshold·calls':
    '打开 ⇔ 调用数 ≥ 时长·最低速率 且 失败数 > 阈值·调用数',
  'Calls that come during the trial are refused; in the source they wait for its result.':
    '试探期间到来的调用被拒绝；原实现中它们等待试探的结果。',
  'Results are counted in at least five windows of at most one second that make up the duration; a failure opens when results ≥ duration·minimum rate and failures > threshold·results. At most one window is turned over for each result, and only when one comes, so that counts from before an idle time survive it. States, time, cost: SingleTrialBreaker. The success of a trial forgets all counts before it is counted itself.':
    '结果计入组成采样时长的至少五个、每个至多一秒的窗口；失败到来时，若结果数 ≥ 时长·最低速率 且 失败数 > 阈值·结果数，则打开。每个结果最多轮转一个窗口，且只在结果到来时轮转，因此空闲之前的计数会保留下来。状态、时间、代价：同 SingleTrialBreaker。试探成功时先清空所有计数，再计入自身。',
  'Threshold [share], duration, open [ms], rate [1/s]. Throws: ParamError from the constructor only.':
    '阈值 [比例]，时长、打开时长 [ms]，速率 [1/s]。抛出：仅构造函数抛出 ParamError。',
  'half-open step k of n: a call passes with probability k/n': '半开第 k 级（共 n 级）：调用以概率 k/n 通过',
  'Steps wait for results, where the source goes by time alone.': '各级等待结果，而原实现只看时间。',
  'Closed → open when the rolling window holds minimumCalls results of which the share failureRate failed; open → half-open by the first call later than openMs after opening (strictly). Half-open goes through steps 1, 2, … steps; in step k a call passes with probability k/steps. A step has trials results or more and lasts stepMs or longer; as soon as it has that many results, a share of failures at or above failureRate → open. After the last step → closed. Results of calls admitted before the last change of state do not count; those of an earlier step do.':
    '关闭 → 打开：滚动窗口内有 minimumCalls 个结果且其中失败比例达到 failureRate 时；打开 → 半开：由打开后（严格）超过 openMs 的首个调用触发。半开依次经过第 1、2、…、steps 级；第 k 级以概率 k/steps 放行调用。每级至少有 trials 个结果且至少持续 stepMs；一旦结果数足够而失败比例不低于 failureRate，→ 打开。最后一级之后 → 关闭。上次状态变化之前放行的调用，其结果不计；先前各级的则计入。',
  'Half-open lasts at least steps·stepMs; in step k the mean share of calls let through is k/steps. Ways to get stuck: a step that never gets its results lasts for ever, at its share of calls.':
    '半开至少持续 steps·stepMs；第 k 级平均放行比例为 k/steps。可能卡住的情形：得不到足够结果的一级会一直停留在其放行比例。',
  'Rate [share], times [ms], calls, steps [count]. Cost: O(1), no allocation.':
    '比率 [比例]，时间 [ms]，调用、级数 [个]。代价：O(1)，不分配内存。',
  'One draw per call while half-open. Throws: ParamError from the constructor only.':
    '半开时每个调用取一次随机数。抛出：仅构造函数抛出 ParamError。',
  'open ⇔ failed/calls ≥ failure rate at every result for the sustained time':
    '打开 ⇔ 在持续时间内的每个结果处 失败/调用 ≥ 失败率',
  'own: the "for" clause of Prometheus alerting rules on a rolling error rate':
    '自有：把 Prometheus 告警规则的 “for” 子句用于滚动错误率',
  'The rate is looked at with each result instead of periodically.': '每个结果到来时查看比率，而不是定期查看。',
  'RateBreaker over a window of time in ten buckets, but a rate at or above its threshold only starts a clock; it opens with the first result that finds the rate still too high sustainMs later. A result that finds the rate below its threshold, or too few calls, stops the clock. Half-open waits for exactly trials results; results of calls admitted before the last change of state do not count.':
    '与 RateBreaker 相同，采用十个桶的时间窗口，但比率达到阈值只启动计时；经过 sustainMs 后，首个发现比率仍过高的结果使其打开。发现比率低于阈值或调用过少的结果会停止计时。半开等待恰好 trials 个结果；上次状态变化之前放行的调用，其结果不计。',
  'Opens no earlier than sustainMs after the rate first was too high.': '比率首次过高后至少经过 sustainMs 才会打开。',
  'Rate [share], times [ms], calls [count]. Time: an earlier now than before just means that less time has passed.':
    '比率 [比例]，时间 [ms]，调用 [个]。时间：now 早于之前只表示经过的时间较少。',
  'O(1), no allocation. Throws: ParamError from the constructor only.':
    'O(1)，不分配内存。抛出：仅构造函数抛出 ParamError。',
  'outcome window': '结果窗口 (outcome window)',
  'The latest results of calls: over the last n calls, or over the last n buckets of time.':
    '调用的最近结果：最近 n 个调用，或最近 n 个时间桶。',
  'O(1) a result (a time window also clears the buckets that passed since the last one); no allocation.':
    '每个结果 O(1)（时间窗口还要清空上次以来经过的桶）；不分配内存。',
  'rate breaker': '比率熔断器 (rate breaker)',
  'The state machine of breakers that open on a rate: the share of failed, or of slow, calls in a window.':
    '按比率打开的熔断器的状态机：窗口内失败或慢调用的比例。',
  'Closed → open when, after any result, the window holds enough calls and a rate is at or above its threshold; open → half-open by the first call later than openMs after opening (strictly); half-open lets trials calls through and, once enough of their results are in, → closed when both rates are below their thresholds, → open otherwise. An ignored result gives its half-open permit back; so does one of a call admitted in an earlier state, where such results count. Slow means longer than slowCallMs (strictly). Ways to get stuck: trials whose results never come keep it half-open.':
    '关闭 → 打开：任一结果之后，窗口内调用足够且某个比率不低于其阈值；打开 → 半开：由打开后（严格）超过 openMs 的首个调用触发；半开放行 trials 个调用，其结果足够后，两个比率都低于阈值则 → 关闭，否则 → 打开。被忽略的结果归还其半开许可；在计入此类结果的情形下，较早状态中放行的调用的此类结果同样归还。慢是指（严格）长于 slowCallMs。可能卡住的情形：试探的结果一直不来则保持半开。',
  'O(1) a call; no allocation in admit and record.': '每个调用 O(1)；admit 和 record 不分配内存。',
  'rolling counts': '滚动计数 (rolling counts)',
  'Counts of calls over a ring of buckets, with runs of successes and failures, as the two-step breaker needs them.':
    '在桶组成的环上对调用计数，并记录连续成功与失败，供两步式熔断器使用。',
  'Each event counts in the bucket of its age and in the totals; when a bucket leaves the ring, its counts leave the totals, and a run that spans the whole ring loses the part that lay in that bucket. Cost: O(1) an event, O(buckets) when buckets leave; no allocation.':
    '每个事件计入对应时间的桶和总数；桶离开环时，其计数从总数中减去，跨越整个环的连续段失去位于该桶的部分。代价：每个事件 O(1)，桶离开时 O(桶数)；不分配内存。',
  'rolling number': '滚动计数器 (rolling number)',
  'Rolling counters of successes and failures in buckets that are anchored at the first event.':
    '以首个事件为起点的桶内滚动计数成功与失败。',
  'A bucket begins where the one before ended, whether or not anything happened; a gap longer than the window forgets all buckets and anchors anew. Cost: O(1) an event plus one step for each bucket passed; no allocation.':
    '桶从前一个桶结束处开始，不论其间是否有事件；空档长于窗口时遗忘所有桶并重新定起点。代价：每个事件 O(1)，另加每经过一个桶一步；不分配内存。',
  'An earlier now than before counts into the latest bucket.': 'now 早于之前时计入最新的桶。',
  'single trial breaker': '单次试探熔断器 (single-trial breaker)',
  'The state machine of breakers that try with a single call, and leave the test for opening to a policy.':
    '以单个调用试探的熔断器的状态机，打开的判断由策略给出。',
  'Closed → open when the policy says so after a failure; open → half-open by the first call at least openMs after opening, which is the only one let through; half-open → closed when the trial succeeds or is ignored, → open when it fails. A late failure of a call admitted while closed can open a half-open breaker; late successes only reach the policy. Ways to get stuck: a trial whose result never comes keeps it half-open.':
    '关闭 → 打开：某次失败后策略判定打开；打开 → 半开：由打开后至少 openMs 的首个调用触发，且只放行它一个；半开 → 关闭：试探成功或被忽略时，→ 打开：试探失败时。关闭期间放行的调用若迟到地失败，可能打开半开的熔断器；迟到的成功只传给策略。可能卡住的情形：试探的结果一直不来则保持半开。',
  'O(1) a call plus that of the policy; no allocation in admit and record.':
    '每个调用 O(1)，另加策略的代价；admit 和 record 不分配内存。',
  'two step breaker': '两步式熔断器 (two-step breaker)',
  'The state machine of the two-step breaker: opens when a test on counts holds after a failure, tries a few calls later.':
    '两步式熔断器的状态机：失败后计数条件成立时打开，稍后试探几个调用。',
  'Closed → open when the test holds after a failure; open → half-open by the first call, or look, later than openMs after opening (strictly); half-open → closed after successes in a row, → open at the first failure. Half-open admits at most trials calls in all; ignored results give their place back. Results of calls admitted before the last change of state, or before the last clearing of counts, do not count. Ways to get stuck: trials whose results never come keep it half-open.':
    '关闭 → 打开：失败后条件成立；打开 → 半开：由打开后（严格）超过 openMs 的首个调用或查看触发；半开 → 关闭：连续成功达到 successes 次后，→ 打开：首次失败时。半开总共最多放行 trials 个调用；被忽略的结果归还名额。上次状态变化或上次清空计数之前放行的调用，其结果不计。可能卡住的情形：试探的结果一直不来则保持半开。',
  'An earlier now than before just means that less time has passed. The first interval begins at time 0.':
    'now 早于之前只表示经过的时间较少。首个间隔从时刻 0 开始。',
  'A dependency that fails for a while': '一个失败一段时间的依赖',
  'Every breaker sees calls at the same times. A good one opens soon after the fault begins, spares the caller most failures, tries now and then, and closes when the fault is over.':
    '每个熔断器在相同时刻看到调用。好的熔断器在故障开始后很快打开，为调用方挡掉大部分失败，不时试探，并在故障结束后关闭。',
  'Calls that want to be made.': '想要发出的调用。',
  'Share of calls that fail while the fault lasts.': '故障期间失败的调用比例。',
  'Fault lasts': '故障时长',
  'How long the dependency fails.': '依赖失败多久。',
  'Fail otherwise': '平时失败率',
  'Share of calls that fail anyhow.': '平时也会失败的调用比例。',
  'A call takes': '调用耗时',
  'Time until it is known how a call went.': '到得知调用结果为止的时间。',
  'How long a breaker stays open, where it has such a time.': '熔断器保持打开多久（如有此时长）。',
}
