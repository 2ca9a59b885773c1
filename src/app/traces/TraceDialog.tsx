/** Requests of the present run, one at a time, as waterfalls. Loaded when it is first asked for. */

import { useState } from 'react'
import { nameOf } from '../../design/names'
import type { TraceQuestion } from '../../simulation/traces/search'
import type { Trace } from '../../simulation/traces/trace'
import { sentence, t } from '../i18n/language'
import { useDesign } from '../stores/design'
import { TID } from '../test-ids'
import { Dialog } from '../ui/Dialog'
import { formatClock, formatDuration } from '../ui/format'
import { useTraces } from './use-traces'
import { rowsOf, type Stretch, spanOf, type WaterfallRow } from './waterfall'
import './traces.css'

interface TraceDialogProps {
  title: string
  question: TraceQuestion
  onClose: () => void
}

const LEGEND: readonly { is: Stretch['is']; label: string }[] = [
  { is: 'pause', label: 'pause before a retry' },
  { is: 'network', label: 'network' },
  { is: 'waiting', label: 'waiting' },
  { is: 'work', label: 'service and calls below' },
  { is: 'unheard', label: 'work that nobody waits for' },
]

export default function TraceDialog({ title, question, onClose }: TraceDialogProps) {
  const { traces, problem } = useTraces(question)
  const [index, setIndex] = useState(0)
  const shown = traces?.[index]
  return (
    <Dialog
      title={title}
      summary={t('The run is repeated to see what these requests went through.')}
      onClose={onClose}
      size="large"
    >
      {problem !== null && <p className="traces__hint">{sentence(problem)}</p>}
      {problem === null && traces === null && (
        <p className="traces__hint" role="status">
          {t('Following the requests…')}
        </p>
      )}
      {traces?.length === 0 && <p className="traces__hint">{t('No request of this run is there.')}</p>}
      {traces !== null && shown !== undefined && (
        <div className="traces" data-testid={TID.traces}>
          <ul className="traces__list" aria-label={t('Requests')}>
            {traces.map((trace, at) => (
              <li key={`${trace.source} ${trace.ordinal}`}>
                <button
                  type="button"
                  className="traces__choice"
                  aria-pressed={at === index}
                  onClick={() => setIndex(at)}
                >
                  <span>{formatClock(trace.startMs)}</span>
                  <strong>{durationOf(trace)}</strong>
                  <span className={trace.outcome === 'ok' ? 'traces__ok' : 'traces__failed'}>
                    {wordsOf(trace.outcome)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <Waterfall trace={shown} />
        </div>
      )}
    </Dialog>
  )
}

function Waterfall({ trace }: { trace: Trace }) {
  const design = useDesign((state) => state.design)
  const { startMs, endMs } = spanOf(trace)
  const name = (id: string): string => nameOf(design.blocks.find((block) => block.id === id) ?? { id })
  const rows = rowsOf(trace)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="waterfall scroll" tabIndex={0} aria-label={t('What the request went through')}>
      <p className="waterfall__head">
        {t(
          trace.isWrite
            ? 'Request {number} of {name}, a write of key {key}: began at {start}, {end}, {outcome}.'
            : 'Request {number} of {name}, a read of key {key}: began at {start}, {end}, {outcome}.',
          {
            number: trace.ordinal + 1,
            name: name(trace.source),
            key: trace.key,
            start: formatClock(trace.startMs),
            end: trace.endMs === null ? t('never ended') : t('ended after {length}', { length: durationOf(trace) }),
            outcome: wordsOf(trace.outcome),
          },
        )}
      </p>
      <ul className="waterfall__legend">
        {LEGEND.map(({ is, label }) => (
          <li key={is}>
            <span className={`waterfall__swatch waterfall__stretch--${is}`} aria-hidden="true" /> {t(label)}
          </li>
        ))}
      </ul>
      <table className="waterfall__rows">
        <thead>
          <tr>
            <th scope="col">{t('Call')}</th>
            <th scope="col">{t('Began')}</th>
            <th scope="col">{t('Took')}</th>
            <th scope="col" className="waterfall__axis">
              <span>0</span>
              <span>{formatDuration(endMs - startMs)}</span>
            </th>
            <th scope="col">{t('Outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.key} row={row} name={name} startMs={startMs} lengthMs={Math.max(endMs - startMs, 1e-9)} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface RowProps {
  row: WaterfallRow
  name: (id: string) => string
  startMs: number
  lengthMs: number
}

function Row({ row, name, startMs, lengthMs }: RowProps) {
  const which =
    row.attempts > 1 ? ` ${t('attempt {number} of {total}', { number: row.attempt, total: row.attempts })}` : ''
  const place = (ms: number): string => `${((ms - startMs) / lengthMs) * 100}%`
  return (
    <tr>
      <th scope="row" style={{ paddingLeft: `${row.depth * 14}px` }}>
        {name(row.to)}
        {row.replica !== null && row.replica > 0 && (
          <span className="waterfall__minor"> {t('replica {number}', { number: row.replica })}</span>
        )}
        <span className="waterfall__minor">{which}</span>
      </th>
      <td>{formatDuration(row.startMs - startMs)}</td>
      <td>{formatDuration(row.endMs - row.startMs)}</td>
      <td className="waterfall__track">
        <div>
          {row.stretches.map(({ is, fromMs, toMs }) => (
            <span
              key={`${is} ${fromMs}`}
              className={`waterfall__stretch waterfall__stretch--${is}`}
              title={`${t(LEGEND.find((one) => one.is === is)?.label ?? '')}: ${formatDuration(toMs - fromMs)}`}
              style={{ left: place(fromMs), width: `max(1px, ${((toMs - fromMs) / lengthMs) * 100}%)` }}
            />
          ))}
        </div>
      </td>
      <td className={row.outcome === 'ok' ? 'traces__ok' : 'traces__failed'}>
        {wordsOf(row.outcome)}
        {row.note !== '' && <span className="waterfall__minor">, {sentence(row.note)}</span>}
      </td>
    </tr>
  )
}

function durationOf({ startMs, endMs }: Trace): string {
  return endMs === null ? t('no end') : formatDuration(endMs - startMs)
}

function wordsOf(outcome: string | null): string {
  return outcome === null ? t('under way') : t(outcome.replaceAll('-', ' '))
}
