/** Names, helps and parameters of the algorithms of clocks, in Simplified Chinese. */
export const algorithmsClocks: { readonly [english: string]: string } = {
  'Lamport clock': 'Lamport 时钟 (Lamport clock)',
  'One counter; a cause has a smaller stamp than its effect, but concurrent events look ordered too.':
    '只有一个计数器；原因的时间戳小于结果，但并发事件看起来也有先后。',
  'Vector clock': '向量时钟 (Vector clock)',
  'A counter per node; tells concurrent events apart from ordered ones, at the price of a stamp as long as the cluster.':
    '每个节点一个计数器；能区分并发与有序事件，代价是时间戳与集群一样长。',
  'Hybrid logical clock': '混合逻辑时钟 (Hybrid logical clock)',
  'Physical time with a counter: causes come first, and stamps stay near the clock on the wall.':
    '物理时间加计数器：原因在前，且时间戳接近真实时间。',
  'Drifting clock': '漂移时钟 (Drifting clock)',
  'Off by an offset that grows with time; jumps when a fault says so.': '偏差随时间增长；发生时钟跳变故障时会跳变。',
  Offset: '偏移',
  'How far the clock is ahead at the start; negative is behind.': '开始时时钟快多少；负值表示慢。',
  'How much faster than true time the clock runs; 0.2 is 200 parts per million.':
    '时钟比真实时间快多少；0.2 即百万分之 200。',
  'Bounded uncertainty': '有界不确定度 (Bounded uncertainty)',
  'Gives an interval that holds the true time; a commit waits until its timestamp has surely passed.':
    '给出包含真实时间的区间；提交要等到其时间戳确定已过。',
  'Base uncertainty': '基础不确定度',
  'Uncertainty right after a correction.': '刚校正后的不确定度。',
  'Drift bound': '漂移上界',
  'How fast the uncertainty grows between corrections; 0.2 is 200 parts per million.':
    '两次校正之间不确定度增长的快慢；0.2 即百万分之 200。',
  'Correction interval': '校正间隔',
  'Time between corrections; a longer one lets the uncertainty grow further.':
    '两次校正之间的时间；越长，不确定度增长越多。',
  Bias: '偏差',
  'Part of the uncertainty by which the clock really is ahead (negative: behind).':
    '时钟实际快出的部分占不确定度的比例（负值表示慢）。',
  'Version vector': '版本向量 (Version vector)',
  'A counter per replica tells whether one copy is newer, or both were changed apart.':
    '每个副本一个计数器，用来判断某个副本更新，还是两者各自被修改。',
  'Copies of the value.': '该值的副本数量。',
}
