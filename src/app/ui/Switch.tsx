import { t } from '../i18n/language'
import type { ControlIds } from './Field'
import './fields.css'

interface SwitchProps extends Partial<ControlIds> {
  isOn: boolean
  onChange: (isOn: boolean) => void
  label?: string
  testId?: string
}

/** On or off; the place of the knob and the word say which. */
export function Switch({ isOn, onChange, label, testId, ...ids }: SwitchProps) {
  const { id, ...described } = ids
  return (
    <button
      type="button"
      role="switch"
      id={id}
      aria-describedby={described['aria-describedby']}
      aria-checked={isOn}
      aria-label={label}
      data-testid={testId}
      className="switch"
      onClick={() => onChange(!isOn)}
    >
      <span className="switch__track" aria-hidden>
        <span className="switch__knob" />
      </span>
      <span className="switch__word">{isOn ? t('on##switch') : t('off##switch')}</span>
    </button>
  )
}
