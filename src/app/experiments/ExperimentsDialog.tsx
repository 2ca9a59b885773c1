import { type ComponentType, useEffect, useState } from 'react'
import { t } from '../i18n/language'
import { viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Dialog } from '../ui/Dialog'
import { Tabs } from '../ui/Tabs'
import { CapacityPanel } from './CapacityPanel'
import { ComparisonPanel } from './ComparisonPanel'
import { LoadPanel } from './LoadPanel'
import { ReplicationsPanel } from './ReplicationsPanel'
import { SweepPanel } from './SweepPanel'
import { experiments, useExperiments } from './store'
import '../results/chart.css'
import './experiments.css'

const PANELS = {
  replications: { label: 'Replications', Content: ReplicationsPanel },
  comparison: { label: 'A/B', Content: ComparisonPanel },
  load: { label: 'Load', Content: LoadPanel },
  sweep: { label: 'Parameters', Content: SweepPanel },
  capacity: { label: 'Hidden capacity', Content: CapacityPanel },
} as const satisfies { [id: string]: { label: string; Content: ComponentType } }
type PanelId = keyof typeof PANELS
const IDS = Object.keys(PANELS) as PanelId[]

/** The tab that was open last. */
let lastPanel: PanelId = 'replications'

/** Many runs of the design on the canvas, in workers of their own; the live run is not touched. */
export function ExperimentsDialog() {
  const [panel, setPanel] = useState(lastPanel)
  useEffect(() => {
    lastPanel = panel
  }, [panel])
  useEffect(() => () => experiments.rest(), [])
  const { Content } = PANELS[panel]
  return (
    <Dialog
      title={t('Experiments')}
      size="large"
      testId={TID.experimentsDialog}
      summary={t('Many runs side by side, and what can be said from them with 95 % confidence.')}
      onClose={() => viewStore.closeDialog()}
    >
      <div className="experiments">
        <Tabs
          label={t('Experiments')}
          selected={panel}
          onSelect={setPanel}
          tabs={IDS.map((id) => ({ id, label: PANELS[id].label, testId: `${TID.experimentTab}${id}` }))}
        >
          <Content />
        </Tabs>
        <Over />
      </div>
    </Dialog>
  )
}

/** Says that an experiment is over to who cannot see it; what stands behind a dialog is not read out. */
function Over() {
  const { busy, findings } = useExperiments()
  const [before] = useState(findings)
  return (
    <p className="visually-hidden" role="status">
      {busy === null && findings !== before && t('The experiment is done.')}
    </p>
  )
}
