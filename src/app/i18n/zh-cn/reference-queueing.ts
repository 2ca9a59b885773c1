/** What the reference page says about queueing, in Simplified Chinese. */
export const referenceQueueing: { readonly [english: string]: string } = {
  Queueing: '排队 (Queueing)',
  'In which order waiting work is served.': '等待中的工作按什么顺序处理。',
  'next = the oldest waiting': '下一个 = 等待最久的',
  'With one server and the same service times no other order has a smaller greatest wait.':
    '单个服务器、服务时间相同时，没有其他顺序的最长等待更短。',
  'O(1) per operation. Time, priority and deadline are ignored.': '每次操作 O(1)。忽略时间、优先级和截止时间。',
  'next = the newest waiting': '下一个 = 最新到达的',
  'The mean wait equals that of first in, first out (any order that does not look at service times has it); the second moment of an M/M/1 wait is 1/(1 − ρ) times as large. Under overload the newest still finish in time while the oldest starve.':
    '平均等待与先进先出相同（任何不看服务时间的顺序都如此）；M/M/1 等待的二阶矩是其 1/(1 − ρ) 倍。过载时最新的仍能及时完成，最旧的饿死。',
  'newest first ⇔ now − lastEmptyAt > recentlyEmptyMs, else oldest first':
    '最新优先 ⇔ now − lastEmptyAt > recentlyEmptyMs，否则最旧优先',
  'The article names the behaviour without code; the switch condition is that of its controlled delay.':
    '原文只给出这一行为的名称而没有代码；切换条件取自其受控延迟。',
  'First in, first out while the queue has been empty at some instant of [now − N, now], otherwise last in, first out. lastEmptyAt is the latest instant at which nothing waited: an arrival at an empty queue and the departure that empties it both set it. A queue emptied by removal is empty until the next arrival, which sets it.':
    '队列在 [now − N, now] 内某一时刻为空时先进先出，否则后进先出。lastEmptyAt 是无人等待的最近时刻：到达空队列和使队列变空的离开都会设置它。因移除而变空的队列在下一次到达之前一直为空，该次到达会设置它。',
  'While arrivals outrun service, the wait of those served tends to the time between two services.':
    '到达持续快于服务时，得到服务者的等待趋于两次服务之间的时间。',
  'N = recentlyEmptyMs [ms]; exactly N ms since empty still counts as recent. Infinity is plain first in, first out; 0 is newest first whenever anything has waited for any time at all.':
    'N = recentlyEmptyMs [ms]；距队列为空恰好 N ms 仍算近期。无穷大即普通先进先出；0 则只要有等待就最新优先。',
  'An earlier now counts as recent, hence first in, first out.': '较早的 now 算作近期，因此先进先出。',
  'O(1) per operation.': '每次操作 O(1)。',
  'next = highest priority, then the oldest': '下一个 = 优先级最高的，再取最旧的',
  'A heap on −priority. Any real number is a level, negative ones and infinities too; NaN is below all others.':
    '以 −priority 为键的堆。任意实数都是一级，包括负数和无穷大；NaN 低于其他所有。',
  'An item never waits for one of lower priority that had not started; low levels starve under overload.':
    '任何项都不会等待尚未开始的较低优先级项；过载时低级别会饿死。',
  'O(log n) per operation; no allocation once grown. Time and deadline are ignored.':
    '每次操作 O(log n)；扩容后不分配内存。忽略时间和截止时间。',
  'next = earliest absolute deadline, then the oldest': '下一个 = 绝对截止时间最早的，再取最旧的',
  'What was started is not pre-empted.': '已开始的工作不会被抢占。',
  "A heap on the absolute deadline; ties in order of arrival. Items without a deadline (infinity; NaN counts as that) come after all others. An item whose deadline has passed is served like any other: leaving it out is the station's decision.":
    '以绝对截止时间为键的堆；相同时按到达顺序。没有截止时间的项（无穷大；NaN 亦如此）排在所有其他项之后。已过截止时间的项照常服务：是否略去由站点决定。',
  'Where some order on one server meets every deadline (with pre-emption), this one does.':
    '如果单个服务器上存在某种顺序（允许抢占）能赶上所有截止时间，这种顺序也能。',
  'O(log n) per operation; no allocation once grown. Priority is ignored.':
    '每次操作 O(log n)；扩容后不分配内存。忽略优先级。',
  'ordered heap': '有序堆 (ordered heap)',
  'A binary heap of numbers ordered by a key, equal keys in order of arrival.':
    '按键排序的数字二叉堆，键相同时按到达顺序。',
  'An implicit tree in three parallel typed arrays (key, arrival, item); sifting moves a hole instead of swapping. The arrival count makes the order total, so that equal keys come out first in, first out.':
    '以三个并行的类型化数组（键、到达序号、项）表示的隐式树；调整时移动空位而不交换。到达序号使顺序成为全序，因此相同的键先进先出。',
  'O(log n) per operation; no allocation once the greatest length was reached.':
    '每次操作 O(log n)；达到最大长度后不分配内存。',
  'A rush of calls, and who is served first': '调用高峰时先服务谁',
  'All calls are served in the end; the order decides who is served in time. A caller has gone when its patience, which is its deadline too, is over; some have more of it than others. One call in four is important.':
    '所有调用最终都会被处理；顺序决定谁能及时得到处理。耐心（也就是截止时间）用尽后调用方离开；有的耐心更多。每四个调用中有一个是重要的。',
}
