/** Names, helps and parameters of the algorithms of queueing, in Simplified Chinese. */
export const algorithmsQueueing: { readonly [english: string]: string } = {
  'First in, first out': '先进先出 (First in, first out)',
  'Serves the request that has waited longest. Fair, but under overload every request waits too long.':
    '先服务等待最久的请求。公平，但过载时每个请求都等得过久。',
  'Last in, first out': '后进先出 (Last in, first out)',
  'Serves the newest request first. Under overload some requests are still answered fast; the oldest starve.':
    '先服务最新的请求。过载时仍有部分请求很快得到响应；最旧的会饿死。',
  'Adaptive LIFO': '自适应后进先出 (Adaptive LIFO)',
  'First in, first out while the queue empties now and then; newest first while it is backed up.':
    '队列时常排空时先进先出；积压时最新优先。',
  'Recently empty': '近期排空时限',
  'The order turns to newest first once the queue has not been empty for longer than this.':
    '队列超过此时间一直不空时，改为最新优先。',
  Priority: '优先级',
  'Serves the most important request first, the oldest among equals. Unimportant ones wait as long as it takes.':
    '先服务最重要的请求，同级中最旧的优先。不重要的请求要一直等待。',
  'Earliest deadline': '最早截止时间优先 (Earliest deadline)',
  'Serves the request whose deadline comes first. Best while all can be met, poor once the load is too high.':
    '先服务截止时间最早的请求。都能赶上时最优，负载过高时很差。',
}
