import { clauses, plural, t } from '../i18n/language'
import { useDesign } from '../stores/design'
import { TID } from '../test-ids'
import { formatClock } from '../ui/format'
import { type BreakerSpan, breakerSpans, timesOpened } from './breaker-spans'
import { useEndMs } from './Chart'
import { targetName } from './fault-text'
import { placeOf } from './geometry'
import { CrosshairLine } from './Overlay'
import { useSeries } from './use-series'

/** One strip for each connection with a breaker: thin while closed, a block while open, hatched while half-open. */
export function BreakerStrips({ most }: { most: number }) {
  const design = useDesign((state) => state.design)
  const { frame } = useSeries()
  const endMs = useEndMs()
  const transitions = frame?.transitions ?? []
  const all = design.connections
    .filter((connection) => connection.params.breaker !== null)
    .map(({ id }) => {
      const index = frame?.connectionIds.indexOf(id) ?? -1
      return {
        id,
        name: targetName(design, id),
        opened: timesOpened(transitions, index),
        spans: frame === null || index < 0 ? [] : breakerSpans(transitions, index, Math.min(frame.nowMs, endMs)),
      }
    })
    .sort((a, b) => b.opened - a.opened)
  if (all.length === 0) return null
  return (
    <div className="strips">
      {all.slice(0, most).map((strip) => (
        <Strip key={strip.id} {...strip} endMs={endMs} />
      ))}
      {all.length > most && <p className="strips__more">{more(all.length - most)}</p>}
    </div>
  )
}

interface StripProps {
  id: string
  name: string
  opened: number
  spans: readonly BreakerSpan[]
  endMs: number
}

function Strip({ id, name, opened, spans, endMs }: StripProps) {
  const state = spans.at(-1)?.state ?? 'closed'
  const history =
    opened === 0 ? t('never opened') : plural(opened, { one: 'opened {count} time', other: 'opened {count} times' })
  return (
    <div className="strips__row" data-testid={`${TID.breakerStrip}${id}`} data-state={state}>
      <p className="strips__name">
        <span className="strips__label">{t('Breaker {name}', { name })}</span>
        <span className={`strips__state strips__state--${state}`}>{t(state)}</span>
        <span>{history}</span>
      </p>
      <div className="strips__bar">
        {spans.map((span) => (
          <SpanMark key={span.fromMs} span={span} endMs={endMs} />
        ))}
        <CrosshairLine endMs={endMs} />
      </div>
    </div>
  )
}

function SpanMark({ span, endMs }: { span: BreakerSpan; endMs: number }) {
  const { fromMs, toMs, state, callers } = span
  const who = callers > 1 ? t('up to {count} callers', { count: callers }) : ''
  return (
    <div
      className={`strips__span strips__span--${state}`}
      title={clauses([t(state), who, t('{from} to {to}', { from: formatClock(fromMs), to: formatClock(toMs) })])}
      style={{ left: placeOf(fromMs, endMs), right: `calc(100% - ${placeOf(toMs, endMs)})` }}
    >
      {state !== 'closed' && (toMs - fromMs) / endMs > 0.08 && <span className="strips__word">{t(state)}</span>}
    </div>
  )
}

function more(count: number): string {
  return plural(count, { one: '{count} more breaker under Latency', other: '{count} more breakers under Latency' })
}
