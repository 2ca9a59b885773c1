/** Validation studies of policies and contention in Simplified Chinese. */
export const studiesPolicies: { readonly [english: string]: string } = {
  'Hit ratios of LRU and FIFO': 'LRU 与 FIFO 的命中率',
  '1,000 keys by Zipf with exponent 1, room for 100. The approximation is known to be within about 1 %.':
    '1,000 个键，服从指数为 1 的 Zipf 分布，容量 100。该近似的误差已知约在 1 % 以内。',
  'hit ratio of {name}': '{name} 的命中率',
  'Retries as load': '重试即负载',
  '30 % of the work fails after it was done, and each call is tried up to four times. 200 requests a second of 10 ms.':
    '30 % 的工作在完成后失败，每次调用最多尝试四次。每秒 200 个请求，每个 10 ms。',
  'attempts for each request': '每个请求的尝试次数',
  'one more attempt for each failure of the first': '首次失败各再尝试一次',
  'three attempts': '三次尝试',
  'utilisation of eight workers': '八个工作线程的利用率',
  'without retries': '不重试',
  'A server for 300 requests a second stands still for 10 s; clients wait for 1 s and try twice. Twice 145 is below 300, twice 155 above. The last minute of ten counts.':
    '每秒可处理 300 个请求的服务器停顿 10 s；客户端等待 1 s，最多尝试两次。145 的两倍低于 300，155 的两倍高于 300。只计十分钟中的最后一分钟。',
  'answered at 145/s: it recovers': '145/s 时的应答率：能够恢复',
  'answered at 155/s: it stays down': '155/s 时的应答率：持续瘫痪',
  'Three layers try four times each; the store at the bottom always fails.': '三层各尝试四次；底层的存储始终失败。',
  'Clients ask three times what a backend can do. With K = 2 over two minutes they let through twice what it accepts.':
    '客户端的请求量为后端能力的三倍。以 K = 2、两分钟窗口节流时，放行量为后端接受量的两倍。',
  'asked for each one accepted, K = 2': '每接受一个所收到的请求数，K = 2',
  'without throttling': '不节流',
  'What breakers cost': '熔断器的代价',
  '42 dead targets with a breaker each, and two workers: each breaker lets a trial of length h through every e + h. The published estimate N·h / (w·e) gives 263 % and 4 %; it leaves out the h below the line.':
    '42 个失效目标各有一个熔断器，共两个工作线程：每个熔断器每隔 e + h 放行一次时长为 h 的试探。已发表的估算 N·h / (w·e) 给出 263 % 和 4 %，它忽略了分母中的 h。',
  'demand of trials of {count} ms after {countOpen} s, in workers of two':
    '打开 {countOpen} s 后试探 {count} ms，对两个工作线程的需求',
  'A hedge at the 95th percentile': '第 95 百分位的对冲请求',
  'A second copy goes out when an answer is later than 95 % of answers were: about one call in twenty.':
    '应答慢于 95 % 的历史应答时发出第二份：约每二十次调用一次。',
  'Half as much again as a server can do': '负载为服务器能力的一倍半',
  'Clients give up after 500 ms. Goodput, as a share of what the server could do.':
    '客户端 500 ms 后放弃。有效吞吐量以占服务器能力的比例表示。',
  'first in, first out': '先进先出',
  'Requests that need several calls of an overloaded service': '需多次调用过载服务的请求',
  'At twice the load that the service can carry. Shed by chance, k calls succeed with the chance f of one to the power of k; shed by user, nearly as many requests succeed as could.':
    '负载为服务能力的两倍。随机丢弃时，k 次调用全部成功的概率为单次成功概率 f 的 k 次方；按用户丢弃时，成功的请求接近理论上限。',
  'success ÷ f to the power of {count}': '成功率 ÷ f 的 {count} 次方',
  'success of four calls, shed by user; 50 % could': '按用户丢弃时四次调用的成功率；上限为 50 %',
  'A hundred clients change one row': '一百个客户端修改同一行',
  'All at once, each reads the row, and writes it if nobody else has; else it waits and begins again. Hops of 10 ms ± 2 ms, a base of 5 ms, a cap of 2 s. Published from one simulation each.':
    '所有客户端同时读取该行，若无他人改动则写入，否则等待后重来。每跳 10 ms ± 2 ms，基数 5 ms，上限 2 s。参考值各取自一次已发表的模拟。',
  'writes that were tried, {backoff}': '尝试的写次数，{backoff}',
  'writes that went through': '成功的写次数',
  'without backoff': '不退避',
  exponential: '指数退避',
  'equal jitter': '等抖动',
  'full jitter': '全抖动',
  'decorrelated jitter': '去相关抖动',
}
