import type { NodeProps } from '@xyflow/react'
import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react'
import { type Comment, MAX_COMMENT } from '../../../design/comments'
import { nameOf } from '../../../design/names'
import { changeComment } from '../../edits/groups'
import { t } from '../../i18n/language'
import { designStore, useDesign } from '../../stores/design'
import { viewStore } from '../../stores/view'
import { TID } from '../../test-ids'
import { classNames } from '../../ui/class-names'
import { focusWhenShown } from '../../ui/focus-when-shown'
import type { CommentNodeType } from '../flow-types'
import { viewport } from '../viewport'
import { stopEditing, takeTyped, useEdited } from './edited'
import './marks.css'

/** Text on the canvas, which is edited where it stands. */
export const CommentNode = memo(function CommentNode({ data, selected }: NodeProps<CommentNodeType>) {
  const { comment } = data
  const isEdited = useEdited((state) => state.id === comment.id)
  const about = useDesign((state) => state.design.blocks.find(({ id }) => id === comment.block))
  return (
    <div className={classNames('comment', selected && 'comment--selected')} data-testid={TID.comment + comment.id}>
      {about && (
        <span className="comment__about" data-name>
          {t('On {name}', { name: nameOf(about) })}
        </span>
      )}
      {isEdited ? (
        <CommentField comment={comment} />
      ) : (
        <p className="comment__text" data-name>
          {comment.text}
        </p>
      )}
    </div>
  )
})

function CommentField({ comment }: { comment: Comment }) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState(comment.text)
  useEffect(() => {
    field.current?.focus()
    // Behind a dialog that is just being closed it takes the keyboard a little later.
    if (document.activeElement !== field.current) focusWhenShown(`[data-testid="${TID.commentField}"]`)
  }, [])
  const save = (): void => {
    stopEditing()
    if (text.trim() === comment.text) return
    const label = text.trim() === '' ? 'Delete comment' : 'Edit comment'
    designStore.commit(label, (design) => changeComment(design, comment.id, { text }))
    if (text.trim() === '') viewStore.selectNothing()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation()
    // As on other canvases, Escape ends the writing and keeps what was written; undo takes it back.
    if (event.key !== 'Escape' && (event.key !== 'Enter' || event.shiftKey)) return
    event.preventDefault()
    save()
    viewport()?.focus(comment.id)
  }
  return (
    <textarea
      ref={field}
      className="comment__field nodrag nowheel"
      aria-label={t('Text of the comment')}
      data-testid={TID.commentField}
      rows={Math.max(2, text.split('\n').length)}
      maxLength={MAX_COMMENT}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onFocus={(event) => {
        const typed = takeTyped()
        if (typed === '') event.target.select()
        else setText(typed)
      }}
      onKeyDown={onKeyDown}
      onBlur={save}
    />
  )
}
