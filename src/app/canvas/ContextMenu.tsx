import { useLayoutEffect, useRef } from 'react'
import { type Action, perform } from '../actions/action'
import { actionOf } from '../actions/registry'
import { type SelectionKind, selectionKind } from '../actions/selection'
import type { Point } from '../edits/point'
import { sentence, t } from '../i18n/language'
import { useView } from '../stores/view'
import { type MenuItem, MenuList } from '../ui/Menu'

const ITEMS: Readonly<Record<SelectionKind, readonly (readonly string[])[]>> = {
  block: [
    ['inspect', 'rename', 'replace'],
    ['connect', 'add-left', 'add-right'],
    ['group', 'leave-group', 'add-comment'],
    ['cut', 'copy', 'duplicate'],
    ['zoom-selection', 'delete'],
  ],
  parts: [
    ['group', 'leave-group'],
    ['cut', 'copy', 'duplicate'],
    ['tidy', 'align-left', 'align-centre', 'align-top', 'align-middle', 'distribute-x', 'distribute-y'],
    ['zoom-selection', 'delete'],
  ],
  group: [
    ['rename', 'collapse', 'group', 'leave-group', 'ungroup'],
    ['cut', 'copy', 'duplicate'],
    ['zoom-selection', 'delete'],
  ],
  comment: [['rename'], ['cut', 'copy', 'duplicate'], ['delete']],
  connection: [['inspect'], ['delete']],
  nothing: [
    ['find-block', 'add-comment', 'paste', 'select-all'],
    ['undo', 'redo'],
    ['tidy', 'zoom-fit', 'snap', 'minimap'],
  ],
}

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
  useView((state) => state.selection)
  useLayoutEffect(() => {
    returnsTo.current = document.activeElement
  }, [])
  const kind = selectionKind()
  const items = ITEMS[kind].flatMap((ids, group) =>
    ids.map((id, index) => itemOf(actionOf(id), group > 0 && index === 0)),
  )
  return (
    <>
      <span ref={anchor} className="context-anchor" style={{ left: at.x, top: at.y }} />
      <MenuList
        id="context-menu"
        label={kind === 'nothing' ? t('Canvas') : t('Selection')}
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
