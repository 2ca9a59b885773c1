/** Replicated store in Simplified Chinese. */
export const blocksReplicated: { readonly [english: string]: string } = {
  'Replicated store': '多副本存储',
  'Keeps copies of each value in several databases, and waits for as many answers as it is told.':
    '在多个数据库中保存每个值的副本，并等待设定数量的应答。',
  'Each connection that leaves is a copy: a database with a pool, a network and faults of its own. A write goes to all copies that are taken to be there and is done when W of them have confirmed it; a read asks R copies and gives the newest value. With R + W > N every read meets the last write that was done; with less, reads are quicker and some are old: they are counted exactly.':
    '每条出边是一个副本：一个拥有自己的连接池、网络与故障的数据库。写入发往所有被认为在线的副本，有 W 个确认即完成；读取询问 R 个副本并取最新值。当 R + W > N 时，每次读取都能见到最近完成的写入；否则读取更快，但有些是旧值：均精确计数。',
  'A copy that does not answer is passed by for a while, so what is to happen to a call that gets no answer, its timeout and retries, belongs to its connection. When too few copies are there the store refuses: that is the price of consistency. Sloppy quorums let spares stand in and go on, at the price of old reads. In a chain a write passes through all copies, and the last one serves the reads.':
    '不应答的副本会被绕过一段时间，因此得不到应答的调用如何处理，即超时与重试，由其连线决定。在线副本过少时存储会拒绝：这是一致性的代价。宽松法定人数 (sloppy quorum) 让备用节点顶替并继续，代价是读到旧值。在链式复制中，写入依次经过所有副本，由最后一个提供读取。',
  'What a copy missed it gets later: as a hint that is kept until it answers again, or from a read that sees it is behind. Without either it stays behind until the key is written again. A write that failed is not taken back: some copies may have it, and show it.':
    '副本错过的写入会在之后补上：或由提示 (hint) 保留到它再次应答，或由发现它落后的读取补上。两者都没有时，它会一直落后，直到该键再次被写入。失败的写入不会撤回：部分副本可能已有它，并会读到它。',
  'All calls come through one store, which numbers the writes, so that no two of them are concurrent; conflicts between several stores over the same copies are not modelled, nor is comparing copies in the background.':
    '所有调用都经过同一个存储，由它给写入编号，因此没有并发写入；未对多个存储共用副本时的冲突建模，也未对后台比对副本建模。',
  'Which copies a read or write goes to, and for how many answers it waits.': '读写发往哪些副本，以及等待多少个应答。',
  'How copies are kept': '方案',
  Hints: '提示移交',
  'Whether writes are kept for copies that missed them.': '是否为错过写入的副本保留这些写入。',
  'Whether a read that sees copies behind others brings these up to date.': '读取发现有副本落后时，是否将其更新。',
  'Passed by for': '绕过时间',
  'How long a copy that did not answer is taken to be away.': '未应答的副本在多长时间内视为不在线。',
  'Own time': '自身耗时',
  'Time that the store itself takes for a call, before it asks the copies.':
    '存储在询问副本之前自身处理一次调用的时间。',
  query: '查询',
  'Reads answered.': '已应答的读取数。',
  'Writes confirmed by enough copies.': '获得足够副本确认的写入数。',
  'Reads older than what had been confirmed when they began.': '比开始时已确认内容更旧的读取数。',
  unavailable: '不可用',
  'Calls that failed because too few copies answered.': '因应答副本过少而失败的调用数。',
  hints: '提示',
  'Writes kept for copies that missed them.': '为错过写入的副本保留的写入数。',
  repaired: '已修复',
  'Copies brought up to date by reads.': '由读取更新的副本数。',
  'Three copies, one of them away': '三个副本，其一离线',
  '"{name}" is to keep {copies} copies and calls {count}': '“{name}”要保存 {copies} 个副本，却连接了 {count} 个',
  'connect more databases or keep fewer copies': '请连接更多数据库，或减少副本数',
  'keep more copies': '请增加副本数',
  '"{copy}" is a copy of "{name}" and called over another connection, too, whose writes have other numbers':
    '“{copy}”是“{name}”的副本，又被另一条连线调用，其写入的编号不同',
  'let each copy be called by one store only, once': '让每个副本只被一个存储调用，且只有一条连线',
  '"{copy}" is a copy of "{name}" and answers reads from read replicas, which may be behind what it has confirmed':
    '“{copy}”是“{name}”的副本，却由只读副本应答读取，可能落后于它已确认的内容',
  'set its read replicas to 0': '请将其只读副本数设为 0',
  'a copy of "{name}" that was away comes back into the chain without what it missed':
    '“{name}”的副本离线后回到链中时，没有它错过的写入',
  'let hints be kept': '请保留提示',
}
