/** Examples and lessons of the gallery, and what the lessons claim, in Simplified Chinese. */
export const examples: { readonly [english: string]: string } = {
  Checkout: '结账流程',
  'A shop whose database slows down tenfold for 20 s in mid-run.': '一家商店，其数据库在运行中途有 20 s 慢至十分之一。',
  'Retry storm': '重试风暴',
  'A short slowdown becomes a lasting one, because callers give up and try again.':
    '由于调用方放弃后又重试，短暂的变慢演变成持久的瘫痪。',
  'Breaker to the rescue': '熔断器救场',
  'The same slowdown with fewer, jittered retries and a circuit breaker: it ends when its cause does.':
    '同样的变慢，但重试更少且带抖动，并配有熔断器：原因消除，影响随之结束。',
  'Cold cache, crowded database': '缓存清空，数据库拥堵',
  'A cache is emptied in mid-run, and the database gets all of its traffic at once.':
    '缓存在运行中途被清空，数据库瞬间承受其全部流量。',
  'The lock that expired': '过期的锁',
  'A lease ends before its holder is done, and tickets are sold twice.': '租约在持有者完成之前到期，门票被重复售出。',
  'Open and closed users': '开放与封闭用户',
  'The same pause seen by the public and by a fixed number of users.':
    '同一次暂停，分别由公众用户和固定数量的用户经历。',
  'Random against two choices': '随机挑选对比二者取优',
  'Equal load over equal replicas: picking at random, and the better of two.':
    '相同的负载、相同的副本：随机挑选，与二者取优。',
  'Messages that come back': '去而复返的消息',
  'Work that outlasts the visibility timeout is delivered again.': '处理时间超过可见性超时的工作会被再次投递。',
  '{kind}: {summary}': '{kind}：{summary}',

  'A retry storm that does not end': '无法平息的重试风暴',
  'A server stands still for ten seconds. At 145 requests a second it recovers; at 155 those who try again keep it down for good, unless they have a budget.':
    '服务器停顿十秒。每秒 145 个请求时它能恢复；155 个时重试者会把它一直压垮，除非重试有预算。',
  '145/s': '145/s',
  '155/s': '155/s',
  '155/s, budget': '155/s，有预算',
  'Retries multiply': '重试成倍放大',
  'Three layers try four times each while the store fails: 64 calls for each request, unless retries are limited.':
    '存储失败时三层各尝试四次：若不限制重试，每个请求会变成 64 次调用。',
  budgets: '有预算',
  'do not retry': '告知勿再重试',
  'Overload and the order of service': '过载与服务次序',
  'A server is asked for half as much again as it can do. First in, first out answers nobody in time; with two other ways of queueing it answers nearly all that it can.':
    '请求量为服务器能力的一倍半。先进先出无一及时应答；换成另外两种排队方式，则几乎发挥全部能力。',
  FIFO: '先进先出 (FIFO)',
  'controlled delay': '受控延迟',
  'adaptive LIFO': '自适应后进先出',
  'A misconfigured breaker': '配置不当的熔断器',
  'Breakers try forty-two dead targets now and then. Long trials at short intervals keep several workers busy with nothing else, short ones at long intervals hardly any.':
    '熔断器不时试探四十二个失效目标。试探久而间隔短，会使几个工作线程只忙于此；试探短而间隔长，则几乎不占用。',
  '0.25 s every 2 s': '每 2 s 试探 0.25 s',
  '0.05 s every 30 s': '每 30 s 试探 0.05 s',
  'Clients that throttle themselves': '自我节流的客户端',
  'Clients want three times what a backend can do. When they count how much of it is accepted and hold back the rest, it sees only twice what it can do.':
    '客户端的需求是后端能力的三倍。若它们统计被接受的数量并克制其余请求，后端只会看到能力的两倍。',
  without: '无',
  'K = 2': 'K = 2',
  'A rush through a limit': '突发流量过限流',
  'The same limit of 100 a second in three ways: a token bucket admits a burst, a leaky bucket spreads it, a fixed window lets twice the limit pass where two windows meet.':
    '同为每秒 100 个的限额，有三种做法：令牌桶放行突发，漏桶将其摊平，固定窗口在两个窗口交界处放过两倍限额。',
  'token bucket': '令牌桶',
  'leaky bucket': '漏桶',
  'fixed window': '固定窗口',
  'One slow server': '一台慢服务器',
  'One replica of five is four times slower. A balancer that takes turns goes on sending it a fifth; those that look at what is under way do not.':
    '五个副本中有一个慢四倍。轮询的均衡器仍把五分之一发给它；查看在途数量的则不会。',
  'round robin': '轮询',
  'least connections': '最少连接',
  'two choices': '两次随机选择',
  'Working for those who have left': '为离开的人工作',
  'Clients leave after 300 ms; a store that is not told goes on working through requests nobody waits for.':
    '客户端 300 ms 后离开；若不告知，存储会继续处理无人等待的请求。',
  'not told': '不告知',
  told: '告知',
  'The tail at scale': '规模下的尾延迟',
  'One answer in a hundred is slow, and a request needs a hundred: most requests are slow, until slow answers are asked for twice.':
    '百分之一的应答很慢，而一个请求需要一百个应答：多数请求都慢，除非对慢应答再发一次请求。',
  'hedge at p95': 'p95 对冲',
  'Shedding that keeps whole requests alive': '保全整个请求的过载丢弃',
  'Each request needs four calls of a service at twice its load; shed by chance few get all four, by user nearly half do.':
    '服务负载为能力的两倍，每个请求需调用它四次：随机丢弃时很少有请求能凑齐四次，按用户丢弃时近半可以。',
  'by chance': '随机',
  'by user': '按用户',

  'answered in the last minute': '最后一分钟应答率',
  'answered in time': '及时应答率',
  'calls at the bottom for each request': '每个请求在底层的调用数',
  'asked for each one accepted': '每接受一个所收到的请求数',
  'workers that trials keep busy': '试探占用的工作线程数',
  'Coming back all at once': '一拥而回',
  'After an outage a server is cold, and warm again half a minute later. A breaker that lets everyone back after three good trials opens again and again; one that lets more in step by step does not.':
    '故障之后服务器是冷的，半分钟后才恢复。三次试探成功就全部放行的熔断器会反复打开；逐步放行的则不会。',
  'all at once': '一次全放',
  'step by step': '逐步放行',
  'One limit at four gateways': '四个网关，一个限额',
  'A hundred requests a second may pass. Four gateways that count for themselves let four hundred pass; a count that they share holds, unless they read it first and write it later.':
    '每秒允许通过一百个请求。四个网关各自计数会放行四百个；共用一个计数则守得住，除非先读后写。',
  'one gateway': '一个网关',
  'four, each its own': '四个，各自计数',
  'four, one count': '四个，共用计数',
  'four, read then write': '四个，先读后写',
  'Everyone behind one address': '同一地址之后的所有人',
  'A balancer that goes by the address of the client spreads ten thousand of them well; behind one shared address all go to one server, until it goes by what they ask for.':
    '按客户端地址分配的均衡器能把一万个客户端分得很均匀；若都在同一个共享地址之后，则全部去往一台服务器，直到改为按所请求的键分配。',
  'own addresses': '各有地址',
  'one address': '同一地址',
  'one address, by key': '同一地址，按键',
  'Ten calls or one': '十次调用还是一次',
  'A page of ten things asks for them one after the other, at the same time, or in one call: waiting and work are two different matters.':
    '一个页面要十样东西：逐个请求、同时请求，或一次请求全部。等待和工作量是两回事。',
  'one after the other': '逐个',
  'at the same time': '同时',
  'in one call': '一次调用',
  'Calling others': '调用他人',
  'The way in': '入口',
  'Slowness and the way back': '变慢与恢复',
  Caches: '缓存',
  'More than can be done': '超出能力',
  'Shared data': '共享数据',
  'Messages and streams': '消息与事件流',
  'Everyone asks for the same page': '人人都要同一页',
  'When the front page leaves the cache, everyone who reads it until it is made again asks the store for it; with single flight one asks, and the others wait for that answer.':
    '首页离开缓存后，在重新生成之前每个读者都去问存储；采用合并加载 (single flight) 则只有一人去问，其他人等待该应答。',
  'everyone asks': '人人都问',
  'single flight': '合并加载 (single flight)',
  'Asked for what is not there': '询问不存在的内容',
  'Of what is not there nothing can be kept, so every request for it gets through to the store. Keeping that there is nothing helps those who ask again, and fills the cache; a Bloom filter knows what is there, and lets a small share through.':
    '不存在的内容无从缓存，因此对它的每次请求都会穿透到存储。记住“不存在”对再次询问者有用，但会占满缓存；布隆过滤器知道有什么，只放行一小部分。',
  'nothing is kept': '什么都不保留',
  'kept for a while': '保留一段时间',
  'A front for one kind of client': '为一类客户端而设的前端',
  'A phone needs what five services know, over a link of 50 ms each way. Asked one by one they cost five round trips; a front on their side of the link costs one, and one message instead of five.':
    '手机需要五个服务的数据，链路单程 50 ms。逐个请求要五次往返；在服务一侧设一个前端则只要一次，消息也从五条变为一条。',
  'one by one': '逐个请求',
  'by a front': '经由前端',
  'Timeouts that learn': '会学习的超时',
  'Details that a page can do without become twenty times slower. A timeout of half a second keeps every worker waiting; one that shrinks as answers get slower leaves them time for the page.':
    '页面可有可无的详情变慢二十倍。半秒的超时让所有工作线程都在等；应答越慢就越短的超时则给页面留出时间。',
  fixed: '固定',
  learned: '学习所得',
  'let through': '放行数',
  'longest wait': '最长等待',
  p99: 'p99',
  mean: '平均',
  'work of the store that nobody waited for': '存储中无人等待的工作',
  'slow requests': '慢请求比例',
  'copies for each call': '每次调用的副本数',
  'requests that succeed': '请求成功率',
  'calls that succeed': '调用成功率',
  'times the breaker opens again': '熔断器再次打开的次数',
  'requests that wait in vain': '白等的请求比例',
  'share of the busiest server': '最忙服务器的占比',
  answered: '已应答',
  'calls for each page': '每页调用数',
  'messages over the far link for each page': '每页经远程链路的消息数',
  'work for each page': '每页工作量',

  'Ten minutes later, {below} of the requests are answered at 145/s and {above} at 155/s; with a budget of one retry for ten requests, {budgeted} at 155/s.':
    '十分钟后，145/s 时应答率为 {below}，155/s 时为 {above}；若预算为每十个请求重试一次，155/s 时为 {budgeted}。',
  'Each request becomes {free} calls at the bottom; {budgets} with a budget of 10 % at each layer, {told} when a layer also says not to retry what it has retried.':
    '每个请求在底层变成 {free} 次调用；每层设 10 % 的预算时为 {budgets} 次，若各层还告知勿再重试已重试过的，则为 {told} 次。',
  'Two thirds of the requests could be done; first in, first out answers {fifo} in time, controlled delay {codel}, adaptive LIFO {lifo}.':
    '请求中有三分之二本可完成；及时应答的比例，先进先出为 {fifo}，受控延迟为 {codel}，自适应后进先出为 {lifo}。',
  'Trials keep {first} workers busy in the first case and {second} in the second; N·h / (e + h), for N targets that are tried for h after waits of e, gives {names}.':
    '试探在第一种情况下占用 {first} 个工作线程，第二种情况下占用 {second} 个；N 个目标每等待 e 后试探 h，按 N·h / (e + h) 计算为 {names}。',
  'The backend sees {without} times what it accepts, and {throttled} times when clients throttle themselves with K = 2.':
    '后端收到的请求是其接受量的 {without} 倍；客户端以 K = 2 自我节流时为 {throttled} 倍。',
  'Within 0.2 s the token bucket lets {bucket} through and the fixed window {fixed}; the leaky bucket sends one every 10 ms and lets the last wait for {wait} s.':
    '0.2 s 内令牌桶放行 {bucket} 个，固定窗口放行 {fixed} 个；漏桶每 10 ms 放行一个，最后一个等待 {wait} s。',
  'The p99 is {turns} ms by turns, {least} ms by least connections and {two} ms by the better of two.':
    'p99：轮询为 {turns} ms，最少连接为 {least} ms，二者取优为 {two} ms。',
  '{kept} of the requests are answered in time when the store is not told who has left, {told} when it is; it could do 77 %.':
    '存储不知谁已离开时，及时应答率为 {kept}，被告知时为 {told}；其能力上限为 77 %。',
  '{plain} of the requests are slow, {hedged} when answers later than the p95 are asked for again, which costs {more} more calls.':
    '{plain} 的请求很慢；对慢于 p95 的应答再次请求时为 {hedged}，代价是调用增加 {more}。',
  'Shed by chance, {calls} of the calls succeed and {chance} of the requests get all four, which is {power} by arithmetic; shed by user {user} do, of 50 % that could.':
    '随机丢弃时，{calls} 的调用成功，{chance} 的请求凑齐四次，按算术为 {power}；按用户丢弃时为 {user}，理论上限为 50 %。',
  'Once the server is back, the breaker opens {once} more times when all come back at once, and {steps} times when they come step by step; {vain} and {less} of the requests wait in vain.':
    '服务器恢复后，全部一次放行时熔断器又打开 {once} 次，逐步放行时为 {steps} 次；白等的请求分别为 {vain} 和 {less}。',
  'One gateway lets {one} through each second, four that count for themselves {own}, four with one count {shared}, and {racing} when they read the count first and write it 2 ms later.':
    '每秒放行：一个网关 {one} 个，四个各自计数 {own} 个，四个共用计数 {shared} 个，先读计数、2 ms 后再写时为 {racing} 个。',
  'The busiest of four servers gets {own} of the requests by the addresses of many clients, {one} by the one address that they share, of which it can answer {answered}, and {key} by what they ask for.':
    '四台服务器中最忙的一台所得请求：按众多客户端的地址为 {own}，按共享的同一地址为 {one}（其中只能应答 {answered}），按所请求的键为 {key}。',
  'One after the other, ten calls take {turns} ms and {work} ms of work; at the same time {together} ms and as much work; one call for all takes {batch} ms and {less} ms of work.':
    '逐个调用十次需 {turns} ms、工作量 {work} ms；同时调用需 {together} ms、工作量相同；一次调用全部需 {batch} ms、工作量 {less} ms。',
  'A page takes {turns} ms one by one, {together} ms all at once and {front} ms by a front, with {first}, {second} and {third} messages over the far link.':
    '一个页面：逐个请求需 {turns} ms，同时请求需 {together} ms，经由前端需 {front} ms；经远程链路的消息数分别为 {first}、{second}、{third}。',
  'The store makes the page {everyone} times a second when everyone asks and {one} times when one does; theory gives {asked} and {alone}.':
    '存储每秒生成该页的次数：人人都问时为 {everyone}，一人去问时为 {one}；理论值为 {asked} 和 {alone}。',
  '{all} reads a second reach the store and find nothing when nothing is kept of them, {again} when it is kept for {kept} s that there is nothing, and {through} behind the Bloom filter; theory gives {names}. The cache then holds {more} and {less} entries.':
    '每秒到达存储却一无所获的读取数：什么都不保留时为 {all}，“不存在”保留 {kept} s 时为 {again}，有布隆过滤器时为 {through}；理论值为 {names}。后两者的缓存分别保存 {more} 和 {less} 个条目。',
  '{fixed} of the requests are answered in time with the fixed timeout, {learned} with the learned one.':
    '及时应答的请求：固定超时为 {fixed}，学习所得的超时为 {learned}。',

  'A flash sale under a lock that expires': '锁会过期的限时抢购',
  'Some who buy take longer than their lock lasts, and tickets are sold twice; what counts is the check at the store.':
    '有些买家用时超过锁的有效期，门票被重复售出；关键在于存储处的检查。',
  'blind release': '盲目释放',
  'checked release': '校验后释放',
  fencing: '隔离令牌',
  'atomic decrement': '原子递减',
  'Who is woken when a lock is free': '锁空闲时唤醒谁',
  'A hundred wait for the same lock. Where all of them watch it, each release wakes everybody; where each watches the one before it, a release wakes one.':
    '一百个等待同一把锁。若全都监听这把锁，每次释放都会唤醒所有人；若各自监听前一个，则每次只唤醒一个。',
  herd: '羊群',
  'in sequence': '依次',
  'waiters woken': '被唤醒的等待者',
  'locks granted': '授予的锁',
  'Until all {crowd} have had the lock, {herd} are woken as a herd, n·(n − 1) / 2, and {sequence} in sequence, n − 1.':
    '到全部 {crowd} 个都得到过锁为止，羊群方式共唤醒 {herd} 个，即 n·(n − 1) / 2；依次方式为 {sequence} 个，即 n − 1。',
  'One row that everybody writes': '人人都写的一行',
  'Optimistic writers begin again when another was quicker: two of them a third of the time, twenty most of the time. Under a lock no work is in vain, but only one works at a time.':
    '乐观写入者被他人抢先时要重新开始：两个写入者时占三分之一，二十个时占大多数。加锁则没有工作白费，但每次只有一个在工作。',
  'optimistic, 2': '乐观，2 个',
  'optimistic, 20': '乐观，20 个',
  'locked, 20': '加锁，20 个',
  'tickets sold': '售出门票数',
  'two holders of the lock': '锁被两方同时持有',
  'tries for each update': '每次更新的尝试次数',
  updates: '更新速率',
  'Of {tickets} tickets, {blind} are sold where whoever is late deletes the lock of another, {checked} where owners delete their own only; {fenced} where the store refuses old tokens, and {atomic} where it counts by itself.':
    '门票共 {tickets} 张：迟到者会删掉他人的锁时售出 {blind} 张，持有者只删自己的锁时售出 {checked} 张；存储拒绝旧令牌时售出 {fenced} 张，由存储自行计数时售出 {atomic} 张。',
  'Two optimistic writers need {few} tries for each update and twenty {many}, where theory, Ramanujan’s Q(n), gives {two} and {twenty}: {vain} of the work is in vain. Under a lock no work is, and only one works at a time: {locked} updates a second instead of {rate}.':
    '乐观写入者有两个时每次更新需尝试 {few} 次，二十个时需 {many} 次，理论值即拉马努金的 Q(n) 为 {two} 和 {twenty}：{vain} 的工作白费。加锁时没有工作白费，但每次只有一个在工作：每秒更新 {locked} 次，而非 {rate} 次。',

  'A rush before the autoscaler': '自动伸缩来不及的高峰',
  'Five times the load, most of it in vain until new replicas have started: an autoscaler is no answer to a rush.':
    '负载变为五倍，在新副本启动之前大多徒劳：自动伸缩应对不了突发高峰。',

  'Consistent, available, quick': '一致、可用与迅速',
  'Two of three copies are far away and cut off for a while. Two answers for everything: nothing old is read, nothing is answered while they are away, and everybody waits for the far ones. One answer: the other way round.':
    '三个副本中有两个在远处，且一度失联。一切都等两个应答：绝不读到旧值，失联期间什么也不应答，人人都要等远处的副本。只等一个应答：恰好相反。',
  'two answers': '两个应答',
  'one answer': '一个应答',
  'not answered': '未应答',
  median: '中位数',
  'Waiting for two answers, {lost} of the calls are not answered, as long as the far copies are away and then passed by ({away} of the time), {stale} of the reads are old, and an answer takes {took} ms, there and back and the work ({theory} ms). Waiting for one, {lostOne} are not answered, {staleOne} of the reads are old, and it takes {tookOne} ms ({theoryOne} ms).':
    '等待两个应答时，{lost} 的调用得不到应答，即远处副本失联及随后被绕过期间（占时间的 {away}），{stale} 的读取为旧值，一次应答需 {took} ms，即往返加处理（{theory} ms）。只等一个时，{lostOne} 得不到应答，{staleOne} 的读取为旧值，需 {tookOne} ms（{theoryOne} ms）。',

  'How many copies to ask': '该问几个副本',
  'Two of three copies have what was written: who asks one copy reads old values, who asks two never does; hints and repair close the gap.':
    '三个副本中有两个存有已写入的内容：只问一个副本会读到旧值，问两个则绝不会；提示与修复可弥合差距。',
  'ask one': '问一个',
  'ask two': '问两个',
  'read repair': '读修复',
  'reads of old values': '读到旧值的比例',
  'copies repaired by reads': '由读取修复的副本数',
  'Asking one copy, {one} of the reads see an old value, where C(N − W, R) / C(N, R) gives {theory}; asking two, with R + W > N, {two} do. With hints for the copy that was away it is {hints} until all are handed over, with read repair {repair}, {repaired} by arithmetic: only the first read of a key can see the old one.':
    '只问一个副本时，{one} 的读取见到旧值，而 C(N − W, R) / C(N, R) 给出 {theory}；问两个时 R + W > N，为 {two}。为离线副本保留提示时，在全部移交之前为 {hints}；使用读修复时为 {repair}，按算术为 {repaired}：只有对某个键的首次读取才会见到旧值。',

  'Payments that come twice': '来两次的付款',
  'A consumer stands still, others take over its partitions and begin at what was committed: what was done since is done twice, unless somebody remembers.':
    '一个消费者停顿，其他成员接管它的分区并从已提交处开始：此后已做的事会再做一遍，除非有人记得。',
  'commit now and then': '偶尔提交',
  'commit each event': '逐条提交',
  'idempotency keys': '幂等键',
  'delivered again': '再次投递',
  'not done': '未完成',
  '{twice} payments are made twice when offsets are committed every {seconds} s: what one of {members} members has done since the last commit, {theory} by arithmetic. With each event committed it is {few}, that which the member was at when it stood still. With idempotency keys {again} come again and {none} are made twice.':
    '每 {seconds} s 提交一次位点时有 {twice} 笔付款做了两次：即 {members} 个成员之一自上次提交以来所做的，按算术为 {theory}。逐条提交时为 {few}，即该成员停顿时手上的那些。使用幂等键时有 {again} 笔再次到来，{none} 笔做了两次。',

  'Messages that fail for ever': '永远失败的消息',
  'One message in twenty can never be done; delivered again and again they take the worker from all others, until there is a limit.':
    '每二十条消息中有一条永远无法完成；若不设上限，它们被反复投递，把工作线程从其他消息那里夺走。',
  'dead letters': '死信',
  'A queue that says no': '会拒绝的队列',
  'A burst of twice what can be done: without a bound everything waits and nobody is told; with one the producers wait, and know.':
    '突发流量达能力的两倍：不设上限时一切都在等待而无人知晓；设上限时由生产者等待，且心中有数。',
  unbounded: '无上限',
  'bounded, at once': '有上限，立即重试',
  'bounded, backoff': '有上限，退避重试',
  'Fresh messages or all of them': '要新鲜，还是要全部',
  'More messages come than can be done. Oldest first, all of them are late; newest first, as many are done, nearly all of them at once, and the others are left.':
    '到来的消息多于所能处理的。最旧的先处理则全都迟到；最新的先处理则完成数量相同，且几乎都立即完成，其余的留下。',
  'oldest first': '最旧优先',
  'newest first': '最新优先',
  'done of what came in the last minute': '最后一分钟到达消息的完成率',
  'worker busy': '工作线程忙碌比例',
  'longest time from publishing to done': '从发布到完成的最长时间',
  'messages waiting': '等待的消息数',
  'messages lost': '消息丢失率',
  'longest wait of a producer': '生产者的最长等待',
  'mean time from publishing to done': '从发布到完成的平均时间',
  'messages done': '完成的消息数',
  'After a minute and a half the worker does {none} of what comes where nothing is given up; where {limit} deliveries are the limit it does {most} and is busy for {busy} of the time, {theory} by arithmetic.':
    '一分半钟后，若从不放弃，工作线程只完成到达消息的 {none}；若以 {limit} 次投递为限，则完成 {most}，忙碌比例为 {busy}，按算术应为 {theory}。',
  'Without a bound a message takes up to {free} s, and its producer never learns of it; with room for {bound}, {bounded} s at most. Tried again at once {atOnce} of the messages are lost, with backoff {backoff}: it is now the producers who wait, for up to {wait} s.':
    '不设上限时，一条消息最长需 {free} s，而其生产者毫不知情；仅能容纳 {bound} 条时，最长 {bounded} s。立即重试会丢失 {atOnce} 的消息，退避重试则为 {backoff}：此时等待的是生产者，最长 {wait} s。',
  'A message that is done was {oldest} s old on average when the oldest goes first, and {newest} ms when the newest does; theory says {late} s and {fresh} ms. As many are done in both ways, {many} and {asMany}: what is left over is old.':
    '最旧的先处理时，消息完成时平均已有 {oldest} s；最新的先处理时为 {newest} ms；理论值为 {late} s 和 {fresh} ms。两种方式完成的数量相同，为 {many} 和 {asMany}：剩下的都是旧消息。',

  'Which first, the cache or the store?': '先动缓存还是先动存储？',
  'A new price goes to the store, and the old one out of the cache. Deleted first, a reader in between puts the old one back, and it stays, unless a second delete follows; with the store first next to no reader sees it.':
    '新价格写入存储，旧价格移出缓存。若先删缓存，其间的读者会把旧价格放回并留在那里，除非随后再删一次；若先更新存储，则几乎没有读者看到旧价格。',
  'Answered, but not yet written': '已应答，尚未写入',
  'Writes that the cache answers at once and stores later are many times quicker, and a crash loses those that wait.':
    '缓存立即应答、稍后再存的写入要快许多倍，而崩溃会丢失仍在等待的写入。',
  'write-through': '直写 (write-through)',
  'behind by 1 s': '延后 1 s',
  'behind by 0.1 s': '延后 0.1 s',
  'Everything expires at once': '同时过期',
  'What came into a cache together leaves it together, and the store gets the whole rush; lives of uneven length spread it.':
    '一同进入缓存的内容会一同过期，存储便承受全部涌入的请求；存活时长不一则可将其分散。',
  'equal lives': '存活时长相同',
  'uneven lives': '存活时长不一',
  'Where has my change gone?': '我的修改去哪了？',
  'Each user reads and changes a profile of their own: copies that lag show it as it was before, the leader never does, but is busier.':
    '每个用户读取并修改自己的资料：滞后的副本会显示旧内容，主库从不如此，但更繁忙。',
  'copies, 1 s behind': '副本，滞后 1 s',
  'copies, 0.1 s behind': '副本，滞后 0.1 s',
  leader: '主库',
  'reads that miss': '未命中的读取',
  'mean time of a write': '写入平均耗时',
  'answered writes that the store lacks': '存储中缺失的已应答写入',
  'reads that find nothing': '一无所获的读取',
  'entries held': '保存的条目',
  'lost writes, as the cache counts them': '缓存自计的丢失写入',
  'reads of the store': '存储的读取',
  'reads that miss one’s own change': '未见自己修改的读取',
  '{first} of the reads are stale when the cache is deleted first, {second} when it is deleted again half a second later, and {third} when the store is updated first; theory gives {names}.':
    '陈旧读的比例：先删缓存为 {first}，半秒后再删一次为 {second}，先更新存储为 {third}；理论值为 {names}。',
  'A write takes {through} ms through the cache and {later} ms when it is stored later; of those answered, five crashes lose {none} written through, {second} that wait for up to 1 s and {tenth} that wait for up to 0.1 s.':
    '写入经缓存直写需 {through} ms，稍后再存需 {later} ms；五次崩溃丢失的已应答写入：直写为 {none} 个，至多等待 1 s 时为 {second} 个，至多等待 0.1 s 时为 {tenth} 个。',
  'The p99 is {equal} s with equal lives and {uneven} ms with uneven ones; the store gets {more} reads a second with equal lives, for many ask for the same page while it is fetched, and {less} with uneven ones, where theory gives {theory}.':
    'p99：存活时长相同为 {equal} s，不一为 {uneven} ms；存储每秒的读取数：时长相同为 {more}（取回页面期间有许多请求在问同一页），不一为 {less}，理论值为 {theory}。',
  '{second} of the reads miss a change of one’s own when copies are 1 s behind and {tenth} when they are 0.1 s behind, where 1 − e^(−w·lag) gives {names}; from the leader {leader} do, but it takes {ahead} ms instead of {behind} ms.':
    '副本滞后 1 s 时，{second} 的读取看不到自己的修改，滞后 0.1 s 时为 {tenth}，按 1 − e^(−w·lag) 计算为 {names}；从主库读取时为 {leader}，但耗时 {ahead} ms 而非 {behind} ms。',

  'Likes for one video': '一个视频的点赞',
  'Half of all likes go to one video, whose row takes one write at a time: soon every connection of the database waits for it. A cache spares those who only watch, a stream everybody, but the count falls behind until many likes are written at once.':
    '半数点赞给了同一个视频，它的那一行一次只容一个写入：很快数据库的所有连接都在等这一行。缓存使只观看的人免于等待，事件流使所有人都不必等待，但计数会越来越落后，除非把许多点赞一次写入。',
  straight: '直接写入',
  cache: '缓存',
  stream: '事件流',
  'stream, many at once': '事件流，成批写入',
  'In turn or by video': '轮流分区还是按视频分区',
  'Likes of four videos, read from eight partitions at once. In turn, several of them hold likes of the same video and wait for its row; by video, each row has one writer, and nobody waits for it.':
    '四个视频的点赞，同时从八个分区读取。轮流分区时，几个分区会拿着同一视频的点赞并等待它的那一行；按视频分区时，每一行只有一个写入者，无人等待。',
  'in turn': '轮流',
  'by video': '按视频',
  'A lane for the famous video': '热门视频的专用通道',
  'One video gets nearly as many likes as a partition can take, and the videos that share its partition wait behind it. Twice as many partitions help little; a lane of its own does.':
    '一个视频的点赞几乎达到一个分区的能力，同一分区的其他视频只得排在它后面。分区加倍作用不大；给它一条专用通道才有用。',
  '8 partitions': '8 个分区',
  '16 partitions': '16 个分区',
  '8 and a lane': '8 个加专用通道',
  'likes counted': '已计点赞',
  'connections at work': '在工作的连接',
  'likes that wait for a row': '等待行的点赞',
  'likes not yet counted': '尚未计入的点赞',
  'longest time from like to count': '从点赞到计入的最长时间',
  'Straight into the database {straight} of the requests are answered in time: {work} of its connections are at work, the others wait for one row. With a cache {cached} are, those of people who only watch; with a stream {streamed}. Still {first}, {second} and {third} likes are counted each second, for the row allows {most} of the {all} that come; written together, {together} are.':
    '直接写入数据库时，及时应答的请求为 {straight}：只有 {work} 的连接在工作，其余都在等同一行。有缓存时为 {cached}，即只观看者的请求；有事件流时为 {streamed}。但每秒计入的点赞仍只有 {first}、{second} 和 {third} 个，因为每秒到来 {all} 个而该行只容得下 {most} 个；成批写入时为 {together} 个。',
  'In turn {turn} of the likes wait for a row and {slow} are counted each second, where theory gives {share} and {rate}. By video {none} wait, and {all} are counted, which is all that come.':
    '轮流分区时 {turn} 的点赞要等待行，每秒计入 {slow} 个，理论值为 {share} 和 {rate}。按视频分区时等待的为 {none}，每秒计入 {all} 个，即到来的全部。',
  'After {seconds} s, {few} likes are not yet counted with {some} partitions and {many} with {more}, where arithmetic gives {names}, and some have waited for {long} s and {short} s. With a lane for the famous video, no like of another took longer than {lane} ms.':
    '{seconds} s 之后，{some} 个分区时有 {few} 个点赞尚未计入，{more} 个分区时有 {many} 个，按算术为 {names}；等待最久的分别为 {long} s 和 {short} s。给热门视频一条专用通道后，其他视频的点赞无一超过 {lane} ms。',

  'Idle, as the autoscaler sees it': '在自动伸缩看来很空闲',
  'Each payment takes a shop 0.2 s. Where that is work, an autoscaler sees to enough replicas; where its workers only wait for the bank, the shop looks idle and is left with one replica, all of whose workers are taken. Workers that do not wait need no more than that one.':
    '商店处理每笔付款需 0.2 s。若这是自身的工作，自动伸缩会备足副本；若工作线程只是在等银行，商店看起来就很空闲，最后只剩一个副本，其工作线程全被占住。不等待的工作线程则只需这一个副本。',
  'own work': '自身工作',
  'only waiting': '只在等待',
  'waiting, five at least': '等待，至少五个',
  'waiting, event loop': '等待，事件循环',
  'workers at work': '在工作的工作线程',
  'Where the shop works, {replicas} replicas become {some}, by arithmetic {wanted}, and {working} of the payments are made in time. Where it waits, {floor} would do for {floored}; but their workers are at work for {busy} of the time, so the autoscaler leaves {one}, and {waiting} are made in time, by arithmetic {answered}. With an event loop {alone} does for {looped}.':
    '商店自身工作时，{replicas} 个副本变为 {some} 个，按算术为 {wanted}，及时完成的付款为 {working}。商店在等待时，{floor} 个副本本可及时完成 {floored}；但其工作线程只有 {busy} 的时间在工作，自动伸缩于是只留 {one} 个，及时完成的为 {waiting}，按算术为 {answered}。使用事件循环时，{alone} 个即可及时完成 {looped}。',
}
