/** What the reference page says about transactions, in Simplified Chinese. */
export const referenceTransactions: { readonly [english: string]: string } = {
  Transactions: '事务 (Transactions)',
  'Coordinators that ask participants, and protocols whose states can be explored.':
    '询问参与者的协调者，以及可以穷举状态的协议。',
  'commit ⇔ "prepared" heard from all; until then abort is possible': '提交 ⇔ 听到全部“已准备”；此前都可以中止',
  'decisions are repeated until confirmed': '决定会重复发送，直到得到确认',
  'A manager that prepares says so; the coordinator commits when it heard that of all, and may abort any time before. Managers follow the decision. Messages once sent stay sent, which covers loss, delay, repetition and reordering.':
    '准备好的资源管理器会告知；协调者听到全部如此后提交，此前任何时候都可中止。管理器遵从决定。发出的消息始终有效，这涵盖了丢失、延迟、重复和乱序。',
  'Implements transaction commit (see transaction-commit.ts): never committed here and aborted there. A prepared manager that hears nothing can decide nothing: it is blocked.':
    '实现事务提交（见 transaction-commit.ts）：绝不会一处提交、另一处中止。已准备而收不到消息的管理器什么也不能决定：它被阻塞。',
  'O(1) per action, O(managers) per question about all; allocation only when built. Randomness: none.':
    '每个动作 O(1)，涉及全部的询问 O(管理器数)；仅在构造时分配内存。随机性：无。',
  'prepare by all → pre-commit by all → commit; silence: ready aborts, pre-committed commits':
    '全部准备 → 全部预提交 → 提交；沉默时：已就绪者中止，已预提交者提交',
  'no election of a new coordinator': '不选举新的协调者',
  'Prepare; when all said yes, pre-commit; when all confirmed or were waited for, commit. A refusal or silence in the first phase aborts. A silent participant in the second does not stop the commit: it finds out when it is back.':
    '准备；全部同意后预提交；全部确认或等待过后提交。第一阶段的拒绝或沉默导致中止。第二阶段沉默的参与者不会阻止提交：它恢复后会得知。',
  'With crashes only, no participant is blocked (see participant.ts); with a partition two sides can decide differently.':
    '只有崩溃时，没有参与者被阻塞（见 participant.ts）；有分区时两侧可能作出不同决定。',
  'O(participants) per phase. Randomness: none. Throws: ParamError when a transaction over no participants is begun.':
    '每阶段 O(参与者数)。随机性：无。抛出：事务没有参与者时抛出 ParamError。',
  'confirm all ⇔ all tries succeeded; otherwise cancel all': '全部确认 ⇔ 所有尝试成功；否则全部取消',
  'tries go out together': '各次尝试同时发出',
  'All are asked to try. When all did, the transaction is decided and each is asked to confirm until it has. At the first refusal or silence it is decided the other way and each, also one that never tried, is asked to cancel until it has.':
    '请求全部进行尝试。全部成功则事务已定，逐一请求确认直到完成。首次拒绝或沉默则反向决定，逐一请求取消直到完成，包括从未尝试过的。',
  'Confirmed everywhere or cancelled everywhere in the end, if participants filter with the branch barrier.':
    '只要参与者用分支屏障过滤，最终会在各处全部确认或全部取消。',
  'O(1) per reply. Randomness: none. Throws: ParamError when a transaction over no participants is begun.':
    '每个应答 O(1)。随机性：无。抛出：事务没有参与者时抛出 ParamError。',
  'T1 … Tj fails ⇒ C(j−1) … C1': 'T1 … Tj 失败 ⇒ C(j−1) … C1',
  'a refused step is not compensated; one that timed out is': '被拒绝的步骤不补偿；超时的步骤要补偿',
  'T1, T2, … in order. When Tj is refused, C(j−1) … C1 follow. A compensation is repeated until it is done.':
    '按序执行 T1、T2、…。Tj 被拒绝时执行 C(j−1) … C1。补偿会重复直到完成。',
  'Ends with T1 … Tn, or with T1 … T(j−1) and all of their compensations. In between others see the half-done state. A step that timed out may have been carried out, so it is compensated too: the branch barrier turns that into nothing if it was not.':
    '以 T1 … Tn 结束，或以 T1 … T(j−1) 及其全部补偿结束。其间其他请求会看到中间状态。超时的步骤可能已执行，因此也要补偿：若未执行，分支屏障使补偿不起作用。',
  'run ⇔ own row inserted, and for an undo the row of its operation was there':
    '执行 ⇔ 自身的行插入成功，且撤销时其操作的行已存在',
  'One barrier number per branch; inserts and business code are one transaction by assumption.':
    '每个分支一个屏障编号；假定插入与业务代码在同一事务中。',
  "A table with a unique key (branch, operation). An undoing operation (cancel, compensate) first inserts the operation it undoes, then itself; any other inserts only itself. The business code runs when the operation's own insert worked and, for an undoing one, the insert of what it undoes did not.":
    '一张带唯一键（分支，操作）的表。撤销操作（取消、补偿）先插入其所撤销的操作，再插入自身；其他操作只插入自身。当操作自身的插入成功，且撤销操作对其所撤销者的插入未成功时，执行业务代码。',
  'An undo that comes before its operation does nothing (null compensation) and the late operation is refused (dangling); a repeat does nothing.':
    '先于其操作到来的撤销不起作用（空补偿），迟到的操作被拒绝（悬挂）；重复不起作用。',
  'O(1) per call; memory grows with branches until BranchBarrier.forget. Randomness: none. Throws: nothing.':
    '每次调用 O(1)；内存随分支增长，直到 BranchBarrier.forget。随机性：无。抛出：无。',
  'T₁ … Tⱼ fails → C₍ⱼ₋₁₎ … C₁, by events': 'T₁ … Tⱼ 失败 → C₍ⱼ₋₁₎ … C₁，由事件驱动',
  'Step i acts on "done" of step i − 1 and says "done" or "failed"; it compensates on "undone" or "failed" of step i + 1 and then says "undone". Step 0 starts by itself. Events may come twice or late; each has effect once.':
    '步骤 i 响应步骤 i − 1 的“完成”，并发出“完成”或“失败”；它响应步骤 i + 1 的“已撤销”或“失败”进行补偿，然后发出“已撤销”。步骤 0 自行开始。事件可以重复或迟到；每个只生效一次。',
  'As the orchestrated saga, if every event arrives in the end. Nobody knows the outcome but the first and last step.':
    '若每个事件最终都到达，则与编排式 saga 相同。除首尾两步外，没有谁知道结果。',
  'O(1). Randomness: none. Throws: nothing.': 'O(1)。随机性：无。抛出：无。',
  'committed ⇒ published at least once; rolled back ⇒ never': '已提交 ⇒ 至少发布一次；已回滚 ⇒ 绝不发布',
  'A commit stores the business row and the event row, or neither. A relay publishes unsent rows in order and then marks them sent. A crash between the two publishes the row again.':
    '提交时业务行与事件行要么都写入，要么都不写入。中继按序发布未发送的行，然后标记为已发送。两者之间崩溃会再次发布该行。',
  'Each event of a committed transaction is published at least once, none of a rolled-back one ever.':
    '已提交事务的每个事件至少发布一次，回滚事务的事件绝不发布。',
  'O(1) per operation, amortised. Randomness: none. Throws: nothing.': '每次操作均摊 O(1)。随机性：无。抛出：无。',
  'visible ⇔ committed by the sender, at once or when asked back': '可见 ⇔ 发送方已提交，立即或在回查时',
  'Interval and number of questions are per queue.': '回查的间隔和次数按队列设置。',
  'The sender stores a half message, runs its transaction, and commits or rolls back the message. If neither comes, the broker asks back after checkAfterMs and again every checkEveryMs; after maxChecks questions without a clear answer it rolls back.':
    '发送方存入半消息，执行其事务，然后提交或回滚消息。两者都未到来时，消息代理在 checkAfterMs 后回查，之后每 checkEveryMs 一次；回查 maxChecks 次仍无明确答复则回滚。',
  'A consumer sees only committed messages. A sender that answers truthfully in time never loses or invents one.':
    '消费者只看到已提交的消息。及时如实答复的发送方绝不会丢失或凭空产生消息。',
  'CheckAfterMs, checkEveryMs [ms], maxChecks [count]. Time: due at exactly its time; the last question is given one more checkEveryMs for its answer. Cost: O(1) per message, O(open) per question of what is due. Randomness: none.':
    'checkAfterMs、checkEveryMs [ms]，maxChecks [个]。时间：恰在其时刻到期；最后一次回查再给一个 checkEveryMs 等待答复。代价：每条消息 O(1)，每次查询到期者 O(未决数)。随机性：无。',
  'attempts ≤ intervals + 1': '尝试次数 ≤ intervals + 1',
  'Attempt 1 at once, attempt k + 1 after the k-th interval. After the last interval it gives up; the receiver can still ask by itself.':
    '第 1 次尝试立即进行，第 k + 1 次在第 k 个间隔之后。最后一个间隔之后放弃；接收方仍可自行查询。',
  'At most intervals + 1 attempts.': '最多 intervals + 1 次尝试。',
  '[ms]. Time: an attempt is due at exactly its time. Cost: O(1). Randomness: none. Throws: ParamError from the constructor.':
    '[ms]。时间：尝试恰在其时刻到期。代价：O(1)。随机性：无。抛出：构造函数抛出 ParamError。',
  'atomic commit': '原子提交 (atomic commit)',
  'Atomic commitment with failures: the coordinator and each participant may die at any time.':
    '有故障时的原子提交：协调者和每个参与者随时可能死亡。',
  'The coordinator asks each participant for its vote, decides commit when all said yes, abort when one said no or died without a vote, and broadcasts. With the simple broadcast the coordinator tells each participant, and a death in between leaves some undecided for ever. With the reliable broadcast a participant passes the decision on to all others before it follows it; when the coordinator died before telling anyone alive, and no dead one told anyone alive, all abort.':
    '协调者向每个参与者征求投票，全部同意则决定提交，有一个反对或未投票就死亡则中止，并广播决定。简单广播由协调者逐一告知参与者，中途死亡会使一些参与者永远未决。可靠广播中，参与者在遵从决定之前先转告所有其他参与者；若协调者在告知任何存活者之前死亡，且没有死者告知过存活者，则全部中止。',
  'No two participants decide differently; with the reliable broadcast each one alive decides in the end.':
    '任意两个参与者不会作出不同的决定；采用可靠广播时，每个存活者最终都会决定。',
  explore: '穷举搜索 (explore)',
  'Own; the counts are those which TLC prints (distinct states, generated states, depth of the search).':
    '自有；计数与 TLC 的输出一致（不同状态数、生成状态数、搜索深度）。',
  'Exhaustive search: every state that a protocol can reach, breadth first.':
    '穷举搜索：以广度优先遍历协议可到达的每个状态。',
  'One trial of each action per state; a state is kept as a short text. Randomness: none.':
    '每个状态尝试每个动作一次；状态保存为短文本。随机性：无。',
  participant: '参与者 (participant)',
  'What a participant of two-phase or three-phase commit may do when it hears nothing from the coordinator.':
    '两阶段或三阶段提交的参与者在收不到协调者消息时可以怎么做。',
  'Alone, a participant that has not voted aborts. In two-phase commit a ready one can only wait. In three-phase commit a ready one aborts (nobody can have committed) and a pre-committed one commits (everybody voted yes). With peers to ask: any decision among them is taken over; in two-phase commit a peer that has not voted means abort, and if all that can be reached are ready, nothing can be decided.':
    '单独时，未投票的参与者中止。两阶段提交中已就绪者只能等待。三阶段提交中已就绪者中止（不可能有人已提交），已预提交者提交（所有人都投了同意）。有同伴可问时：采纳其中任何已有的决定；两阶段提交中，未投票的同伴意味着中止，若能联系到的全部已就绪，则无法决定。',
  'Two-phase commit is never inconsistent but can block; three-phase commit never blocks but, when a partition puts the pre-committed and the ready on different sides, commits on one and aborts on the other.':
    '两阶段提交从不出现不一致，但可能阻塞；三阶段提交从不阻塞，但当分区把已预提交者和已就绪者隔在两侧时，一侧提交、另一侧中止。',
  'O(1), with peers O(peers). Randomness: none. Throws: nothing.': 'O(1)，有同伴时 O(同伴数)。随机性：无。抛出：无。',
  'transaction commit': '事务提交 (transaction commit)',
  'Transaction commit: what any atomic commit protocol must look like from outside.':
    '事务提交：任何原子提交协议从外部看必须是什么样子。',
  'Each resource manager is working, prepared, committed or aborted. It may prepare while working; commit when prepared and all are prepared or committed; abort while working or prepared when none is committed.':
    '每个资源管理器处于工作中、已准备、已提交或已中止。工作中可以准备；已准备且全部已准备或已提交时可以提交；工作中或已准备且没有已提交者时可以中止。',
  'No reachable state has one manager committed and another aborted. Randomness: none. Throws: ParamError from the constructor only.':
    '任何可达状态中都不会有一个管理器已提交而另一个已中止。随机性：无。抛出：仅构造函数抛出 ParamError。',
  'two phase backup': '两阶段备用协调者 (two-phase backup)',
  'Two-phase commit with a backup coordinator that takes over when the first one disappears.':
    '带备用协调者的两阶段提交，首个协调者消失时由备用接管。',
  'Managers watch the decision of the coordinator in place; it decides from their states: commit when all are prepared or one is committed, abort when one is aborted or failed and none is committed. The coordinator may disappear after it decided ("hidden"); the backup then decides by the same rule. At most one manager fails.':
    '管理器关注在任协调者的决定；协调者根据其状态决定：全部已准备或有一个已提交则提交；有一个已中止或失效且没有已提交者则中止。协调者决定后可能消失 (“hidden”)；备用者按同样规则决定。最多一个管理器失效。',
  'No manager commits while another aborts, whoever fails. Managers can wait for ever when both coordinators are gone.':
    '无论谁失效，都不会有管理器提交而另一个中止。两个协调者都不在时，管理器可能永远等待。',
  'What the coordinator asks, round by round': '协调者逐轮询问什么',
  'In each round the coordinator asks whom it has something to ask, and hears the answers. Protocols differ in how many rounds it takes, and in what is left to undo.':
    '每一轮中，协调者询问有事要问的参与者并听取应答。各协议的区别在于要用多少轮，以及留下多少需要撤销。',
  Services: '服务数',
  'That take part.': '参与的服务。',
  'Trouble at': '出问题的服务',
  'The number of the service that makes trouble.': '出问题的服务的编号。',
  It: '表现',
  'What it does when it is first asked.': '首次被询问时的行为。',
  'does as it is asked': '照做',
  refuses: '拒绝',
  'does not answer once': '一次不应答',
  'does not answer for 4 rounds': '4 轮不应答',
  'Requests that are lost, late or repeated': '丢失、迟到或重复的请求',
  'What reaches a service, in the order in which it comes, and whether its business code runs. A try after its cancel must not run: nobody would ever undo it.':
    '请求按到达顺序抵达服务，以及业务代码是否执行。取消之后到达的尝试不得执行：再也不会有人撤销它。',
  'Who reacts to whom': '谁响应谁',
  'Each service hears its neighbours. A failure travels back, and each undoes what it did.':
    '每个服务听取相邻者。失败向回传递，各自撤销做过的事。',
  'In a row.': '串联的数量。',
  'Fails at': '失败位置',
  'The service that cannot do its step; beyond the last, none does.': '无法完成其步骤的服务；超出末尾则都不失败。',
  'Events that live and die with their transaction': '与事务同生共死的事件',
  'An event is there exactly when its transaction is. A crash between publishing and taking note repeats it: at least once, never not at all.':
    '事务在，事件就在。在发布与记录之间崩溃会重复一次：至少一次，绝不会一次都没有。',
  'Each with an event.': '各带一个事件。',
  'Rolled back': '回滚率',
  'Share of transactions.': '占事务的比例。',
  'Share of publications after which the relay dies before it has taken note.': '发布后、记录前中继死亡的比例。',
  'Messages that wait for their transaction': '等待其事务的消息',
  'A message is hidden until the sender says that its transaction is done. When it says nothing, the broker asks; after too many questions the message is given up.':
    '消息一直隐藏，直到发送方告知事务已完成。没有告知时由消息代理回查；回查太多次后放弃该消息。',
  'Prepared one after the other.': '依次准备。',
  'Sender silent': '发送方沉默率',
  'Share of messages about which the sender never says how its transaction ended.':
    '发送方始终不告知事务结果的消息比例。',
  'Does not know': '答复不明率',
  'Share of answers to questions that say nothing.': '不含结论的回查答复比例。',
  'Sent again until it is confirmed': '重发直到确认',
  'Attempts come at growing intervals, and end with the list: then the receiver has to ask.':
    '各次尝试的间隔递增，列表用完即止：此后须由接收方来查询。',
  'The receiver confirms': '接收方确认',
  'Which attempt it confirms.': '确认第几次尝试。',
  'attempt 1': '第 1 次',
  'attempt 2': '第 2 次',
  'attempt 3': '第 3 次',
  'attempt 4': '第 4 次',
  'attempt 5': '第 5 次',
  'none of them': '都不确认',
}
