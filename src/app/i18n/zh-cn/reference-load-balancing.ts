/** What the reference page says about load balancing, in Simplified Chinese. */
export const referenceLoadBalancing: { readonly [english: string]: string } = {
  'Load balancing': '负载均衡 (Load balancing)',
  'Which backend takes this call?': '这个调用由哪个后端处理？',
  'next eligible index after the last pick, cyclically': '上次所选之后的下一个可用下标，循环进行',
  'Weights are ignored.': '忽略权重。',
  'The first eligible one at or after the position behind the last pick.': '从上次所选之后的位置起，首个可用的后端。',
  'While the eligible set stays the same, the numbers of picks of any two backends differ by at most 1.':
    '可用集合不变时，任意两个后端被选中的次数最多相差 1。',
  'O(1), plus one step for each ineligible backend passed over; no allocation. No randomness, no time.':
    'O(1)，另加每越过一个不可用后端一步；不分配内存。不使用随机数和时间。',
  'creditᵢ += weightᵢ; pick the largest credit; its credit −= Σ weight':
    'creditᵢ += weightᵢ；选 credit 最大者；其 credit −= Σ weight',
  'Effective weights do not shrink after failures. Weight 0 is allowed and means: only as a last resort.':
    '有效权重不会因失败而减小。允许权重 0，表示仅作最后的选择。',
  'See SmoothWeights; all eligible backends are candidates at each pick. Weights 5, 1, 1 give a a b a c a a.':
    '见 SmoothWeights；每次选择时所有可用后端都是候选。权重 5、1、1 得到 a a b a c a a。',
  'In each run of (sum of weights) picks with a fixed eligible set, every backend is picked its weight in times. A backend of weight 0 is picked only when no eligible one has a positive weight; then all count as 1.':
    '可用集合固定时，在每连续（权重之和）次选择中，每个后端恰被选中其权重次。权重为 0 的后端仅当没有可用后端权重为正时才被选中；此时都按 1 计。',
  'O(n) per pick; no allocation. No randomness, no time.': '每次选择 O(n)；不分配内存。不使用随机数和时间。',
  'P(i) = 1 / number of eligible backends': 'P(i) = 1 / 可用后端数',
  'One draw over all backends; if that one is not eligible, a second draw over the eligible ones. Both steps are uniform, so the result is.':
    '先在所有后端中抽取一次；若抽中者不可用，再在可用者中抽取一次。两步都是均匀的，因此结果也均匀。',
  'With n backends and m calls at once the largest share grows like ln n / ln ln n for m = n (balls into bins).':
    '有 n 个后端和 m 个调用时，若 m = n，最大份额按 ln n / ln ln n 增长（球与箱问题）。',
  'O(1) while all are eligible, otherwise O(n) at times; one or two draws; no allocation.':
    '全部可用时 O(1)，否则有时 O(n)；抽取一到两次；不分配内存。',
  'argmin inFlight/weight, ties by smooth weighted round robin': 'argmin inFlight/weight，相同时按平滑加权轮询',
  'The smallest inFlight/weight, compared by cross-multiplying so that no rounding enters. Several with the same ratio share by smooth weighted round robin among themselves (see SmoothWeights); credits of the others stay.':
    '取 inFlight/weight 最小者，以交叉相乘比较，避免舍入。比值相同的若干后端之间按平滑加权轮询分配（见 SmoothWeights）；其余后端的积分不变。',
  'The pick never has a larger inFlight/weight than another eligible backend. A backend of weight 0 is picked only when no eligible one has a positive weight; then all count as 1.':
    '所选后端的 inFlight/weight 从不大于其他可用后端。权重为 0 的后端仅当没有可用后端权重为正时才被选中；此时都按 1 计。',
  'argmin inFlight over two distinct random eligible backends; P(≥ k calls) → ρ^(2^k − 1)':
    '在两个不同的随机可用后端上取 argmin inFlight；P(≥ k 个调用) → ρ^(2^k − 1)',
  'The two are distinct, as in implementations; the paper draws with replacement (the same in the limit).':
    '两者互不相同，与各实现一致；论文为有放回抽取（极限下相同）。',
  'Draw an unordered pair of distinct eligible backends uniformly; the smaller inFlight wins, on a tie the one drawn first (which is either of the two with probability one half). If the first pair holds an ineligible backend, a second pair is drawn among the eligible ones only; both steps are uniform over pairs, so the result is.':
    '在可用后端中均匀抽取一个无序的不同对；inFlight 较小者胜出，相同时取先抽中的（两者各有一半概率）。若首对包含不可用后端，则只在可用者中再抽一对；两步在各对上都是均匀的，因此结果也均匀。',
  'With n servers at load ρ and n → ∞ the share with at least k calls is ρ^(2^k − 1), against ρ^k for one choice.':
    'n 台服务器、负载 ρ、n → ∞ 时，至少有 k 个调用的比例为 ρ^(2^k − 1)，而单次选择为 ρ^k。',
  'O(1) while all are eligible, otherwise O(n) at times; two or four draws; no allocation. Weights are ignored.':
    '全部可用时 O(1)，否则有时 O(n)；抽取两到四次；不分配内存。忽略权重。',
  'map[address mod Σ weight], map rebuilt from the eligible backends': 'map[address mod Σ weight]，map 由可用后端重建',
  'IPv4 only.': '仅支持 IPv4。',
  'The 32-bit address itself, optionally avalanched, modulo the number of slots of a map in which each eligible backend stands as often as its weight says (see WeightMap).':
    '取 32 位地址本身（可选雪崩混合），对映射表的槽数取模；表中每个可用后端按权重出现相应次数（见 WeightMap）。',
  'While the eligible set and the weights stay the same, so does the backend of an address. When one of n equal backends goes, about (n − 1)/n of all addresses change backend: the map is not consistent.':
    '可用集合和权重不变时，地址对应的后端不变。n 个相同后端中有一个离开时，约 (n − 1)/n 的地址会更换后端：该映射不具一致性。',
  'O(n) per pick to notice a change of the eligible set; no allocation then. No randomness, no time.':
    '每次选择 O(n) 以发现可用集合的变化；此后不分配内存。不使用随机数和时间。',
  'owner of the first point crc32(i + name) at or after crc32(key)':
    'crc32(key) 处或其后首个点 crc32(i + name) 的所有者',
  'Points of a backend that may not be picked are passed over instead of rebuilding the ring.':
    '越过不可选后端的点，而不是重建环。',
  'Every backend owns vnodes points on a ring of 2^32 places, at crc32(decimal(i) + name) for i = 0, 1, …; a call goes to the owner of the first point at or after crc32(text of its key). Points of ineligible backends are passed over.':
    '每个后端在 2^32 个位置的环上拥有 vnodes 个点，位于 crc32(decimal(i) + name)，i = 0、1、…；调用发给键文本的 crc32 处或其后首个点的所有者。越过不可用后端的点。',
  'Removing a backend moves only its own keys, adding one moves keys only to it. The share of a backend deviates from 1/n by about 1/√vnodes of it.':
    '移除后端只移动它自己的键，加入后端只把键移给它。后端的份额与 1/n 的偏差约为其 1/√vnodes。',
  'O(1) expected per pick, more while backends are ineligible; no allocation. Weights are ignored, nothing random.':
    '每次选择期望 O(1)，有后端不可用时更多；不分配内存。忽略权重，不含随机。',
  'P(i) = weightᵢ / Σ weight of the eligible': 'P(i) = weightᵢ / 可用后端的 Σ weight',
  'Weight 0 is allowed and means: only as a last resort.': '允许权重 0，表示仅作最后的选择。',
  'One draw on (0, Σ weight of the eligible), walked along the weights. A backend of weight 0 is picked only when no eligible one has a positive weight; then all are equally probable.':
    '在 (0, Σ 可用后端的权重) 上抽取一次，沿权重查找。权重为 0 的后端仅当没有可用后端权重为正时才被选中；此时各者概率相同。',
  'O(n) per pick, one draw; no allocation.': '每次选择 O(n)，抽取一次；不分配内存。',
  'slot[next], slots spread by floor((score + Σ weight) / Σ weight)':
    'slot[next]，各槽按 floor((score + Σ weight) / Σ weight) 铺开',
  'Weights that are not whole or above 256 are brought to whole numbers of nearly the same ratio.':
    '非整数或大于 256 的权重换算为比例几乎相同的整数。',
  'See WeightMap; weights 5, 1, 1 give a a a b a a c. When the eligible set changes the table is computed afresh and the walk goes on at its old place, or at the start if that place is gone.':
    '见 WeightMap；权重 5、1、1 得到 a a a b a a c。可用集合变化时重新计算表，遍历从原位置继续；该位置不存在时从头开始。',
  'In each run of (number of slots) picks with a fixed eligible set, every backend is picked weight/gcd times.':
    '可用集合固定时，在每连续（槽数）次选择中，每个后端被选中 weight/gcd 次。',
  'due again Σ weight / weightᵢ places after the last': '上次之后再过 Σ weight / weightᵢ 个位置到期',
  "A cycle has as many places as the sum W of the effective weights (16 × weight). A backend that was served at place p is next due W/weight places later, the remainders adding up (Bresenham's line). Those due within the running cycle wait in the order (place, remainder − weight), those due later in the next cycle in order of falling weight; a place for which nobody is due goes to the heaviest that has not been served in this cycle. Equal ranks come in the order in which they were queued. Weights 5, 1, 1 give a a a b a a c; 3, 2, 1 give a b a c a b. Backends of weight 0 take turns when no eligible one has a positive weight.":
    '一个循环的位置数等于有效权重之和 W（16 × 权重）。在位置 p 得到服务的后端下一次在 W/weight 个位置之后到期，余数累加（Bresenham 直线）。在当前循环内到期的按（位置，余数 − 权重）的顺序等待，更晚到期的在下一循环中按权重从大到小排列；无人到期的位置给本循环中尚未得到服务的最重者。等级相同时按入队先后。权重 5、1、1 得到 a a a b a a c；3、2、1 得到 a b a c a b。没有可用后端权重为正时，权重为 0 的后端轮流。',
  'Over a cycle with a fixed eligible set every backend is picked in proportion to its weight.':
    '可用集合固定时，一个循环内每个后端按权重比例被选中。',
  'O(n) per pick (HAProxy: O(log n), the same order from trees); no allocation. No randomness, no time.':
    '每次选择 O(n)（HAProxy 用树为 O(log n)，顺序相同）；不分配内存。不使用随机数和时间。',
  'argmin (inFlight = 0 ? 0 : ⌊(inFlight + 1) · 256 / weight⌋), ties: queued longest ago':
    'argmin (inFlight = 0 ? 0 : ⌊(inFlight + 1) · 256 / weight⌋)，相同时取入队最久者',
  'No connection limits. Weight 0 is allowed and means: only as a last resort.':
    '没有连接数限制。允许权重 0，表示仅作最后的选择。',
  "Key = 0 for an idle backend, else floor((inFlight + 1) · 4096 / (16 · weight)); the smallest key wins, ties go to the one queued longest ago. A call's start and its end both queue its backend anew, behind all equals; a backend that becomes eligible again is queued at the next pick.":
    '空闲后端的键为 0，否则为 floor((inFlight + 1) · 4096 / (16 · weight))；键最小者胜出，相同时取入队最久的。调用的开始和结束都会使其后端重新入队，排在所有相同者之后；重新可用的后端在下一次选择时入队。',
  'The pick is idle whenever some eligible backend of positive weight is. A backend of weight 0 is picked only when no eligible one has a positive weight; then all count as 1.':
    '只要有权重为正的可用后端空闲，就选中空闲者。权重为 0 的后端仅当没有可用后端权重为正时才被选中；此时都按 1 计。',
  'O(n) per pick (HAProxy: O(log n), the same order from a tree); no allocation. No randomness, no time.':
    '每次选择 O(n)（HAProxy 用树为 O(log n)，顺序相同）；不分配内存。不使用随机数和时间。',
  'argmin inFlight/weight, ties: the earlier': 'argmin inFlight/weight，相同时取靠前者',
  'Connections that are closing are not counted. Weight 0 means: only as a last resort.':
    '不计正在关闭的连接。权重 0 表示仅作最后的选择。',
  'Compared by cross-multiplying. Ties always go to the earlier one, so that at low load the first backends get nearly all calls; nginx and HAProxy differ only there.':
    '以交叉相乘比较。相同时总取靠前者，因此低负载时靠前的后端得到几乎所有调用；nginx 和 HAProxy 仅在此处不同。',
  'O(n) per pick; no state, no allocation, no randomness, no time.':
    '每次选择 O(n)；无状态，不分配内存，不使用随机数和时间。',
  'hash ← (113·hash + octet) mod 6271 from 89 over 3 octets; place hash mod Σ weight':
    '从 89 起对 3 个字节 hash ← (113·hash + octet) mod 6271；位置 hash mod Σ weight',
  'Hash = 89, then (hash · 113 + byte) mod 6271 over the first three octets of an IPv4 address; the backend stands at hash mod Σ weight in the list in which each is as wide as its weight. If it is not eligible, the same octets are mixed in again, up to 20 times, then smooth weighted round robin decides.':
    'hash = 89，然后对 IPv4 地址的前三个字节依次取 (hash · 113 + byte) mod 6271；后端位于列表中 hash mod Σ weight 处，列表中每个后端的宽度等于其权重。若不可用，则再次混入相同的字节，最多 20 次，之后由平滑加权轮询决定。',
  'The backend of a network changes only when the weights do or it is not eligible; with 6,271 hash values the shares are coarse.':
    '仅当权重变化或后端不可用时，一个网段的后端才会变化；只有 6,271 个哈希值，份额较粗。',
  'Where no bucket holds an eligible backend, the first eligible one is picked.':
    '没有任何桶含有可用后端时，选首个可用的后端。',
  'Bucket = top 8 bits of (address + port) · 0x61C88647 mod 2^32 in a table of 256 buckets filled with the backends in turn, each as often in a row as its weight says. If the backend there is not eligible, the buckets at (hash + offset) mod 256 follow for offset = hash, hash + 1, … ; at last the first eligible backend.':
    'bucket = (address + port) · 0x61C88647 mod 2^32 的高 8 位，对应 256 个桶的表，各后端依次填入，每个按权重连续出现相应次数。若该处后端不可用，则依次看 (hash + offset) mod 256 的桶，offset = hash、hash + 1、…；最后取首个可用的后端。',
  'A client that opens new connections is spread; all calls over one connection stay together.':
    '不断新建连接的客户端会被分散；同一连接上的调用保持在一起。',
  'O(1) while all are eligible; no allocation. No randomness, no time.':
    '全部可用时 O(1)；不分配内存。不使用随机数和时间。',
  'map[h mod Σ weight], or the nearest ring point to h': 'map[h mod Σ weight]，或环上离 h 最近的点',
  'Backends are numbered by position.': '后端按位置编号。',
  'A 32-bit hash of the text of the key, optionally avalanched. Map-based: hash mod the slots of WeightMap.':
    '取键文本的 32 位哈希（可选雪崩混合）。映射表方式：hash 对 WeightMap 的槽数取模。',
  'Each backend has 16 points per unit of weight at avalanche(4096·number + i) on a ring, and the nearest point wins, the one below on a tie.':
    '每单位权重每个后端有 16 个点，位于环上的 avalanche(4096·number + i)；最近的点胜出，相同时取较低者。',
  'Consistent, a change moves keys only from or to the changed backend (and only to neighbours on the ring); map-based, nearly all keys move.':
    '一致性方式下，变化只使键移入或移出变化的后端（且只涉及环上的相邻者）；映射表方式下几乎所有键都移动。',
  'Map-based O(n), consistent O(1) expected, more while backends are ineligible; no allocation. Nothing random.':
    '映射表方式 O(n)，一致性方式期望 O(1)，有后端不可用时更多；不分配内存。不含随机。',
  'place ((crc32 >> 16) & 0x7fff) mod Σ weight, or the first ring point at or after crc32':
    '位置 ((crc32 >> 16) & 0x7fff) mod Σ weight，或环上 crc32 处或其后的首个点',
  'The consistent walk passes over any number of ineligible points.': '一致性遍历可以越过任意多个不可用的点。',
  'Consistent, a change moves keys only from or to the changed backend; plain, nearly all keys move when Σ weight changes, but only the keys of a backend that is merely ineligible.':
    '一致性方式下，变化只使键移入或移出变化的后端；普通方式下，Σ weight 变化时几乎所有键都移动，但后端只是不可用时仅移动它的键。',
  'Plain O(n), consistent O(1) expected, more while backends are ineligible; no allocation. Nothing random.':
    '普通方式 O(n)，一致性方式期望 O(1)，有后端不可用时更多；不分配内存。不含随机。',
  'first point at or after the hash; MD5 (weighted) or one-at-a-time':
    '哈希处或其后的首个点；MD5（加权）或 one-at-a-time',
  'Removing a backend moves only its own keys, adding one moves keys only to it (unweighted; weighted, the number of points of all depends on the average weight).':
    '移除后端只移动它自己的键，加入后端只把键移给它（不加权时；加权时所有后端的点数取决于平均权重）。',
  'O(1) expected per pick, more while backends are ineligible, and an MD5 for a key not seen lately; no allocation. Nothing random.':
    '每次选择期望 O(1)，有后端不可用时更多，近期未见过的键另需一次 MD5；不分配内存。不含随机。',
  'first owner after the key with inFlight < ⌈c · (m + 1) / n⌉': '键之后首个满足 inFlight < ⌈c · (m + 1) / n⌉ 的所有者',
  'Placed calls are never moved.': '已放置的调用从不移动。',
  "The ring of ConsistentHash; from the key's place on, the first eligible backend whose calls in flight are below ⌈c · (m + 1) / n⌉, where m calls are in flight to the n eligible backends and this one comes on top.":
    '采用 ConsistentHash 的环；从键的位置起，取首个在途调用少于 ⌈c · (m + 1) / n⌉ 的可用后端，m 为 n 个可用后端的在途调用总数，本调用另计。',
  'No pick ever raises a backend above ⌈c · m / n⌉ calls, m counted after the pick. As c ≥ 1, one is always below.':
    '任何一次选择都不会使后端超过 ⌈c · m / n⌉ 个调用，m 在选择之后计。由于 c ≥ 1，总有一个低于此值。',
  'C = loadFactor, at least 1; infinity is plain consistent hashing.':
    'c = loadFactor，至少为 1；无穷大即普通一致性哈希。',
  'O(n) per pick and one step per point passed over; no allocation. Weights are ignored, nothing random.':
    '每次选择 O(n)，另加每越过一个点一步；不分配内存。忽略权重，不含随机。',
  'b ← ⌊(b + 1) / u⌋ while below n': '小于 n 时 b ← ⌊(b + 1) / u⌋',
  'A key of an ineligible backend is hashed once more among the eligible ones.': '不可用后端的键在可用者中再哈希一次。',
  "A linear congruential generator x ← 2862933555777941757·x + 1 (mod 2^64), seeded with the key, gives one uniform number u per step; from candidate b the next one is ⌊(b + 1)/u⌋, until that is not below n. A key whose backend is not eligible is hashed once more, by the generator's next state, among the eligible ones.":
    '线性同余发生器 x ← 2862933555777941757·x + 1 (mod 2^64)，以键为种子，每步给出一个均匀数 u；从候选 b 出发，下一个为 ⌊(b + 1)/u⌋，直到不小于 n。后端不可用的键用发生器的下一状态在可用者中再哈希一次。',
  'Going from n to n + 1 backends moves a key with probability 1/(n + 1), and only to the new, last one. A backend can leave only at the end of the list without moving others; one that is merely ineligible moves its own keys.':
    '后端从 n 增到 n + 1 时，每个键以概率 1/(n + 1) 移动，且只移到新增的最后一个。后端只能在列表末尾离开才不移动其他键；仅仅不可用时只移动它自己的键。',
  'O(log n) expected; O(n) at times while backends are ineligible; no allocation. Weights are ignored, nothing random.':
    '期望 O(log n)；有后端不可用时有时 O(n)；不分配内存。忽略权重，不含随机。',
  'Score = xorshift*(fnv1a64(key) ⊕ fnv1a64(name)) as unsigned 64-bit numbers; the earlier one on a tie.':
    'score = xorshift*(fnv1a64(key) ⊕ fnv1a64(name))，按无符号 64 位数；相同时取靠前者。',
  'Removing a backend moves only its own keys, adding one moves keys only to it; shares are binomial around 1/n.':
    '移除后端只移动它自己的键，加入后端只把键移给它；份额服从以 1/n 为中心的二项分布。',
  'O(n) per pick, linear by nature; no allocation. Weights are ignored, nothing random.':
    '每次选择 O(n)，本质上是线性的；不分配内存。忽略权重，不含随机。',
  'table[h(key) mod M], filled in turn at (offset + j·skip) mod M':
    'table[h(key) mod M]，轮流在 (offset + j·skip) mod M 处填入',
  'Backend i prefers the places (offsetᵢ + j·skipᵢ) mod M for j = 0, 1, …; the backends take turns, each taking its most preferred place that is free, until all M (a prime) are taken. offset = (h >> 32) mod M, skip = (h mod 2^32) mod (M − 1) + 1 with h = fnv1a64(name); a key goes to the place fnv1a64(text) mod M.':
    '后端 i 偏好位置 (offsetᵢ + j·skipᵢ) mod M，j = 0、1、…；各后端轮流占用其最偏好的空闲位置，直到 M 个（质数）位置全部占满。offset = (h >> 32) mod M，skip = (h mod 2^32) mod (M − 1) + 1，h = fnv1a64(name)；键落在位置 fnv1a64(text) mod M。',
  'Shares differ by at most one place of M. When a backend goes, besides its own places some others change too, a few per cent at most for M above 100 times the number of backends.':
    '份额最多相差 M 中的一个位置。后端离开时，除它自己的位置外还有少数其他位置变化；M 大于后端数的 100 倍时至多百分之几。',
  'O(M log M) expected to build (on each change of the eligible set), O(n) per pick to notice a change; no allocation then. Weights are ignored, nothing random.':
    '构建期望 O(M log M)（每次可用集合变化时），每次选择 O(n) 以发现变化；此后不分配内存。忽略权重，不含随机。',
  'argmin inFlight over d distinct random eligible backends; P(≥ k calls) → ρ^((d^k − 1)/(d − 1))':
    '在 d 个不同的随机可用后端上取 argmin inFlight；P(≥ k 个调用) → ρ^((d^k − 1)/(d − 1))',
  'The d are distinct.': 'd 个候选互不相同。',
  'A partial Fisher–Yates shuffle of the indices draws backends without replacement, ineligible ones are passed over, until d are drawn or none is left; the smallest inFlight wins, the first drawn on a tie. The shuffle is undone afterwards, so that a pick depends on the draws alone.':
    '对下标作部分 Fisher–Yates 洗牌，无放回地抽取后端，越过不可用者，直到抽满 d 个或没有剩余；inFlight 最小者胜出，相同时取先抽中的。洗牌随后撤销，使选择只取决于抽取结果。',
  'With n servers at load ρ and n → ∞ the share with at least k calls is ρ^((d^k − 1)/(d − 1)). d = 1 is random choice; d ≥ n is the least busy of all.':
    'n 台服务器、负载 ρ、n → ∞ 时，至少有 k 个调用的比例为 ρ^((d^k − 1)/(d − 1))。d = 1 即随机选择；d ≥ n 即全部中最空闲者。',
  'O(d) while all are eligible, at most O(n); one draw for each backend looked at; no allocation. Weights are ignored.':
    '全部可用时 O(d)，最多 O(n)；每查看一个后端抽取一次；不分配内存。忽略权重。',
  'argmin of two: cost · (inFlight + 1); cost ← max(x, EWMA(x))':
    '两者取 argmin：cost · (inFlight + 1)；cost ← max(x, EWMA(x))',
  'Pairs are uniform over distinct eligible backends.': '在不同的可用后端对上均匀抽取。',
  'Each backend has a cost c. An observation x after time Δ gives c ← x if x > c, else c·e^(−Δ/τ) + x·(1 − e^(−Δ/τ)): a slow answer counts at once, a fast one only by and by. load = c·(inFlight + 1); a backend with calls in flight but no history has a load of 2^47 − 1 + inFlight, so that it gets one probe first. Reading the load also observes 0.':
    '每个后端有一个成本 c。经过时间 Δ 后观测到 x：若 x > c 则 c ← x，否则 c·e^(−Δ/τ) + x·(1 − e^(−Δ/τ))：慢应答立即计入，快应答逐渐计入。load = c·(inFlight + 1)；有在途调用但没有历史的后端，其负载为 2^47 − 1 + inFlight，因此先只得到一次探测。读取负载也相当于观测到 0。',
  'A backend that has answered nothing for Δ is worth e^(−Δ/τ) of its cost, so that it is tried again.':
    'Δ 内没有应答的后端，其成本按 e^(−Δ/τ) 折减，因此会被再次尝试。',
  'Latency, τ = decayMs [ms].': '延迟，τ = decayMs [ms]。',
  'An earlier now counts as no time passed, and becomes the time of the last observation (tested).':
    '较早的 now 视为没有经过时间，并成为上次观测的时刻（有测试）。',
  'O(1) and two exponentials while all are eligible, otherwise O(n) at times; two or four draws; no allocation.':
    '全部可用时 O(1) 和两次指数运算，否则有时 O(n)；抽取两到四次；不分配内存。',
  'ejected for base · (times ejected + 1), at most the longest ejection':
    '驱逐 base · (已驱逐次数 + 1)，不超过最长时长',
  'Only failures in a row count; backends come back at the exact time; all are used when all are ejected.':
    '只计连续失败；后端恰在其时刻恢复；全部被驱逐时全部使用。',
  'ConsecutiveFailures failures in a row of one backend eject it for baseEjectionMs · (times ejected so far + 1), at most maxEjectionMs. Each intervalMs in which it stayed in takes one off that count. No backend is ejected while ejected/n is maxEjectedShare or more already, except that the first one always may be. When all that the caller offers are ejected, ejection is disregarded: a call to a suspect is better than none.':
    '一个后端连续失败 consecutiveFailures 次后被驱逐 baseEjectionMs · (已驱逐次数 + 1)，最长 maxEjectionMs。每经过一个未被驱逐的 intervalMs，该次数减一。已驱逐/n 不小于 maxEjectedShare 时不再驱逐，但首个总可以被驱逐。调用方提供的后端全被驱逐时忽略驱逐：调用有嫌疑的总比不调用好。',
  'With n > 1/maxEjectedShare backends at most ⌈maxEjectedShare · n⌉ are out at a time.':
    '后端数 n > 1/maxEjectedShare 时，同时最多有 ⌈maxEjectedShare · n⌉ 个被驱逐。',
  '[ms], share of all backends in [0, 1].': '[ms]，占全部后端的比例，在 [0, 1] 内。',
  'Now is compared with stored times only; an earlier now brings nobody back early.':
    'now 只与保存的时间比较；较早的 now 不会使任何后端提前恢复。',
  'O(n) per pick to bring the eligible list up to date, O(1) else; no allocation. No randomness of its own.':
    '每次选择 O(n) 以更新可用列表，其余 O(1)；不分配内存。自身不使用随机数。',
  'smooth weights': '平滑权重 (smooth weights)',
  'The rotation that nginx uses to share calls by weight without bunching them.':
    'nginx 用来按权重分配调用而不使其扎堆的轮换。',
  'Each backend has a credit, at first 0. A pick adds to the credit of every candidate its weight, takes the one with the largest credit (the earlier one on a tie) and takes the sum of the added weights off it.':
    '每个后端有一个积分，初始为 0。每次选择给每个候选的积分加上其权重，取积分最大者（相同时取靠前者），并从中减去所加权重之和。',
  'Credits of a fixed candidate set sum to 0, and in each run of (sum of weights) picks every backend is picked exactly its weight in times.':
    '候选集合固定时积分之和为 0；在每连续（权重之和）次选择中，每个后端恰被选中其权重次。',
  'weight map': '权重映射表 (weight map)',
  "A table in which each eligible backend stands as often as its weight says, spread out: HAProxy's server map.":
    '每个可用后端按权重出现相应次数并均匀铺开的表：HAProxy 的服务器映射表。',
  'Whole weights divided by their greatest common divisor; then, slot by slot, every backend gains its weight in score, the one with the largest floor((score + total) / total) takes the slot (the earlier one on a tie) and loses the total. Weights 5, 1, 1 give a a a b a a c.':
    '整数权重除以最大公约数；然后逐槽进行，每个后端的分数加上其权重，floor((score + total) / total) 最大者取得该槽（相同时取靠前者）并减去总和。权重 5、1、1 得到 a a a b a a c。',
  'A backend of weight w has exactly w/gcd slots.': '权重为 w 的后端恰有 w/gcd 个槽。',
  'O(n · total weight) to build, O(1) to look up.': '构建 O(n · 总权重)，查找 O(1)。',
  'Who gets the calls': '谁得到调用',
  'Calls of 10 ms on average, one at a time at each backend. Each bar is divided as the calls are; at its end how long calls took. A slow backend shows who looks at the load and who does not.':
    '调用平均耗时 10 ms，每个后端一次处理一个。每个条形按调用分配；末尾是调用耗时。有慢后端时，就能看出谁关注负载、谁不关注。',
  Backends: '后端数',
  'Weight of the first': '首个后端的权重',
  'All others weigh 1.': '其余权重均为 1。',
  'The last is slower': '末个后端变慢',
  'By this factor.': '慢这么多倍。',
  'Of what the backends could do together.': '占全部后端处理能力的比例。',
  'Different addresses, some busier than others.': '不同的地址，有的更忙。',
  'A backend leaves': '一个后端离开',
  'Each key is placed, then a backend is taken out and each key is placed again. A balancer that holds keys together moves only those that it must. Where the same key asks twice and gets two answers, there is nothing to move.':
    '先放置每个键，然后移除一个后端，再放置一次。能聚拢键的均衡器只移动必须移动的键。若同一个键问两次得到两个答案，也就谈不上移动。',
  'Before one leaves.': '离开之前的数量。',
  'How many are asked for.': '会访问的键数。',
  Leaves: '离开者',
  'Which one.': '哪一个。',
  'the first': '第一个',
  'the last': '最后一个',
  'A backend that fails is taken out': '失败的后端被摘除',
  'It is tried again after a while, and stays out longer each time it fails anew.':
    '过一阵会重新试用；每次再失败，摘除的时间都更长。',
  'That take turns.': '轮流使用的后端。',
  'Backend 1 fails': '后端 1 的失败率',
  'Share of its calls, from the 10th to the 40th second.': '第 10 到第 40 秒之间其调用的失败比例。',
  'All fail': '全部的失败率',
  'Share of calls, at any time.': '任何时候调用的失败比例。',
}
