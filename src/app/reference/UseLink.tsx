import { useState } from 'react'
import { t } from '../i18n/language'
import type { MemberData, UseData } from './data'
import { addressInApp } from './open-in-app'
import { inSentence } from './words'

/** A parameter that can choose the algorithm; leads to the app with an example in which it does. */
export function UseLink({ use, member }: { use: UseData; member: MemberData }) {
  const [address, setAddress] = useState<string | null>(null)
  const prepare = (): void => {
    if (address === null) void addressInApp(use, member.id).then(setAddress)
  }
  return (
    <a
      className="facts__use"
      href={address ?? './'}
      onPointerEnter={prepare}
      onFocus={prepare}
      onClick={(event) => {
        if (address !== null) return
        event.preventDefault()
        void addressInApp(use, member.id).then((found) => {
          window.location.href = found
        })
      }}
    >
      {t('{owner}: {parameter}', { owner: t(use.owner), parameter: inSentence(use.label) })}
    </a>
  )
}
