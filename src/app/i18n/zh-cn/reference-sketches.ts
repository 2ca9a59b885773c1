/** What the reference page says about sketches, in Simplified Chinese. */
export const referenceSketches: { readonly [english: string]: string } = {
  Sketches: '草图结构 (Sketches)',
  'Small summaries of a stream of values.': '数值流的小型摘要。',
  'Numbers are hashed instead of bytes, by another hash. Bits are not rounded up to a multiple of 64.':
    '对数字而不是字节取哈希，哈希函数不同。位数不向上取整为 64 的倍数。',
  'A key sets k of m bits, at g_i = h1 + i·h2; it may be there if all of them are set.':
    '一个键设置 m 位中的 k 位，位于 g_i = h1 + i·h2；全部被设置时键可能存在。',
  Formula: '公式',
  'M = ⌊−n·ln p/(ln 2)²⌋ bits, k = max(1, round(m/n·ln 2)) hashes for n keys and a false positive share of p.':
    'n 个键、误报比例为 p 时，m = ⌊−n·ln p/(ln 2)²⌋ 位，k = max(1, round(m/n·ln 2)) 个哈希。',
  'No false negatives; with n keys about p false positives, (1 − e^(−kn/m))^k in theory.':
    '没有漏报；n 个键时误报约为 p，理论值为 (1 − e^(−kn/m))^k。',
  'Expected [count], falsePositives [share]. Time: not used.': 'expected [个]，falsePositives [比例]。时间：不使用。',
  'O(k), about 5 ns a hash, no allocation. Randomness: none. Throws: ParamError from the constructor only.':
    'O(k)，每个哈希约 5 ns，不分配内存。随机性：无。抛出：仅构造函数抛出 ParamError。',
  'least of d counters; w = ⌈e/ε⌉, d = ⌈ln(1/δ)⌉': 'd 个计数器的最小值；w = ⌈e/ε⌉，d = ⌈ln(1/δ)⌉',
  'Rows are hashed by a seeded finaliser, not by a pairwise independent family. Counters stop at 2^32 − 1.':
    '各行用带种子的终混函数取哈希，而不是两两独立的函数族。计数器在 2^32 − 1 处停止。',
  'D rows of w counters; a key adds to one counter of each row, and the least of them is the answer. With conservative update only counters that would be below the new answer are raised.':
    'd 行、每行 w 个计数器；键在每行的一个计数器上累加，其中最小者为结果。保守更新时只增加会低于新结果的计数器。',
  'W = ⌈e/ε⌉, d = ⌈ln(1/δ)⌉.': 'w = ⌈e/ε⌉，d = ⌈ln(1/δ)⌉。',
  'Truth ≤ estimate ≤ truth + ε·N with probability at least 1 − δ, N being the sum of everything added.':
    '真实值 ≤ 估计值 ≤ 真实值 + ε·N 的概率至少为 1 − δ，N 为所有累加之和。',
  'Error, failure [share]. Time: not used.': '误差、失败概率 [比例]。时间：不使用。',
  'O(d), about 5 ns a row, no allocation; counters stop at 2^32 − 1. Randomness: none.':
    'O(d)，每行约 5 ns，不分配内存；计数器在 2^32 − 1 处停止。随机性：无。',
  'leaf = H(00 ‖ data), node = H(01 ‖ left ‖ right), H = SHA-256':
    '叶子 = H(00 ‖ 数据)，节点 = H(01 ‖ 左 ‖ 右)，H = SHA-256',
  'Leaves can be replaced. Consistency proofs are left out.': '叶子可以替换。不含一致性证明。',
  'Leaf = SHA-256(00 ‖ data), node = SHA-256(01 ‖ left ‖ right); n leaves split at the largest power of two below n. The empty list hashes to SHA-256 of nothing.':
    '叶子 = SHA-256(00 ‖ 数据)，节点 = SHA-256(01 ‖ 左 ‖ 右)；n 个叶子在小于 n 的最大 2 的幂处拆分。空列表的哈希为空内容的 SHA-256。',
  'Equal roots mean equal lists, unless SHA-256 collides; d differing leaves are found with O(d·log n) comparisons.':
    '根相等意味着列表相等，除非 SHA-256 碰撞；用 O(d·log n) 次比较找出 d 个不同的叶子。',
  'Positions [count]. Time: not used.': '位置 [个]。时间：不使用。',
  'O(log n) hashes (amortised 1) to append, O(log n) to replace or for the root; 64 bytes a leaf.':
    '追加 O(log n) 次哈希（均摊 1 次），替换或求根 O(log n)；每个叶子 64 字节。',
  'bucket = exponent and top 6 fraction bits; percentile = middle of the bucket of the nearest rank':
    '桶 = 指数和小数最高 6 位；百分位 = 最近秩所在桶的中点',
  'Fixed range from 2^−10 to 2^30 ms. No correction for coordinated omission.':
    '范围固定为 2^−10 到 2^30 ms。不修正协同遗漏。',
  'Not used. Randomness: none. Throws: never.': '不使用。随机性：无。抛出：从不。',
  '(p̂ + z²/2n − z·√(p̂(1 − p̂)/n + z²/4n²)) / (1 + z²/n), z the normal quantile of the two-sided confidence.':
    '(p̂ + z²/2n − z·√(p̂(1 − p̂)/n + z²/4n²)) / (1 + z²/n)，z 为双侧置信度对应的正态分位数。',
  'The true share is below it in about (1 − confidence)/2 of all cases. 0 without observations.':
    '约在 (1 − 置信度)/2 的情况下真实比例低于它。没有观测时为 0。',
  'Confidence, answers [share]. Time: not used. Cost: O(1). Randomness: none.':
    '置信度、结果 [比例]。时间：不使用。代价：O(1)。随机性：无。',
  'Infinite values are ignored.': '忽略无穷大的值。',
  'Y ← (1 − α)·y + α·x from y = x₀. Adjusted: Σ(1 − α)^i·x_{t−i} ÷ Σ(1 − α)^i, which gives the first values no more weight than their age allows.':
    'y ← (1 − α)·y + α·x，从 y = x₀ 开始。起始修正：Σ(1 − α)^i·x_{t−i} ÷ Σ(1 − α)^i，使最初的值不超过其远近应有的权重。',
  'Lies between the least and the largest value so far.': '介于迄今的最小值和最大值之间。',
  'Alpha [share]; 2/(span + 1) for a span. Time: not used. Cost: O(1), no allocation. Randomness: none.':
    'α [比例]；给定跨度时为 2/(span + 1)。时间：不使用。代价：O(1)，不分配内存。随机性：无。',
  'Times going backwards count as no time passed. Infinite values are ignored.':
    '时间倒退视为没有经过时间。忽略无穷大的值。',
  'W = e^(−Δt/τ), y ← w·y + (1 − w)·x from y = x₀. Adjusted: every value weighs e^(−age/τ), divided by the sum of the weights, so that values at the same time count alike.':
    'w = e^(−Δt/τ)，y ← w·y + (1 − w)·x，从 y = x₀ 开始。起始修正：每个值的权重为 e^(−age/τ)，再除以权重之和，因此同一时刻的值权重相同。',
  'TauMs, times [ms]; τ = half-life ÷ ln 2. Time: an earlier time than before counts as no time passed.':
    'tauMs、时间 [ms]；τ = 半衰期 ÷ ln 2。时间：早于之前的时间视为没有经过时间。',
  'O(1), about 15 ns, no allocation. Randomness: none. Throws: ParamError from the constructor only.':
    'O(1)，约 15 ns，不分配内存。随机性：无。抛出：仅构造函数抛出 ParamError。',
  'sha 256': 'SHA-256 哈希 (SHA-256)',
  'SHA-256 of bytes, in 32-bit integer arithmetic.': '以 32 位整数运算实现的字节 SHA-256。',
  'About 1 µs for a short message; allocates only the result.': '短消息约 1 µs；只为结果分配内存。',
  'Yes, though it was never added': '从未加入，却答“是”',
  'A filter is built for a number of keys. Beyond it, more and more keys that were never added seem to be there.':
    '过滤器按一定的键数构建。超出之后，越来越多从未加入的键看起来像是存在。',
  'Keys added': '加入的键数',
  'Up to this many.': '最多到这么多。',
  'How often a key came': '一个键出现了多少次',
  'Estimates are never too low. Frequent keys come out right; rare ones share their cells with others and seem more frequent than they are.':
    '估计从不偏低。常见的键估得准；罕见的键与其他键共用单元，看起来比实际更频繁。',
  'Different keys': '不同键数',
  'Some far more frequent than others.': '有些远比其他键频繁。',
  'Counted in all.': '计数总量。',
  'Finding what differs between two copies': '找出两个副本的差异',
  'Equal hashes mean that everything below is equal and need not be looked at. A few differences are found with few comparisons.':
    '哈希相等说明其下全部相等，无需再看。少量差异只需少量比较即可找到。',
  'In each of two copies.': '两个副本各自的条目数。',
  'Entries that are not the same in both.': '两者中不相同的条目。',
  'Percentiles without keeping the values': '不保存数值也能得到百分位',
  'Buckets grow with the values, so that the error stays the same share of the value wherever it lies.':
    '桶随数值增大而变宽，因此无论数值落在哪里，误差都占相同比例。',
  Values: '数值个数',
  'Measured.': '测量的数量。',
  Mean: '均值',
  'Of what is measured.': '被测量的均值。',
  'How good it is at least': '至少有多好',
  'After few trials little is certain, and the bound says so: three successes of three are not better than ninety of a hundred.':
    '试验少时几乎没有定论，下界也如实反映：三次成功三次，并不比一百次成功九十次更好。',
  Good: '真实好率',
  'True share of good outcomes.': '真实的好结果比例。',
  'Following a level that jumps': '跟随会跳变的水平',
  'Dots are values. An average by value forgets after so many values, one by time after so long, however many came.':
    '点是数值。按个数的平均在若干个值之后遗忘，按时间的平均在一段时间之后遗忘，不论来了多少个值。',
  Noise: '噪声',
  'How far values scatter, as a share of their level.': '数值的离散程度，以占其水平的比例表示。',
  'Time between values': '数值间隔',
  'On average; it becomes four times longer in the last third.': '平均值；在最后三分之一变为四倍。',
}
