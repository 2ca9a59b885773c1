/** Findings about how the design behaves when something goes wrong: amplification, retries, timeouts, breakers, single points. */
import { duration, type Finding, type FindingRule, percent, short } from './finding'
import { behind, takesMessages } from './strain'

/** Attempts per call from which a connection amplifies. */
const AMPLIFIES = 1.2
/** Product along a path from which it is told as a whole. */
const PATH_AMPLIFIES = 1.5
const OVERLOADED = 0.9
/** Share of attempts that end by timeout from which the timeout is below the 99th percentile, by its definition. */
const TIMEOUT_SHARE = 0.01
/** How often a breaker that had closed opens again before that is called flapping. */
const FLAPS = 5

/** Retries that make an overload worse: attempts per call above one, over a callee that cannot keep up or keeps failing. */
export const amplificationLoop: FindingRule = (run) =>
  run.connections.flatMap(({ connection, name, report, to: next }): Finding[] => {
    if (report.amplification < AMPLIFIES) return []
    const to = behind(run, next)
    const isOverloaded = to.report.utilisation >= OVERLOADED
    const failing = report.calls > 0 ? report.failed / report.calls : 0
    if (!isOverloaded && failing < 0.05) return []
    const why = isOverloaded
      ? `although ${to.name} is ${percent(to.report.utilisation)} busy`
      : `although ${percent(failing)} of calls fail in the end`
    return [
      {
        id: 'amplification-loop',
        target: connection.id,
        severity: 'serious',
        text: `${name}: each call makes ${short(report.amplification)} attempts, ${why}. Retries add load where there is too much of it; ${duration(report.wastedMs)} of work was for nobody.`,
        evidence: [`connections.${connection.id}.amplification`, `connections.${connection.id}.wastedMs`],
      },
    ]
  })

/** The path from a source along which attempts multiply most. */
export const worstPath: FindingRule = ({ connections, report }) => {
  const { amplification } = report.worstPath
  const path = report.worstPath.connections.flatMap(
    (id) => connections.find(({ connection }) => connection.id === id) ?? [],
  )
  const last = path.at(-1)
  if (amplification < PATH_AMPLIFIES || path.length < 2 || !last) return []
  return [
    {
      id: 'worst-path',
      target: last.connection.id,
      severity: 'notable',
      text: `Along ${[path[0]!.from.name, ...path.map(({ to }) => to.name)].join(' → ')} one call at the top can become ${short(amplification)} at the bottom, as attempts multiplied in this run.`,
      evidence: [
        'worstPath.amplification',
        ...path.map(({ connection }) => `connections.${connection.id}.amplification`),
      ],
    },
  ]
}

/** Retries that nothing limits, towards a block that is overloaded or nearly. */
export const retryWithoutBudget: FindingRule = (run) =>
  run.connections.flatMap(({ connection, name, to: next }): Finding[] => {
    const { retry, retryBudget } = connection.params
    const to = behind(run, next)
    if (retry === null || retryBudget !== null || to.report.utilisation < OVERLOADED) return []
    return [
      {
        id: 'retry-without-budget',
        target: connection.id,
        severity: 'notable',
        text: `${name} retries up to ${retry.attempts - 1} times without a budget, and ${to.name} is ${percent(to.report.utilisation)} busy. A budget of a tenth of calls would keep the extra load to a tenth.`,
        evidence: [`connections.${connection.id}.retries`, `blocks.${to.block.id}.utilisation`],
      },
    ]
  })

/**
 * Timeouts shorter than the 99th percentile of what they wait for. Of several along a path only the last is told: the others wait
 * for it. Messages that are lost on the wire say nothing of the callee. What a queue delivers is waited for as long as it is hidden.
 */
export const shortTimeout: FindingRule = ({ connections }) =>
  connections.flatMap(({ connection, name, report, from, to }): Finding[] => {
    const isDelivery = takesMessages(from)
    const hiddenMs = from.block.params['visibilityMs']
    const timeoutMs = isDelivery ? (typeof hiddenMs === 'number' ? hiddenMs : null) : connection.params.timeoutMs
    const learnedTimeout = isDelivery ? null : connection.params.learnedTimeout
    const lost = 1 - (1 - connection.params.loss) ** 2
    const share = report.attempts > 0 ? report.timeouts / report.attempts - lost : 0
    const isPassedOn = connections.some((next) => next.from === to && next.report.timeouts >= report.timeouts / 2)
    if ((timeoutMs === null && learnedTimeout === null) || share < TIMEOUT_SHARE || isPassedOn) return []
    const answered = `${to.name} answered those that it answered in ${duration(to.report.meanSojournMs)} on average.`
    return [
      {
        id: 'short-timeout',
        target: connection.id,
        severity: share >= 0.1 ? 'serious' : 'notable',
        // What has been learned changes all the time; that it is shorter than the timeout is all that is known afterwards.
        text:
          learnedTimeout === null && timeoutMs !== null
            ? `${name}: ${percent(share)} of attempts are given up after ${duration(timeoutMs)}, so the 99th percentile of an answer is longer than the timeout. ${answered}`
            : `${name}: ${percent(share)} of attempts are given up at the limit that the learned timeout had come to, so the 99th percentile of an answer is longer than that limit. ${answered}`,
        evidence: [`connections.${connection.id}.timeouts`, `connections.${connection.id}.attempts`],
      },
    ]
  })

/** Breakers that close and open again and again. One that stays open, and whose trials fail meanwhile, does what it is for. */
export const flappingBreaker: FindingRule = ({ connections }) =>
  connections.flatMap(({ connection, name, report }): Finding[] => {
    const byBreaker = new Map<string, number>()
    for (const { caller, target, from, to } of report.breaker?.transitions ?? []) {
      if (to !== 'open' || from !== 'closed') continue
      const key = `${caller} ${target}`
      byBreaker.set(key, (byBreaker.get(key) ?? 0) + 1)
    }
    const most = Math.max(0, ...byBreaker.values())
    if (most < FLAPS) return []
    return [
      {
        id: 'flapping-breaker',
        target: connection.id,
        severity: 'notable',
        text: `The breaker of ${name} opened ${most} times at one caller. It closes before the callee is well, or trips on failures that are no outage: a longer open time, more trials or a gradual ramp calms it.`,
        evidence: [`connections.${connection.id}.breaker`],
      },
    ]
  })
