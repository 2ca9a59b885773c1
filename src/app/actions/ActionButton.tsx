import { Circle } from 'lucide-react'
import { sentence } from '../i18n/language'
import { IconButton } from '../ui/Button'
import { type Action, perform } from './action'

interface ActionButtonProps {
  action: Action
  isPressed?: boolean
  isDisabled?: boolean
  /** In place of the label of the action. */
  label?: string
  testId?: string
}

/** An action as a square button; name, keys and picture are the action's own. */
export function ActionButton({ action, isPressed, isDisabled, label, testId }: ActionButtonProps) {
  const [keys] = action.keys ?? []
  return (
    <IconButton
      label={label ?? sentence(action.label)}
      icon={action.icon ?? Circle}
      {...(keys ? { keys } : {})}
      {...(isPressed === undefined ? {} : { isPressed })}
      // The last undo must not take the keyboard from its button.
      aria-disabled={isDisabled}
      data-testid={testId}
      onClick={() => !isDisabled && perform(action)}
    />
  )
}
