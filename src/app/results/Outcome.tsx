import { CircleAlert, CircleCheck, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { RunOutcome } from '../../simulation/report'
import { sentence, t } from '../i18n/language'
import { useRun } from '../stores/run'
import type { DigestCheck } from '../stores/run-state'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'
import { formatNumber } from '../ui/format'

const OUTCOMES: { readonly [outcome in RunOutcome]: string } = {
  completed: 'Run completed',
  stuck: 'Run got stuck',
  'event-budget': 'Event budget reached',
  cancelled: 'Run cancelled',
}

/** Words for what came of the digest that a link carried. */
export const DIGEST_WORDS: {
  readonly [check in DigestCheck]: { text: string; icon: LucideIcon; tone: string } | null
} = {
  none: null,
  pending: { text: 'The link carries a result; run to the end to compare', icon: CircleAlert, tone: 'info' },
  reproduced: { text: 'The result of the link was reproduced', icon: CircleCheck, tone: 'ok' },
  'not-reproduced': { text: 'The result of the link was not reproduced', icon: TriangleAlert, tone: 'fail' },
  'other-version': {
    text: 'Not reproduced: the link was made with another version of the simulation',
    icon: TriangleAlert,
    tone: 'slow',
  },
  edited: { text: 'Changed since the link was opened; its result no longer applies', icon: CircleAlert, tone: 'info' },
}

/** At the right of the tabs: counts while running, how it ended after, and the comparison with a link. */
export function Outcome({ isReportShown, onShow }: { isReportShown: boolean; onShow: () => void }) {
  const status = useRun((state) => state.status)
  const outcome = useRun((state) => state.outcome)
  const message = useRun((state) => state.message)
  return (
    <div className="outcome">
      <DigestWord />
      {status === 'failed' ? (
        <span className="outcome__word outcome__word--fail" title={message === null ? undefined : sentence(message)}>
          <TriangleAlert size={14} strokeWidth={1.75} aria-hidden />
          <span className="outcome__text">{message !== null && sentence(message)}</span>
        </span>
      ) : status === 'finished' && outcome !== null && isReportShown ? (
        <span className="outcome__counts">{t(OUTCOMES[outcome])}</span>
      ) : status === 'finished' && outcome !== null ? (
        <Button variant="quiet" className="outcome__button" data-outcome={outcome} onClick={onShow}>
          {t('{outcome}: see the report', { outcome: t(OUTCOMES[outcome]) })}
        </Button>
      ) : (
        <Counts />
      )}
    </div>
  )
}

function Counts() {
  const completed = useRun((state) => state.completed)
  const failed = useRun((state) => state.failed)
  const inFlight = useRun((state) => state.inFlight)
  const status = useRun((state) => state.status)
  if (status === 'idle' || status === 'loading') return null
  return (
    <span className="outcome__counts">
      <span>
        <b>{formatNumber(completed)}</b> {t('completed')}
      </span>
      <span>
        <b className={failed > 0 ? 'outcome__failed' : undefined}>{formatNumber(failed)}</b> {t('failed')}
      </span>
      <span>
        <b>{formatNumber(inFlight)}</b> {t('in flight')}
      </span>
    </span>
  )
}

/** Whether the digest of the link was reproduced, as an icon and words. */
export function DigestWord() {
  const check = useRun((state) => state.digestCheck)
  const words = DIGEST_WORDS[check]
  if (words === null) return null
  const Icon = words.icon
  return (
    <span
      className={`outcome__word outcome__word--${words.tone}`}
      data-testid={TID.digestCheck}
      data-check={check}
      role="status"
      title={t(words.text)}
    >
      <Icon size={14} strokeWidth={1.75} aria-hidden />
      <span className="outcome__text">{t(words.text)}</span>
    </span>
  )
}
