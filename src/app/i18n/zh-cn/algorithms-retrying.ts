/** Names, helps and parameters of the algorithms of retrying, in Simplified Chinese. */
export const algorithmsRetrying: { readonly [english: string]: string } = {
  'Fixed wait': '固定等待 (Fixed wait)',
  'Waits the same time before each retry.': '每次重试前等待相同的时间。',
  Attempts: '尝试次数',
  'How often a request is tried in all, the first time included; 1 never retries.':
    '一个请求总共尝试多少次，含首次；1 表示不重试。',
  Wait: '等待',
  'Wait before each retry.': '每次重试前的等待。',
  'Exponential, no jitter': '指数退避，无抖动 (Exponential, no jitter)',
  'Doubles the wait with each retry, up to a cap; all clients wait alike.':
    '每次重试等待加倍，直到上限；所有客户端等待相同。',
  Base: '基数',
  'Wait before the first retry, apart from jitter; it doubles with each further retry.':
    '首次重试前的等待，不含抖动；之后每次重试加倍。',
  Cap: '上限',
  'Longest wait that the doubling reaches.': '加倍所能达到的最长等待。',
  'Full jitter': '全抖动 (Full jitter)',
  'Waits a random part of an exponentially growing step, anything from zero up.':
    '在指数增长的步长内随机等待，从零起任意值。',
  'Whole milliseconds': '取整毫秒',
  'Rounds each wait down to a whole millisecond, as cockatiel does.': '每次等待向下取整到毫秒，与 cockatiel 一致。',
  'Equal jitter': '等抖动 (Equal jitter)',
  'Waits half of an exponentially growing step and a random part of the other half.':
    '等待指数增长步长的一半，再加另一半中的随机部分。',
  'Decorrelated jitter': '去相关抖动 (Decorrelated jitter)',
  'Waits at random between the base and three times the wait before.': '在基数与上次等待的三倍之间随机等待。',
  'gRPC backoff': 'gRPC 退避 (gRPC backoff)',
  'Grows by 1.6 with each retry and deviates by up to a fifth to either side.':
    '每次重试增长 1.6 倍，上下最多偏离五分之一。',
  'First wait': '首次等待',
  'Wait before the first retry, apart from jitter.': '首次重试前的等待，不含抖动。',
  Multiplier: '倍数',
  'Growth from one retry to the next.': '相邻两次重试之间的增长倍数。',
  'Largest deviation to either side, as a share of the wait.': '上下最大偏离，以占等待的比例表示。',
  'Longest wait before jitter.': '不含抖动的最长等待。',
  'Jitter the first wait': '首次等待也抖动',
  'As grpc-java does and grpc-go does not.': 'grpc-java 如此，grpc-go 则不然。',
  'Polly decorrelated jitter': 'Polly 去相关抖动 (Polly decorrelated jitter)',
  'Grows smoothly: the difference of two random points on an exponential curve.':
    '平滑增长：指数曲线上两个随机点之差。',
  Exponent: '指数',
  'Finagle budget': 'Finagle 重试预算 (Finagle budget)',
  'Allows a share of recent requests to be retried, plus a reserve.': '允许近期请求的一定比例重试，另加储备。',
  'Retry share': '重试比例',
  'Retries allowed per request.': '每个请求允许的重试数。',
  Minimum: '最小值',
  'Retries per second of memory that are always in reserve.': '储备的重试数，按记忆时长内每秒计。',
  Memory: '记忆时长',
  'How long a request counts.': '一个请求计入多久。',
  'Envoy budget': 'Envoy 重试预算 (Envoy budget)',
  'Allows as many retries under way as a share of the requests under way.':
    '允许进行中的重试达到进行中请求的一定比例。',
  'Retries under way per request under way.': '每个进行中的请求对应的进行中重试数。',
  'Retries under way that are always allowed.': '始终允许的进行中重试数。',
  'gRPC throttle': 'gRPC 重试节流 (gRPC throttle)',
  'Stops retries when failures have used up half of the tokens, until successes earn them back.':
    '失败用掉一半令牌后停止重试，直到成功把令牌赚回。',
  Tokens: '令牌数',
  'Tokens at the start and at most; retries stop at half of it.': '初始令牌数，也是上限；用到一半时停止重试。',
  Ratio: '比率',
  'Part of a token that a success earns.': '一次成功赚回的令牌份额。',
  'Gives up an attempt after the same time, always.': '总是在相同时间后放弃一次尝试。',
  'Time after which an attempt is given up.': '多久后放弃一次尝试。',
  'EMA timeout': '滑动平均超时 (EMA timeout)',
  'Waits long for a slow answer while the moving average is good, and gives up early while it is bad.':
    '滑动平均良好时愿意久等慢应答，变差时及早放弃。',
  Normal: '正常值',
  'Average up to which the timeout is at its maximum.': '平均值不超过此值时，超时取最大值。',
  'Average from which the timeout is at its minimum, which is this very time.':
    '平均值达到此值后，超时取最小值，即此值本身。',
  Maximum: '最大值',
  'Timeout while all is well.': '一切正常时的超时。',
  'Answers that the average looks back on, about; fewer react faster.': '平均值大约回看多少个应答；越少反应越快。',
  'Hedged requests': '对冲请求 (Hedged requests)',
  'Sends a further copy of a request that takes long, and takes the first answer.':
    '请求耗时较长时再发一份，取最先的应答。',
  Copies: '份数',
  'How many copies of a request are sent at most, the first included.': '一个请求最多发送几份，含第一份。',
  Delay: '延迟',
  'Time between copies. A high percentile of the usual latency costs few copies and cuts the tail.':
    '各份之间的时间。取平时延迟的高百分位，多发的份数少，又能削减尾延迟。',
  'Tied requests': '捆绑请求 (Tied requests)',
  'The same request waits in several queues; the first server to begin it calls the others off.':
    '同一请求在多个队列中等待；最先开始处理的服务器通知其余取消。',
  'Travel time of a cancellation': '取消的传输时间',
  'How long it takes from one server to the other. Copies that begin meanwhile are wasted.':
    '从一台服务器到另一台需要多久。其间开始处理的副本就浪费了。',
  'Do-not-retry answers': '勿重试应答 (Do-not-retry answers)',
  'Only the layer right above an overload tries again; the layers further up pass the failure on.':
    '只有过载处的直接上层重试；更上层只把失败向上传递。',
  Deadlines: '截止时间 (Deadlines)',
  'A deadline travels with the request, and each hop may only bring it forward.':
    '截止时间随请求传递，每一跳只能提前它。',
  'How long a call may take, if the request that it is for has that much time left.':
    '一次调用最多可用多久，前提是所属请求还剩这么多时间。',
  Reserve: '预留',
  'Time that the caller keeps for its own work after the call.': '调用方为调用之后自己的工作留出的时间。',
}
