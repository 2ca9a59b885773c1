import { COMMENT_WIDTH, type Comment, MAX_COMMENT, MAX_COMMENT_WIDTH, MIN_COMMENT_WIDTH } from '../../design/comments'
import { nameOf } from '../../design/names'
import { integer } from '../../lib/schema'
import { changeComment } from '../edits/groups'
import { t } from '../i18n/language'
import { QuantityField } from '../results/RunSettings'
import { designStore, useDesign } from '../stores/design'
import { viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Field } from '../ui/Field'
import { Select } from '../ui/Select'

const WIDTH = integer('count', COMMENT_WIDTH, { min: MIN_COMMENT_WIDTH, max: MAX_COMMENT_WIDTH })

/** A comment: what it says, what it is about, and how wide it is. */
export function CommentInspector({ comment }: { comment: Comment }) {
  const blocks = useDesign((state) => state.design.blocks)
  const change = (label: string, part: Partial<Comment>): void => {
    designStore.commit(label, (design) => changeComment(design, comment.id, part))
  }
  const setBlock = (id: string): void => {
    const { block: _, ...rest } = comment
    designStore.commit('Attach comment', (design) => ({
      ...design,
      comments: (design.comments ?? []).map((one) =>
        one.id === comment.id ? (id === '' ? rest : { ...rest, block: id }) : one,
      ),
    }))
  }
  return (
    <div className="inspector__page scroll">
      <header className="inspector__head">
        <h2 className="inspector__title">{t('Comment')}</h2>
        <p className="inspector__summary">{t('Text for people. It never affects a run.')}</p>
      </header>
      <section className="fields" aria-label={t('Comment')}>
        <Field label={t('Text')} layout="stack">
          {(ids) => (
            <textarea
              {...ids}
              key={comment.text}
              className="input comment-text"
              data-testid={TID.commentText}
              rows={5}
              maxLength={MAX_COMMENT}
              defaultValue={comment.text}
              onBlur={(event) => {
                const { value } = event.target
                if (value.trim() === comment.text) return
                change(value.trim() === '' ? 'Delete comment' : 'Edit comment', { text: value })
                if (value.trim() === '') viewStore.selectNothing()
              }}
            />
          )}
        </Field>
        <Field label={t('About the block')} help={t('It moves with this block.')}>
          {(ids) => (
            <Select
              {...ids}
              value={comment.block ?? ''}
              options={[
                { id: '', label: t('no block') },
                ...blocks.map((block) => ({ id: block.id, label: nameOf(block) })),
              ]}
              onChange={setBlock}
            />
          )}
        </Field>
        <QuantityField
          label={t('Width')}
          help={t('In pixels of the canvas.')}
          schema={WIDTH}
          value={comment.width ?? COMMENT_WIDTH}
          onChange={(width) => change('Set width of comment', { width })}
        />
      </section>
    </div>
  )
}
