/** Names, helps and parameters of the algorithms of load balancing, in Simplified Chinese. */
export const algorithmsLoadBalancing: { readonly [english: string]: string } = {
  'Sends each call to the next backend in turn, whatever its load.': '依次把调用发给下一个后端，不论其负载。',
  'Smooth weighted round robin': '平滑加权轮询 (Smooth weighted round robin)',
  'In turn, by weight, without sending several calls in a row to the heaviest backend. What nginx does.':
    '按权重依次分配，不会连续多次发给权重最大的后端。nginx 的做法。',
  'Any backend with the same probability. Needs no state, but some backends get bursts.':
    '以相同概率选任一后端。无需状态，但部分后端会遇到突发。',
  'Least connections': '最少连接 (Least connections)',
  'Sends each call to the backend with the fewest calls in flight for its weight. What nginx does.':
    '把调用发给相对权重在途调用最少的后端。nginx 的做法。',
  'Power of two choices': '两次随机选择 (Power of two choices)',
  'Looks at two random backends and takes the less busy one. Nearly as even as least connections, far cheaper.':
    '随机看两个后端，选较空闲的一个。几乎与最少连接一样均匀，成本低得多。',
  'Source hash': '源地址哈希 (Source hash)',
  'All calls of one client address go to the same backend, until the set of backends changes.':
    '同一客户端地址的调用总是发往同一后端，直到后端集合变化。',
  Avalanche: '雪崩混合',
  'Mixes the bits of the address first, so that neighbours spread.': '先打散地址的各位，使相邻地址分散开。',
  'Consistent hash': '一致性哈希 (Consistent hash)',
  'Each key sticks to one backend; when a backend comes or goes, only its own keys move.':
    '每个键固定到一个后端；后端增减时只有它自己的键会移动。',
  'Points per backend': '每个后端的点数',
  'Points that each backend has on the ring. More points share more evenly and cost memory.':
    '每个后端在环上的点数。点越多分配越均匀，占用内存也越多。',
  'Hash on': '哈希依据',
  'What decides where a call goes: the address of the client or the key.': '决定调用去向的内容：客户端地址或键。',
  'Client address': '客户端地址',
  'All calls of one address go together.': '同一地址的调用发往同一处。',
  Key: '键',
  'All calls for one key go together.': '同一键的调用发往同一处。',
  'Weighted random': '加权随机 (Weighted random)',
  'Any backend, with a probability in proportion to its weight.': '以与权重成正比的概率选任一后端。',
  'Static round robin': '静态轮询 (Static round robin)',
  'Walks a fixed table built from the weights. HAProxy calls it static-rr.':
    '遍历由权重建立的固定表。HAProxy 称之为 static-rr。',
  'HAProxy round robin': 'HAProxy 轮询 (HAProxy round robin)',
  'In turn by weight, in the order that HAProxy uses: the same counts as nginx, another order.':
    '按权重依次分配，顺序与 HAProxy 相同：次数与 nginx 一致，顺序不同。',
  'HAProxy least connections': 'HAProxy 最少连接 (HAProxy least connections)',
  'The backend with the fewest calls in flight for its weight; among equals the one untouched for longest.':
    '相对权重在途调用最少的后端；相同时选最久未使用的一个。',
  'Weighted least connections': '加权最少连接 (Weighted least connections)',
  'The fewest calls in flight for the weight, always the first of several. What the Linux kernel does.':
    '相对权重在途调用最少者，多个相同时总选第一个。Linux 内核的做法。',
  'IP hash': 'IP 哈希 (IP hash)',
  'All clients whose addresses share the first three numbers go to the same backend. What nginx does.':
    '地址前三段相同的客户端都发往同一后端。nginx 的做法。',
  'Source address and port': '源地址与端口 (Source address and port)',
  'All calls over one connection go to the same backend; one client with many connections is spread.':
    '同一连接上的调用都发往同一后端；连接多的客户端会被分散。',
  'Header hash': '请求头哈希 (Header hash)',
  'All calls with the same key go to the same backend, by a hash of its text. What HAProxy does with a header.':
    '对键的文本取哈希，同一键的调用发往同一后端。HAProxy 对请求头的做法。',
  Method: '方法',
  'Map-based shares exactly by weight, but nearly all keys move when a backend comes or goes.':
    '映射表方式严格按权重分配，但后端增减时几乎所有键都会移动。',
  'Map-based': '映射表',
  Consistent: '一致性',
  'Hash function': '哈希函数',
  'How the text of the key becomes a number.': '键的文本如何变成数字。',
  sdbm: 'sdbm',
  djb2: 'djb2',
  wt6: 'wt6',
  'CRC-32': 'CRC-32',
  'Mixes the bits of the hash, so that similar keys spread.': '打散哈希的各位，使相似的键分散开。',
  'Key hash': '键哈希 (Key hash)',
  'All calls with the same key go to the same backend, by a checksum of its text. What nginx does.':
    '对键的文本取校验和，同一键的调用发往同一后端。nginx 的做法。',
  'Puts the backends on a ring, so that few keys move when one comes or goes.':
    '把后端放到环上，后端增减时只有少数键移动。',
  Ketama: 'Ketama 哈希环 (Ketama)',
  'The consistent ring that memcached clients use; few keys move when a cache server comes or goes.':
    'memcached 客户端使用的一致性环；缓存服务器增减时只有少数键移动。',
  Weighted: '加权',
  'Gives each backend points in proportion to its weight.': '按权重比例给每个后端分配点。',
  'Bounded-load consistent hash': '有界负载一致性哈希 (Bounded-load consistent hash)',
  'A consistent ring on which calls pass over a backend that is much busier than the average.':
    '一致性环，调用会越过明显比平均更忙的后端。',
  'Load factor': '负载系数',
  'A backend takes no call while it has this many times the average in flight.':
    '后端的在途调用达到平均值的这么多倍时不再接收调用。',
  'Jump hash': '跳跃哈希 (Jump hash)',
  'Spreads keys perfectly evenly without a table; backends can be added and removed only at the end of the list.':
    '无需表即可完全均匀地分配键；后端只能在列表末尾增减。',
  'Rendezvous hash': '集合点哈希 (Rendezvous hash)',
  'Scores every backend for the key and takes the highest; when one goes, its keys spread over all others.':
    '为键给每个后端打分并取最高者；某个后端离开时，它的键分散到其余所有后端。',
  'Maglev hash': 'Maglev 哈希 (Maglev hash)',
  'A large table shared out almost exactly evenly; when a backend goes, few keys of the others move.':
    '一张几乎完全均分的大表；后端离开时，其余后端的键很少移动。',
  'Table size': '表大小',
  'Places in the table, a prime. A larger table shares more evenly and moves fewer keys, but takes longer to build.':
    '表中的位置数，取质数。表越大分配越均匀、移动的键越少，但构建越慢。',
  '251': '251',
  '1,021': '1,021',
  '4,099': '4,099',
  '65,537': '65,537',
  '655,373': '655,373',
  'Power of d choices': '多次随机选择 (Power of d choices)',
  'Looks at several random backends and takes the least busy one.': '随机看若干个后端，选最空闲的一个。',
  Choices: '候选数',
  'How many random backends to compare. Two already do most of the good.':
    '比较多少个随机后端。两个就已得到大部分好处。',
  'Peak EWMA': '峰值 EWMA (Peak EWMA)',
  'Of two random backends the one with the lower latency and fewer calls in flight; slow answers count at once.':
    '在两个随机后端中选延迟更低、在途调用更少的一个；慢响应立即计入。',
  'Decay time': '衰减时间',
  'After this long without a new answer, a slow one counts only a third. Longer remembers slowness longer.':
    '这么久没有新响应后，一次慢响应只计三分之一。越长，慢被记得越久。',
  'Outlier ejection': '异常点驱逐',
  'Takes a backend that keeps failing out of the rotation for a while, whatever the balancer.':
    '把持续失败的后端暂时移出轮换，与所用均衡算法无关。',
  'A backend that fails this often in a row is taken out.': '连续失败这么多次的后端会被驱逐。',
  'Forgiveness interval': '宽恕间隔',
  'Each such time without an ejection shortens the next one again.':
    '每经过这么久没有被驱逐，下一次驱逐时间就再缩短一次。',
  'First ejection': '首次驱逐时长',
  'How long the first ejection lasts; the second lasts twice as long, and so on.':
    '第一次驱逐持续多久；第二次加倍，依此类推。',
  'Longest ejection': '最长驱逐时长',
  'No ejection lasts longer than this.': '任何一次驱逐都不会超过此值。',
  'Most ejected': '最大驱逐比例',
  'No backend is taken out while this share of all is out already; one always may be.':
    '已驱逐的后端达到该比例时不再驱逐；总是允许驱逐一个。',
}
