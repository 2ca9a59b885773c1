/** What the fields of one form share: where their values live, and what connections they may name. */

import { createContext, useContext } from 'react'
import type { Design } from '../../design/design'
import { copyValue, setValue } from '../edits/value'
import { designStore } from '../stores/design'
import { inSentence } from '../ui/words'

export interface FormScope {
  /** Path of the values in the design, such as `blocks.orders.params`; empty for the design itself. */
  root: string
  /** Connections that a reference may name, with what they lead to. */
  connections: readonly { id: string; label: string }[]
  /** Whose form it is, for the labels of undo. */
  owner: string
  /** Where the same values live that are set along with these. */
  others?: readonly string[]
  /** Whether a value is not the same in all of them. */
  isMixed?: (path: string) => boolean
}

const Scope = createContext<FormScope>({ root: '', connections: [], owner: '' })

export const FormProvider = Scope.Provider

export function useForm() {
  const scope = useContext(Scope)
  return {
    ...scope,
    /** Replaces the value at a path below the root. Steps of the same value in quick succession are undone together. */
    set(path: string, value: unknown, label: string, isStep = false): void {
      const full = scope.root === '' ? path : `${scope.root}.${path}`
      const words = scope.owner === '' ? label : `${scope.owner}: ${inSentence(label)}`
      const change = (design: Design): Design =>
        copyValue(setValue(design, full, value), path, scope.root, scope.others ?? [])
      designStore.commit(words, change, isStep ? { merge: full } : {})
    },
  }
}
