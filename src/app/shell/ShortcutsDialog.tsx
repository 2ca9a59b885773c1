import { ACTION_GROUPS, type Action } from '../actions/action'
import { ACTIONS } from '../actions/registry'
import { sentence, t } from '../i18n/language'
import { viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Dialog } from '../ui/Dialog'
import { Keys } from '../ui/Keys'

/** What the canvas does with the pointer and the keys, which no action stands for. */
const GESTURES: readonly { label: string; keys: readonly string[] }[] = [
  { label: 'Move the focus between blocks and wires', keys: ['tab'] },
  { label: 'Select what has the focus', keys: ['enter', 'space'] },
  { label: 'Add to the selection', keys: ['shift+click', 'mod+click'] },
  { label: 'Select in a frame', keys: ['shift+drag'] },
  { label: 'Move the canvas', keys: ['drag', 'space+drag'] },
  { label: 'Zoom', keys: ['wheel'] },
  { label: 'Drag a copy', keys: ['alt+drag'] },
]

const ARROWS: readonly { label: string; keys: readonly string[] }[] = [
  { label: 'Move selected blocks', keys: ['arrows'] },
  { label: 'Move them further', keys: ['shift+arrows'] },
  { label: 'Go to the block next to it', keys: ['alt+arrows'] },
  { label: 'Add a connected block on that side', keys: ['mod+arrows'] },
]

/** Every key there is; made from the same list as menus and tooltips. */
export function ShortcutsDialog() {
  const groups = ACTION_GROUPS.map((group) => ({
    group,
    actions: ACTIONS.filter((action) => action.group === group && action.keys && !/^(nudge|walk|add)-/.test(action.id)),
  })).filter(({ actions }) => actions.length > 0)
  return (
    <Dialog
      title={t('Keyboard shortcuts')}
      size="large"
      isText
      onClose={viewStore.closeDialog}
      testId={TID.shortcutsDialog}
    >
      <div className="shortcuts">
        {groups.map(({ group, actions }) => (
          <section key={group} className="shortcuts__group">
            <h3>{t(group)}</h3>
            <dl>
              {actions.map((action) => (
                <Row key={action.id} label={labelOf(action)} keys={action.keys ?? []} />
              ))}
              {group === 'Blocks' && ARROWS.map((row) => <Row key={row.label} {...row} />)}
            </dl>
          </section>
        ))}
        <section className="shortcuts__group">
          <h3>{t('Pointer and focus')}</h3>
          <dl>
            {GESTURES.map((row) => (
              <Row key={row.label} {...row} />
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  )
}

function labelOf(action: Action): string {
  return sentence(action.label).replace(/…$/, '')
}

function Row({ label, keys }: { label: string; keys: readonly string[] }) {
  return (
    <div className="shortcuts__row">
      <dt>{t(label)}</dt>
      <dd>
        {keys.map((combo, index) => (
          <span key={combo}>
            {index > 0 && <span className="shortcuts__or"> {t('or')} </span>}
            <Keys combo={combo} />
          </span>
        ))}
      </dd>
    </div>
  )
}
