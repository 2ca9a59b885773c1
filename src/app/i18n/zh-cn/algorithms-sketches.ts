/** Names, helps and parameters of the algorithms of sketches, in Simplified Chinese. */
export const algorithmsSketches: { readonly [english: string]: string } = {
  'Bloom filter': '布隆过滤器 (Bloom filter)',
  'Says whether a key was ever added; "no" is certain, "yes" is wrong with a small probability.':
    '判断键是否曾被加入；“否”一定正确，“是”有小概率出错。',
  'How many keys the filter is made for; more of them raise the false positives.':
    '过滤器按多少个键设计；超出则误报增加。',
  'False positives': '误报率',
  'Share of absent keys that it may take for present when full.': '装满时把不存在的键误认为存在的比例。',
  'Count-min sketch': 'Count-min 草图 (Count-min sketch)',
  'Counts how often each key was seen in fixed memory; never too low.': '用固定内存统计每个键出现的次数；从不偏低。',
  Error: '误差',
  'By how much of everything counted an answer may be too high.': '结果最多可偏高多少，以占总计数的比例表示。',
  Failure: '失败概率',
  'Share of answers that may be further off.': '偏差可能更大的结果所占比例。',
  'Conservative update': '保守更新',
  'Raise only the counters that must be: fewer overestimates.': '只增加必须增加的计数器：高估更少。',
  'Merkle tree': '默克尔树 (Merkle tree)',
  'One hash for a whole list; replicas compare trees to find what differs without sending everything.':
    '整个列表对应一个哈希；副本比较树即可找出差异，无需全部发送。',
  'HDR histogram': 'HDR 直方图 (HDR histogram)',
  'Percentiles of any number of values in 20 KiB, each within one per cent.':
    '用 20 KiB 求任意多个值的百分位，误差各在 1% 以内。',
  'Wilson lower bound': '威尔逊下界 (Wilson lower bound)',
  'A cautious share of successes: few observations count for little.': '对成功比例的谨慎估计：观测少则分量轻。',
  Confidence: '置信度',
  'How sure to be that the true share lies between both ends.': '真实比例落在两端之间的把握有多大。',
  'Moving average (EMA)': '指数滑动平均 (EMA)',
  'An average that forgets by the number of values.': '按值的个数遗忘的平均值。',
  Weight: '权重',
  'Weight of each new value; more follows faster and is noisier.': '每个新值的权重；越大跟随越快，噪声也越大。',
  'Adjusted start': '起始修正',
  'Divide by the sum of weights, so that the first value does not dominate.': '除以权重之和，使首个值不会占主导。',
  'Moving average over time': '按时间的滑动平均 (Moving average over time)',
  'An average that forgets by age.': '按时间远近遗忘的平均值。',
  'Time constant': '时间常数',
  'After this time a value has 37 % of its weight left.': '经过这段时间后，一个值还剩 37% 的权重。',
}
