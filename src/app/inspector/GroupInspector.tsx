import { useMemo } from 'react'
import { blockOf } from '../../blocks/registry'
import type { Design } from '../../design/design'
import { groupsOf } from '../../design/group-tree'
import {
  DISTANCE,
  distanceKm,
  distanceLatencyMs,
  GROUP_KINDS,
  type Group,
  type GroupKind,
  TIER_FIELDS,
} from '../../design/groups'
import { nameOf } from '../../design/names'
import { warningsOf } from '../../design/warnings'
import { variantOf } from '../../lib/schema'
import { perform } from '../actions/action'
import { actionOf } from '../actions/registry'
import { GROUP_ICONS } from '../canvas/marks/icons'
import { focusSelected } from '../canvas/place'
import { changeGroup, changeGroupKind, putInto, renameGroup, setCollapsed, setDistance } from '../edits/groups'
import { blockName } from '../edits/said'
import { t } from '../i18n/language'
import { QuantityField } from '../results/RunSettings'
import { designStore, useDesign } from '../stores/design'
import { viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { formatQuantity } from '../ui/format'
import { iconNamed } from '../ui/icons'
import { Select } from '../ui/Select'
import { Switch } from '../ui/Switch'
import { TextInput } from '../ui/TextInput'
import { asSentence, inSentence } from '../ui/words'
import { Notes } from './Notes'

/** A group: its name and kind, what the kind asks for, and what is in it. */
export function GroupInspector({ group }: { group: Group }) {
  const design = useDesign((state) => state.design)
  const kind = variantOf(GROUP_KINDS, group.kind)
  const Icon = GROUP_ICONS[group.kind]
  const warnings = useMemo(() => {
    const place = `groups[${groupsOf(design).findIndex(({ id }) => id === group.id)}]`
    const calls = design.connections.flatMap(({ from }, index) =>
      group.members.includes(from) ? [`connections[${index}]`] : [],
    )
    return warningsOf(design).filter(({ path }) => path.startsWith(place) || calls.includes(path))
  }, [design, group])
  return (
    <div className="inspector__page scroll">
      <header className="inspector__head">
        <h2 className="visually-hidden">{nameOf(group)}</h2>
        <TextInput
          className="inspector__title"
          label={t('Name of the group')}
          testId={TID.inspectorTitle}
          maxLength={80}
          value={nameOf(group)}
          onChange={(label) =>
            designStore.commit(`Rename ${nameOf(group)}`, (before) => renameGroup(before, group.id, label))
          }
          onDone={focusSelected}
        />
        <p className="inspector__summary">
          <Icon size={14} strokeWidth={1.75} aria-hidden />
          <span>
            <strong>{asSentence(kind?.label ?? group.kind)}</strong> {t(kind?.help ?? '')}
          </span>
        </p>
      </header>
      <Notes problems={warnings} />
      <section className="fields" aria-label={t('Group')}>
        <KindField design={design} group={group} />
        {group.kind === 'region' && <Distances design={design} region={group} />}
        {group.kind === 'tier' && <TierFields tier={group} />}
        <Field label={t('Collapsed')} help={t('Drawn as one node, with the sum of what goes in and out.')}>
          {(ids) => (
            <Switch
              {...ids}
              isOn={group.collapsed === true}
              onChange={(isOn) =>
                designStore.commit(`${isOn ? 'Collapse' : 'Expand'} ${nameOf(group)}`, (before) =>
                  setCollapsed(before, group.id, isOn),
                )
              }
            />
          )}
        </Field>
      </section>
      <Members design={design} group={group} />
    </div>
  )
}

function KindField({ design, group }: { design: Design; group: Group }) {
  const options = GROUP_KINDS.variants.map(({ id, label }) => ({
    id,
    label: t(label),
    isDisabled: id !== group.kind && changeGroupKind(design, group.id, id) === design,
  }))
  return (
    <Field label={t('Kind')} help={t('A kind that does not fit where the group is cannot be chosen.')}>
      {(ids) => (
        <Select<GroupKind>
          {...ids}
          testId={TID.groupKind}
          value={group.kind}
          options={options}
          onChange={(kind) =>
            designStore.commit(`Make ${nameOf(group)} a ${kind}`, (before) => changeGroupKind(before, group.id, kind))
          }
        />
      )}
    </Field>
  )
}

function Distances({ design, region }: { design: Design; region: Group }) {
  const others = groupsOf(design).filter(({ id, kind }) => kind === 'region' && id !== region.id)
  if (others.length === 0) return <p className="fields__help">{t('Make another region to set how far it is away.')}</p>
  return others.map((other) => {
    const km = distanceKm(region, other)
    const label = t('Distance to {name}', { name: nameOf(other) })
    return (
      <QuantityField
        key={other.id}
        label={label}
        help={t('Each call between them takes {time} longer in each direction.', {
          time: formatQuantity(distanceLatencyMs(km ?? 0), 'ms'),
        })}
        schema={DISTANCE}
        value={km ?? 0}
        onChange={(value) =>
          designStore.commit(`Set distance to ${nameOf(other)}`, (before) =>
            setDistance(before, region.id, other.id, value),
          )
        }
      />
    )
  })
}

function TierFields({ tier }: { tier: Group }) {
  const set = (name: string, value: unknown): void => {
    designStore.commit(`Set ${name} of ${nameOf(tier)}`, (before) =>
      changeGroup(before, tier.id, (group) => ({ ...group, params: { ...group.params, [name]: value } })),
    )
  }
  return (
    <>
      <QuantityField
        label={t(TIER_FIELDS.order.label)}
        help={t(TIER_FIELDS.order.help)}
        schema={TIER_FIELDS.order.schema}
        value={Number(tier.params['order'])}
        onChange={(value) => set('order', value)}
      />
      <Field label={t(TIER_FIELDS.closed.label)} help={t(TIER_FIELDS.closed.help)}>
        {(ids) => <Switch {...ids} isOn={tier.params['closed'] === true} onChange={(isOn) => set('closed', isOn)} />}
      </Field>
    </>
  )
}

function Members({ design, group }: { design: Design; group: Group }) {
  return (
    <section className="fields" aria-label={t('In it')}>
      <h3 className="fields__title">{t('In it')}</h3>
      <ul className="links">
        {group.members.map((id) => (
          <li key={id} className="group-member">
            <Member design={design} id={id} />
            <Button
              variant="quiet"
              aria-label={t('Take {name} out', { name: blockName(design, id) })}
              onClick={() =>
                designStore.commit(`Take ${blockName(design, id)} out of ${nameOf(group)}`, (before) =>
                  putInto(before, [id], null),
                )
              }
            >
              {t('Take out')}
            </Button>
          </li>
        ))}
      </ul>
      <Button variant="quiet" className="list__add" onClick={() => perform(actionOf('ungroup'))}>
        {t('Ungroup')}
      </Button>
    </section>
  )
}

function Member({ design, id }: { design: Design; id: string }) {
  const block = design.blocks.find((candidate) => candidate.id === id)
  const group = groupsOf(design).find((candidate) => candidate.id === id)
  const definition = block && blockOf(block.kind)
  const Icon = group ? GROUP_ICONS[group.kind] : iconNamed(definition?.icon ?? '')
  const kind = group ? variantOf(GROUP_KINDS, group.kind)?.label : definition?.name
  return (
    <button
      type="button"
      className="links__item"
      onClick={() => (block ? viewStore.select([id]) : viewStore.select([], [], [id]))}
    >
      <Icon size={14} strokeWidth={1.75} aria-hidden />
      {blockName(design, id)}
      <span className="links__hint">{inSentence(t(kind ?? ''))}</span>
    </button>
  )
}
