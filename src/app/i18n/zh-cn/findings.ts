/** What a run says about its design, verdicts of experiments, and invariants in Simplified Chinese. */
export const findings: { readonly [english: string]: string } = {
  '{name} is the bottleneck: its {servers} are held {share} of the time':
    '{name} 是瓶颈：其{servers} {share} 的时间被占用',
  '{name} is the bottleneck: calls wait {wait} there.': '{name} 是瓶颈：调用在那里平均等待 {wait}。',
  'The places in flight of {name}, {count} at most, are the bottleneck: they are taken {share} of the time.':
    '{name} 的在途名额（至多 {count} 个）是瓶颈：{share} 的时间被占用。',
  '{name} gets {rate} calls a second that each hold one of its places in flight for {time}: that needs {need} of them, and there are {have}.':
    '{name} 每秒收到 {rate} 次调用，每次占用一个在途名额 {time}：共需 {need} 个，而实有 {have} 个。',
  '{held}, so it can do no more than it does.': '{held}，已达处理能力上限。',
  'Whatever else is added, it is here that the design has to grow.': '无论在别处增加什么，真正需要扩容的是这里。',
  'One more at each replica would let it do {could} calls a second, where it does {done} now; the {wanted} that are wanted would keep it {share} busy.':
    '每个副本再增加一个，每秒可处理 {could} 次调用，而目前为 {done} 次；对于每秒 {wanted} 次的实际需求，利用率将为 {share}。',
  'One more at each replica would let it do {could} calls a second, where it does {done} now; that is still too little for the {wanted} that are wanted, which need about {need} at each replica.':
    '每个副本再增加一个，每秒可处理 {could} 次调用，而目前为 {done} 次；这仍不足以满足每秒 {wanted} 次的需求，每个副本约需 {need} 个。',
  'Nothing is done there at all, so more of them may not be what it lacks.': '那里什么也没有完成，因此缺的未必是数量。',
  'The {servers} of {name} are held {share} of the time, most of it only because they wait for {nameTo}.':
    '{name} 的{servers} {share} 的时间被占用，其中大部分只是在等待 {nameTo}。',
  '{held} and calls wait {wait}. {more}': '{held}，调用平均等待 {wait}。{more}',
  '{held} and no call waits. {more}': '{held}，没有调用等待。{more}',
  'One more at each replica would bring that to {share}.': '每个副本再增加一个，占用率将降至 {share}。',
  'Of the {came} calls a second that come it does {done}.': '每秒到来 {came} 次调用，它只完成 {done} 次。',
  'One more at each replica would bring that to {share}, and the wait to about {part} of what it is.':
    '每个副本再增加一个，占用率将降至 {share}，等待时间约为现在的 {part}。',
  'From {from} to {to} ({fault} at {name}) {share} of the requests failed, and {before} before.':
    '{from} 至 {to} 期间（{name} {fault}）{share} 的请求失败，此前为 {before}。',
  'From {from} to {to} ({fault} at {name}) p99 went up to {most}, and was {usual} at most before.':
    '{from} 至 {to} 期间（{name} {fault}）p99 升至 {most}，此前最高为 {usual}。',
  '{name} was {share} busy then, and {usual} before.': '当时 {name} 忙碌比例为 {share}，此前为 {usual}。',
  'It was not as before when the run ended.': '运行结束时仍未恢复原状。',
  'All was as before as soon as it was over.': '结束后立即恢复原状。',
  'It took {time} after its end until all was as before.': '结束后又过了 {time} 才恢复原状。',
  'The partitions of {name} are at work {share} of the time, and {nameTo} only {busy}: {count} of them let as many events through at once, each for {time}. More partitions would let more of its workers help; events wait {wait}.':
    '{name} 的分区 {share} 的时间在工作，而 {nameTo} 仅 {busy}：{count} 个分区同一时刻只能放行同样多的事件，每个耗时 {time}。增加分区可让更多工作线程参与；事件平均等待 {wait}。',
  '{name} gets {rate} calls a second that each hold one of its {servers} for {time}: that needs {need} of them, and there are {have}.':
    '{name} 每秒收到 {rate} 次调用，每次占用一个{servers} {time}：共需 {need} 个，而实有 {have} 个。',
  'The queue of {name} has no limit, and {waiting} wait in it on average. Nothing is refused early; callers give up on what is then still worked on.':
    '{name} 的队列没有上限，平均有 {waiting} 个在其中等待。没有请求被及早拒绝；调用方放弃后，这些工作仍在继续。',
  '{name} answers {share} of look-ups. Without it {nameOrigin} would need {part} of the capacity that it has, so an empty cache can bring it down.':
    '{name} 承担了 {share} 的查找。没有它，{nameOrigin} 将需要现有处理能力的 {part}，因此缓存一旦清空就可能将其压垮。',
  '{name}: each call makes {count} attempts, {why}. Retries add load where there is too much of it; {time} of work was for nobody.':
    '{name}：每次调用平均尝试 {count} 次，{why}。重试使本已过高的负载雪上加霜；共有 {time} 的工作无人等待。',
  'although {name} is {share} busy': '尽管 {name} 的利用率已达 {share}',
  'although {share} of calls fail in the end': '尽管 {share} 的调用最终失败',
  'Along {name} one call at the top can become {count} at the bottom, as attempts multiplied in this run.':
    '沿 {name}，顶层的一次调用到底层可变成 {count} 次，这是本次运行中尝试次数逐层相乘的结果。',
  '{name} retries up to {count} times without a budget, and {nameTo} is {share} busy. A budget of a tenth of calls would keep the extra load to a tenth.':
    '{name} 最多重试 {count} 次且没有预算，而 {nameTo} 的利用率已达 {share}。把预算设为调用数的十分之一，可将额外负载控制在十分之一以内。',
  '{name}: {share} of attempts are given up after {time}, so the 99th percentile of an answer is longer than the timeout. {answered}':
    '{name}：{share} 的尝试在 {time} 后放弃，说明应答时间的第 99 百分位已超过超时设置。{answered}',
  '{name}: {share} of attempts are given up at the limit that the learned timeout had come to, so the 99th percentile of an answer is longer than that limit. {answered}':
    '{name}：{share} 的尝试在自学习超时当时得出的上限处放弃，说明应答时间的第 99 百分位已超过该上限。{answered}',
  '{name} answered those that it answered in {mean} on average.': '{name} 对已应答的调用平均用时 {mean}。',
  'The breaker of {name} opened {count} times at one caller. It closes before the callee is well, or trips on failures that are no outage: a longer open time, more trials or a gradual ramp calms it.':
    '{name} 的熔断器在同一调用方打开了 {count} 次。它在被调方恢复之前就已关闭，或把偶发失败误当作故障：延长打开时间、增加试探次数或逐步放量可使其稳定。',
  'Every request goes through {name}, of which there is one: when it fails, nothing works.':
    '所有请求都经过 {name}，而它只有一个：一旦失效，全部不可用。',
  'Every request goes through {names} and {nameLast}, of which there is one each: when one fails, nothing works.':
    '所有请求都经过 {names} 和 {nameLast}，它们各只有一个：任一失效，全部不可用。',

  'mean latency': '平均延迟',
  goodput: '有效吞吐量',
  throughput: '吞吐量',
  'number of failed requests': '失败请求数',
  'got stuck': '陷入停滞',
  'ended by {outcome}': '因{outcome}而结束',
  completed: '完成',
  stuck: '停滞',
  'event budget': '事件数超限',
  cancelled: '已取消',
  '{nameSide} {how} in {count} of {countRuns} runs; figures cover what came before.':
    '{nameSide} 在 {countRuns} 次运行中有 {count} 次{how}；指标只涵盖此前的部分。',
  '{measure}: too few samples in some run to compare.': '{measure}：部分运行的样本过少，无法比较。',
  '{measure}: the same in every run.': '{measure}：每次运行都相同。',
  '{measure}: one pair of runs shows no more than chance; use several replications.':
    '{measure}：单独一对运行只能反映偶然；请多次重复运行。',
  "{measure}: no difference can be shown; B's lies between {low} and {high}.":
    '{measure}：未见显著差异；B 的数值介于 {low} 与 {high} 之间。',
  "B's {measure} is {times} times that of A, 95 % interval {low} to {high}.":
    'B 的{measure}是 A 的 {times} 倍，95 % 置信区间为 {low} 到 {high}。',
  "B's {measure} is {difference}, 95 % interval {low} to {high}.":
    'B 的 {measure} {difference}，95 % 置信区间为 {low} 至 {high}。',
  '{amount} lower': '低 {amount}',
  '{amount} higher': '高 {amount}',

  '{count} users': '{count} 个用户',
  'It recovers at every load tried, up to {load}.': '在尝试过的所有负载下（最高 {load}）都能恢复。',
  'It is not healthy even at {load}, with or without the trigger.': '即使负载只有 {load}，无论有无触发因素都不健康。',
  'It does not recover even at {load}.': '即使负载只有 {load} 也无法恢复。',
  'It recovers up to {load}; at {loadDown} it is not healthy even without the trigger, so the trigger hides no limit below the ordinary one.':
    '负载不超过 {load} 时能够恢复；到 {loadDown} 时即使没有触发因素也不健康，因此在常规上限之下不存在隐藏的界限。',
  'It recovers up to {load} and stays down at {loadDown}, though it is healthy without the trigger at {loadHealthy}.':
    '负载不超过 {load} 时能够恢复，到 {loadDown} 时则持续瘫痪，而没有触发因素时在 {loadHealthy} 下是健康的。',
  'machine repair': '机器维修模型',
  'The experiment was cancelled.': '实验已取消。',
  'seed {count}': '种子 {count}',
  'seed {count}: {problem}': '种子 {count}：{problem}',
  '{label}, seed {count}': '{label}，种子 {count}',
  'load {count}': '负载 {count}',
  '{label} without the trigger': '{label}，无触发因素',

  'integral of calls present {count}, summed stays {countStays}':
    '在场调用的积分为 {count}，停留时间之和为 {countStays}',
  '{count} {label}': '{count} {label}',
  '{count} arrived, {countLeft} left, {countPresent} present': '到达 {count}，离开 {countLeft}，在场 {countPresent}',
  'littles law': '利特尔法则',
  conservation: '守恒',

  timeout: '超时',
  deadline: '超过截止时间',
  'queue full': '队列已满',
  shed: '过载丢弃',
  'rate limited': '被限流',
  'breaker open': '熔断器打开',
  'bulkhead full': '舱壁已满',
  error: '错误',
  unreachable: '不可达',
  'lock not acquired': '未获得锁',
  'no backend': '无可用后端',
  closed: '关闭',
  open: '打开',
  'half open': '半开',
  'own policy': '自身策略',
  'nobody waited': '无人等待',
  fallback: '回退',
  callee: '被调方',
}
