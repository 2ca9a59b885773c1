/** What the fields of one form share: where their values live, and what connections they may name. */

import { createContext, useContext } from 'react'
import { setValue } from '../edits/value'
import { designStore } from '../stores/design'
import { inSentence } from '../ui/words'

export interface FormScope {
  /** Path of the values in the design, such as `blocks.orders.params`; empty for the design itself. */
  root: string
  /** Connections that a reference may name, with what they lead to. */
  connections: readonly { id: string; label: string }[]
  /** Whose form it is, for the labels of undo. */
  owner: string
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
      designStore.commit(words, (design) => setValue(design, full, value), isStep ? { merge: full } : {})
    },
  }
}
