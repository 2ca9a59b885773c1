import { useLayoutEffect, useRef } from 'react'
import { type Action, perform } from '../actions/action'
import { actionOf } from '../actions/registry'
import type { Point } from '../edits/point'
import { sentence, t } from '../i18n/language'
import { useView } from '../stores/view'
import { type MenuItem, MenuList } from '../ui/Menu'

const FOR_BLOCK = [
  ['inspect', 'rename', 'replace'],
  ['connect', 'add-left', 'add-right'],
  ['cut', 'copy', 'duplicate'],
  ['zoom-selection', 'delete'],
]
const FOR_BLOCKS = [
  ['cut', 'copy', 'duplicate'],
  ['tidy', 'align-left', 'align-centre', 'align-top', 'align-middle', 'distribute-x', 'distribute-y'],
  ['zoom-selection', 'delete'],
]
const FOR_CONNECTION = [['inspect'], ['delete']]
const FOR_CANVAS = [
  ['find-block', 'paste', 'select-all'],
  ['undo', 'redo'],
  ['tidy', 'zoom-fit', 'snap', 'minimap'],
]

function itemOf(action: Action, startsGroup: boolean): MenuItem {
  const [keys] = action.keys ?? []
  return {
    id: action.id,
    label: sentence(action.label),
    ...(action.icon ? { icon: action.icon } : {}),
    ...(keys ? { keys } : {}),
    ...(action.isChecked ? { isChecked: action.isChecked() } : {}),
    isDisabled: action.isEnabled?.() === false,
    isDanger: action.id === 'delete',
    startsGroup,
    onSelect: () => perform(action),
  }
}

/** What can be done with what is selected, or with the canvas, where it was asked for. */
export function ContextMenu({ at, onClose }: { at: Point; onClose: () => void }) {
  const anchor = useRef<HTMLSpanElement>(null)
  const returnsTo = useRef<Element | null>(null)
  const { blocks, connections } = useView((state) => state.selection)
  useLayoutEffect(() => {
    returnsTo.current = document.activeElement
  }, [])
  const count = blocks.length + connections.length
  const groups = count === 0 ? FOR_CANVAS : blocks.length === 0 ? FOR_CONNECTION : count === 1 ? FOR_BLOCK : FOR_BLOCKS
  const items = groups.flatMap((ids, group) => ids.map((id, index) => itemOf(actionOf(id), group > 0 && index === 0)))
  return (
    <>
      <span ref={anchor} className="context-anchor" style={{ left: at.x, top: at.y }} />
      <MenuList
        id="context-menu"
        label={count === 0 ? t('Canvas') : t('Selection')}
        items={items}
        align="start"
        anchor={anchor}
        onClose={() => {
          onClose()
          if (returnsTo.current instanceof HTMLElement) returnsTo.current.focus()
        }}
      />
    </>
  )
}
