import type { LucideIcon } from 'lucide-react'
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { classNames } from './class-names'
import './controls.css'

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  children: ReactNode
  variant?: 'plain' | 'primary' | 'quiet' | 'danger'
  icon?: LucideIcon
  /** Shown beside the tooltip, such as "mod+z". */
  keys?: string
  /** Text of the tooltip. */
  tip?: string
  ref?: Ref<HTMLButtonElement>
}

/** A button with a word on it. */
export function Button({ children, variant = 'plain', icon: Icon, keys, tip, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={classNames('button', `button--${variant}`, className)}
      data-tip={tip}
      data-keys={keys}
      {...rest}
    >
      {Icon && <Icon size={15} strokeWidth={1.75} aria-hidden />}
      <span className="button__label">{children}</span>
    </button>
  )
}

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  /** Name for screen readers, and the tooltip. */
  label: string
  icon: LucideIcon
  keys?: string
  variant?: 'plain' | 'primary' | 'quiet'
  size?: 'medium' | 'small'
  isPressed?: boolean
  ref?: Ref<HTMLButtonElement>
}

/** A square button with a picture; its name is in the tooltip. */
export function IconButton({
  label,
  icon: Icon,
  keys,
  variant = 'quiet',
  size = 'medium',
  isPressed,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      className={classNames(
        'button',
        'button--icon',
        `button--${variant}`,
        size === 'small' && 'button--small',
        className,
      )}
      aria-label={label}
      aria-pressed={isPressed}
      data-tip={label}
      data-keys={keys}
      {...rest}
    >
      <Icon size={size === 'small' ? 14 : 16} strokeWidth={1.75} aria-hidden />
    </button>
  )
}
