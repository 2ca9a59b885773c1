import { useState } from 'react'
import { FAULT_FIELDS, FAULT_KINDS, type Fault } from '../../design/scenario'
import { faultsThatFit } from '../../design/timeline'
import type { Field as SchemaField } from '../../lib/schema'
import { variantOf } from '../../lib/schema'
import { t } from '../i18n/language'
import { useDesign } from '../stores/design'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { Field } from '../ui/Field'
import { Select } from '../ui/Select'
import { Switch } from '../ui/Switch'
import { targetsOf, withKind, withRandomTimes, withTarget } from './fault-edits'
import { targetHeading, targetName } from './fault-text'
import { QuantityField } from './RunSettings'

interface FaultDialogProps {
  fault: Fault
  isNew: boolean
  onSave: (fault: Fault) => void
  onRemove: () => void
  onClose: () => void
}

/** One fault: what fails, how, when and for how long. */
export function FaultDialog({ fault: given, isNew, onSave, onRemove, onClose }: FaultDialogProps) {
  const design = useDesign((state) => state.design)
  const [fault, setFault] = useState(given)
  const targets = targetsOf(design)
  const target = targets.find(({ id }) => id === fault.target)
  const fitting = target === undefined ? [] : faultsThatFit(target.target)
  const kind = variantOf(FAULT_KINDS, fault.type)
  const set = (part: { [name: string]: unknown }): void => setFault({ ...fault, ...part } as Fault)
  return (
    <Dialog
      title={isNew ? t('Add a fault') : t('Edit the fault')}
      summary={kind && t(kind.help)}
      size="small"
      testId={TID.faultDialog}
      onClose={onClose}
      footer={
        <>
          {!isNew && (
            <Button variant="danger" onClick={onRemove}>
              {t('Remove')}
            </Button>
          )}
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button variant="primary" onClick={() => onSave(fault)}>
            {isNew ? t('Add') : t('Save')}
          </Button>
        </>
      }
    >
      <Field label={t('What fails')}>
        {(ids) => (
          <Select
            {...ids}
            value={fault.target}
            options={targets.map(({ id }) => ({
              id,
              label: targetName(design, id),
              group: targetHeading(design, id),
            }))}
            onChange={(id) => {
              const chosen = targets.find((candidate) => candidate.id === id)
              if (chosen !== undefined) setFault(withTarget(fault, id, chosen.target))
            }}
          />
        )}
      </Field>
      <Field label={t('How')} help={kind && t(kind.help)}>
        {(ids) => (
          <Select
            {...ids}
            value={fault.type}
            options={FAULT_KINDS.variants
              .filter(({ id }) => fitting.includes(id))
              .map(({ id, label }): { id: string; label: string } => ({ id, label: t(label) }))}
            onChange={(type) => setFault(withKind(fault, type))}
          />
        )}
      </Field>
      {Object.entries(kind?.fields ?? {}).map(([name, field]) => (
        <FaultField
          key={name}
          field={field}
          value={(fault as { [name: string]: unknown })[name]}
          onChange={(value) => set({ [name]: value })}
        />
      ))}
      <FaultField field={FAULT_FIELDS.atMs} value={fault.atMs} onChange={(atMs) => set({ atMs })} />
      <FaultField field={FAULT_FIELDS.forMs} value={fault.forMs} onChange={(forMs) => set({ forMs })} />
      {target?.target.is === 'block' && (
        <FaultField field={FAULT_FIELDS.replica} value={fault.replica} onChange={(replica) => set({ replica })} />
      )}
      <Field label={t('Comes and goes at random')} help={t(FAULT_FIELDS.mtbfMs.help)}>
        {(ids) => (
          <Switch
            {...ids}
            isOn={fault.mtbfMs !== undefined}
            onChange={(isOn) => setFault(withRandomTimes(fault, isOn))}
          />
        )}
      </Field>
      {fault.mtbfMs !== undefined && (
        <>
          <QuantityField
            label={t(FAULT_FIELDS.mtbfMs.label)}
            help={t(FAULT_FIELDS.mtbfMs.help)}
            schema={FAULT_FIELDS.mtbfMs.schema.inner}
            value={fault.mtbfMs}
            onChange={(mtbfMs) => set({ mtbfMs })}
          />
          <FaultField field={FAULT_FIELDS.mttrMs} value={fault.mttrMs} onChange={(mttrMs) => set({ mttrMs })} />
        </>
      )}
    </Dialog>
  )
}

interface FaultFieldProps {
  field: SchemaField
  value: unknown
  onChange: (value: unknown) => void
}

/** One parameter of a fault: a number, a choice, or a number that may be left out. */
function FaultField({ field: { label, help, schema }, value, onChange }: FaultFieldProps) {
  if (schema.kind === 'number') {
    return <QuantityField label={t(label)} help={t(help)} schema={schema} value={Number(value)} onChange={onChange} />
  }
  if (schema.kind === 'choice') {
    return (
      <Field label={t(label)} help={t(help)}>
        {(ids) => (
          <Select
            {...ids}
            value={String(value)}
            options={schema.options.map(({ id, label }) => ({ id, label: t(label) }))}
            onChange={onChange}
          />
        )}
      </Field>
    )
  }
  if (schema.kind !== 'nullable' || schema.inner.kind !== 'number') return null
  const { inner } = schema
  return (
    <>
      <Field label={t('One {what} only', { what: t(label).toLowerCase() })} help={t(help)}>
        {(ids) => <Switch {...ids} isOn={value !== null} onChange={(isOn) => onChange(isOn ? inner.default : null)} />}
      </Field>
      {value !== null && (
        <QuantityField label={t(label)} help={t(help)} schema={inner} value={Number(value)} onChange={onChange} />
      )}
    </>
  )
}
