import { useRef, useState } from 'react'
import { menuItemOf } from '../actions/menu-item'
import { actionOf } from '../actions/registry'
import { type SelectionKind, selectionKind } from '../actions/selection'
import type { Point } from '../edits/point'
import { t } from '../i18n/language'
import { useView } from '../stores/view'
import { MenuList } from '../ui/Menu'

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

/** What can be done with what is selected, or with the canvas, where it was asked for. */
export function ContextMenu({ at, onClose }: { at: Point; onClose: () => void }) {
  const anchor = useRef<HTMLSpanElement>(null)
  // As it is drawn, for the list takes the focus as soon as it stands.
  const [returnsTo] = useState(() => document.activeElement)
  useView((state) => state.selection)
  const kind = selectionKind()
  const items = ITEMS[kind].flatMap((ids, group) =>
    ids.map((id, index) => menuItemOf(actionOf(id), group > 0 && index === 0)),
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
          if (returnsTo instanceof HTMLElement) returnsTo.focus()
        }}
      />
    </>
  )
}
