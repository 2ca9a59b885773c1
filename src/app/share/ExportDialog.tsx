import { useState } from 'react'
import { t } from '../i18n/language'
import { viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Dialog } from '../ui/Dialog'
import { Tabs } from '../ui/Tabs'
import { ImportPart } from './ImportPart'
import { useImportRequest } from './incoming'
import { JsonPart } from './JsonPart'
import { MermaidPart } from './MermaidPart'
import './share.css'
import { deferred } from '../ui/deferred'

const ImagePart = deferred(() => import('../export/ImagePart').then((module) => module.ImagePart))
const ReportPart = deferred(() => import('../export/ReportPart').then((module) => module.ReportPart))
const DataPart = deferred(() => import('../export/DataPart').then((module) => module.DataPart))

type Tab = 'mermaid' | 'image' | 'report' | 'data' | 'json' | 'import'

const TABS = [
  { id: 'mermaid', label: 'Mermaid' },
  { id: 'image', label: 'Image' },
  { id: 'report', label: 'Report' },
  { id: 'data', label: 'Data' },
  { id: 'json', label: 'JSON' },
  { id: 'import', label: 'Import' },
] as const

/** The design as text for other tools, and back. */
export function ExportDialog() {
  const [tab, setTab] = useState<Tab>(() => (useImportRequest.getState().request === null ? 'mermaid' : 'import'))
  return (
    <Dialog title={t('Export and import')} size="large" testId={TID.exportDialog} onClose={viewStore.closeDialog}>
      <Tabs
        label={t('Formats')}
        selected={tab}
        onSelect={setTab}
        tabs={TABS.map(({ id, label }) => ({ id, label, testId: `${TID.exportDialog}-${id}` }))}
      >
        <div className="export">
          {tab === 'mermaid' && <MermaidPart />}
          {tab === 'json' && <JsonPart />}
          {tab === 'image' && <ImagePart />}
          {tab === 'report' && <ReportPart />}
          {tab === 'data' && <DataPart />}
          {tab === 'import' && <ImportPart />}
        </div>
      </Tabs>
    </Dialog>
  )
}
