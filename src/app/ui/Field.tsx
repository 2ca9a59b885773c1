import { RotateCcw } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { sentence, t } from '../i18n/language'
import { IconButton } from './Button'
import { classNames } from './class-names'
import './fields.css'

/** What a control needs to be tied to its label, help and error. */
export interface ControlIds {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': boolean | undefined
}

interface FieldProps {
  label: string
  /** One sentence; shown under the control while it has the focus or the pointer, and read out with it. */
  help?: string | undefined
  error?: string | null | undefined
  /** Differs from the default: marked with a dot, and can be reset. */
  isChanged?: boolean
  onReset?: (() => void) | undefined
  /** The values that it stands for are not the same; makes them so. */
  onUnify?: (() => void) | undefined
  /** Beside the label (a row of the inspector) or below it. */
  layout?: 'row' | 'stack'
  testId?: string
  children: (ids: ControlIds) => ReactNode
}

/** A label, a control, its help and what is wrong with it. */
export function Field({
  label,
  help,
  error,
  isChanged = false,
  onReset,
  onUnify,
  layout = 'row',
  testId,
  children,
}: FieldProps) {
  const id = useId()
  const described = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div
      className={classNames('field', `field--${layout}`, error && 'field--bad', isChanged && 'field--changed')}
      data-testid={testId}
    >
      <div className="field__head">
        <label className="field__label" htmlFor={id} data-tip={help}>
          {label}
          {isChanged && <span className="visually-hidden"> {t('(changed)')}</span>}
        </label>
        {isChanged && onReset && (
          <IconButton
            className="field__reset"
            size="small"
            label={t('Reset {what} to its default', { what: label.toLowerCase() })}
            icon={RotateCcw}
            onClick={onReset}
          />
        )}
        {onUnify && (
          <button
            type="button"
            className="field__mixed"
            data-tip={t('Not the same in all of them; press to give all this value')}
            onClick={onUnify}
          >
            {t('differs')}
          </button>
        )}
      </div>
      <div className="field__control">
        {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      </div>
      {help && (
        <p id={`${id}-help`} className="visually-hidden">
          {help}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="field__error" role="alert">
          {sentence(error)}
        </p>
      )}
    </div>
  )
}
