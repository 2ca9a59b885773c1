/** Traffic source, load balancer and gateway in Simplified Chinese. */
export const blocksEdge: { readonly [english: string]: string } = {
  traffic: '流量',
  edge: '接入',
  compute: '计算',
  data: '数据',
  messaging: '消息',
  coordination: '协调',

  'Traffic source': '流量源',
  'Starts requests: open arrivals at a rate, or a number of users who think between requests.':
    '发起请求：按速率开放到达，或由固定数量的用户在思考间隙发起。',
  'An open source starts requests at its rate whatever happens to earlier ones, as the public does. A closed source has a fixed number of users: each waits for its answer, thinks, and asks again, so a slow system is asked less. A fault that multiplies the load multiplies the number of users, rounded: new ones begin by thinking, and those beyond the number stop when they would next ask.':
    '开放式流量源按自身速率发起请求，不管先前的请求结果如何，正如公众用户。封闭式流量源的用户数固定：每个用户等到应答、思考、再次请求，因此系统越慢，请求越少。使负载成倍变化的故障会把用户数乘以该倍数并四舍五入：新增用户从思考开始，超出该数目的用户在本该再次请求时停止。',
  'Latency counts from the intended start of a request to its final answer, retries and waiting included. Every request has an ordinal, a key, a client address, a path and possibly a deadline; all are drawn from streams that belong to the request, so that two designs compared with one seed see the same requests.':
    '延迟从请求的预定发起时刻算到最终应答，包含重试和等待。每个请求都有序号、键、客户端地址、路径，可能还有截止时间；这些都取自请求自身的随机流，因此用同一种子比较两个设计时，它们面对的是相同的请求。',
  'Watch offered load against throughput: where they part, work is being refused or lost. Goodput counts only what came back within its deadline.':
    '请对照到达负载与吞吐量：两者分离之处，就有工作被拒绝或丢失。有效吞吐量只计入在截止时间内返回的请求。',
  Arrivals: '到达',
  'When requests start.': '请求何时发起。',
  'Share of reads': '读占比',
  'The others are writes.': '其余为写。',
  Keys: '键',
  'What requests are about: popularity decides what a cache can do.': '请求访问的对象：热度分布决定缓存的效果。',
  'Client addresses': '客户端地址数',
  'How many different addresses requests come from.': '请求来自多少个不同地址。',
  'Users per address': '每地址用户数',
  'How many users share each client address, as behind a company’s or a phone network’s gateway.':
    '每个客户端地址由多少用户共用，例如在公司或移动网络的出口之后。',
  Deadline: '截止时间',
  'Requests answered at this time or later are completed but no longer good.':
    '在此时间或更晚应答的请求算完成，但不计入有效吞吐量。',
  Paths: '路径',
  'Paths that requests ask for, by weight; a gateway routes on them.': '请求访问的路径及其权重；网关据此路由。',
  Path: '路径',
  'Begins with a slash.': '以斜杠开头。',
  Weight: '权重',
  'Relative to the other paths.': '相对于其他路径。',
  Priorities: '优先级',
  'Priority levels by weight; a queue with priorities serves higher ones first. Empty: all have priority 0.':
    '各优先级及其权重；支持优先级的队列先处理高优先级。留空则全部为 0。',
  Priority: '优先级',
  'Higher is more important.': '数值越大越重要。',
  'Relative to the other levels.': '相对于其他级别。',
  'Traffic that doubles': '流量翻倍',

  'Load balancer': '负载均衡器',
  'Picks one replica of the services behind it for each call.': '为每次调用从后端服务中挑选一个副本。',
  'Its backends are all replicas of all services it is connected to, and the chosen algorithm really keeps its state: turns, weights, calls in flight, rings. The weight of a replica is the share of its connection. The balancer itself adds no work and no queue.':
    '它的后端是所连服务的全部副本，所选算法真实地维护自身状态：轮次、权重、在途调用、哈希环。副本的权重取自其连线的权重。均衡器本身不增加工作，也没有队列。',
  'Without health checks a dead replica keeps getting its turn, and each of those calls fails. With them it leaves after so many failed checks in a row, and comes back after so many passed ones: until then its share of the traffic is lost.':
    '没有健康检查时，失效的副本仍会轮到流量，这些调用全部失败。有健康检查时，连续失败若干次后摘除，连续通过若干次后恢复；在此之前，分给它的流量都会丢失。',
  'Outlier ejection needs no checks: it looks at the calls themselves, and takes a replica out after so many failures in a row, for longer each time. It is not done when too many would be out.':
    '异常点驱逐不依赖健康检查：它观察调用本身，连续失败若干次后将副本摘除，且一次比一次更久。若摘除过多则不再执行。',
  'Watch how uneven the utilisation of replicas is: least connections and two choices notice a slow one, round robin does not.':
    '请留意各副本利用率的不均衡程度：最少连接和两次随机选择能察觉慢副本，轮询则不能。',
  Algorithm: '算法',
  'How a replica is picked.': '如何挑选副本。',
  'Health checks': '健康检查',
  'How a replica that does not serve is noticed.': '如何发现不可用的副本。',
  Active: '主动检查 (Active)',
  'Each replica is asked at a fixed interval whether it serves.': '按固定间隔询问各副本是否可用。',
  Interval: '间隔',
  'Time between two checks of a replica.': '对同一副本两次检查的间隔。',
  'A check without an answer after this long has failed.': '超过该时间仍无应答的检查视为失败。',
  'Out after': '摘除阈值',
  'Failed checks in a row that take a replica out.': '连续失败多少次后摘除副本。',
  'Back after': '恢复阈值',
  'Passed checks in a row that bring it back.': '连续通过多少次后恢复。',
  'Outlier ejection': '异常点驱逐',
  'Takes a replica whose calls keep failing out of the rotation for a while, whatever the algorithm.':
    '无论采用何种算法，都将调用持续失败的副本暂时移出轮换。',
  HTTP: 'HTTP',
  backends: '后端',
  'Replicas that may be picked right now.': '当前可供挑选的副本数。',
  'Calls for which no replica was left.': '没有副本可用的调用数。',
  ejected: '已驱逐',
  'Replicas that are out of the rotation because their calls kept failing.': '因调用持续失败而被移出轮换的副本数。',
  'One slow replica': '一个慢副本',

  'API gateway': 'API 网关',
  'api gateway': 'API 网关',
  'Lets requests in, limits their rate and routes them by path.': '接入请求，限制速率，并按路径路由。',
  'Each request takes a worker for the service time of the gateway, passes the rate limiter, and goes out on the connection whose path prefix matches longest. Workers are free again while the call is out, as in an event-driven proxy.':
    '每个请求在网关的服务时间内占用一个工作线程，通过限流器后，经路径前缀最长匹配的连线转发。调用发出期间工作线程即被释放，与事件驱动的代理一致。',
  'The limiter can keep one count for all, or one for each client address or each path. What it refuses fails as rate-limited and is never seen behind the gateway. Gateways that limit by a shared store, with windows of the same length, count together.':
    '限流器可以统一计数，也可以按客户端地址或路径分别计数。被它拒绝的请求以“被限流”失败，不会到达网关之后。使用共享存储且窗口长度相同的多个网关合并计数。',
  'A gateway is on the way of everything: when its workers are busy or it crashes, nothing gets in.':
    '网关是一切流量的必经之路：工作线程占满或网关崩溃时，任何请求都进不来。',
  Workers: '工作线程数',
  'Requests that can be worked on at the same time.': '可同时处理的请求数。',
  'Service time': '服务时间',
  'Own work for each request.': '处理每个请求自身所需的时间。',
  'Refuses requests above a rate.': '拒绝超出速率的请求。',
  'Queue and admission': '排队与准入',
  'Whether all requests share one limit, or each client address, path or user has its own.':
    '所有请求共用一个额度，还是按客户端地址、路径或用户分别计数。',
  Queue: '队列',
  'Where requests wait for a worker.': '请求在此等待工作线程。',
  Discipline: '排队规则',
  'Which of the waiting calls is served next.': '接下来处理哪个等待中的调用。',
  'Length at most': '长度上限',
  'Calls that may wait at each replica; one more is refused as queue-full.':
    '每个副本可排队等待的调用数，超出的以“队列已满”拒绝。',
  Admission: '准入控制',
  'Turns requests away by how long or how many wait here or are out; what it refuses or sheds fails as shed.':
    '依据此处等待的时长、数量或在途数量拒绝请求；被拒绝或丢弃的以“过载丢弃”失败。',
  'Response cache': '应答缓存',
  'Keeps answers of reads.': '缓存读请求的应答。',
  'Answers of reads are kept by path and key and given again without asking.':
    '按路径和键保存读请求的应答，之后直接返回，不再询问后端。',
  Answers: '应答数',
  'How many answers are kept.': '保存多少个应答。',
  'Kept for': '有效期',
  'An answer older than this is not given any more.': '早于该时间的应答不再使用。',
  Eviction: '淘汰策略',
  'Which answer goes when there is no room.': '空间不足时淘汰哪个应答。',
  workers: '工作线程',
  limited: '被限流',
  'Requests refused by the rate limiter.': '被限流器拒绝的请求数。',
  'cache hits': '缓存命中',
  'Reads answered from the response cache.': '由应答缓存返回的读请求数。',
  'stale reads': '陈旧读',
  'Cached answers older than what had been committed when the read began.': '比读开始时已提交的版本更旧的缓存应答数。',
  'A limit at the gateway': '网关限流',
}
