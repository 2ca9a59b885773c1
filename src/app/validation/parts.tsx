import { FlaskConical, SquareArrowOutUpRight } from 'lucide-react'
import type { Design } from '../../design/design'
import { openCopy } from '../gallery/open-copy'
import { t } from '../i18n/language'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'
import { type Item, useValidation, validation } from './store'

interface ActsProps {
  item: Item
  /** What screen readers call it. */
  name: string
  designs: readonly { label: string; design: () => Design }[]
}

/** Runs one study or lesson, and opens its designs on the canvas. */
export function Acts({ item, name, designs }: ActsProps) {
  const isBusy = useValidation((state) => state.busy !== null)
  const isRunning = useValidation(({ busy }) => busy?.item.id === item.id && busy.item.kind === item.kind)
  return (
    <div className="validation__acts">
      <Button
        icon={FlaskConical}
        // Not disabled, which would take the focus from it: pressed while something runs, it does nothing.
        aria-disabled={isBusy}
        aria-label={t('Run {what}', { what: name })}
        data-testid={`${TID.validationRun}${item.id}`}
        onClick={() => void validation.run([item])}
      >
        {isRunning ? t('Running…') : t('Run')}
      </Button>
      <ul className="validation__designs" aria-label={t('Designs of {what}', { what: name })}>
        {designs.map(({ label, design }, index) => (
          <li key={label}>
            <Button
              variant="quiet"
              icon={SquareArrowOutUpRight}
              aria-label={t('Open as a design: {what}', { what: label })}
              data-testid={`${TID.validationOpen}${item.id}-${index}`}
              onClick={() => void openCopy(design())}
            >
              {label}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A word that says how it came out; its colour says the same. */
export function Outcome({ holds, words }: { holds: boolean | null; words: readonly [string, string] }) {
  if (holds === null) return <span className="validation__mark">{t('not run')}</span>
  return (
    <span className={`validation__mark validation__mark--${holds ? 'good' : 'bad'}`}>
      {holds ? words[0] : words[1]}
    </span>
  )
}
