import { PanelBottomClose } from 'lucide-react'
import { useState } from 'react'
import { plural, t } from '../i18n/language'
import { useRun } from '../stores/run'
import { viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { IconButton } from '../ui/Button'
import { focusWhenShown } from '../ui/focus-when-shown'
import { Tabs } from '../ui/Tabs'
import { QueueChart, UtilisationChart } from './BlockCharts'
import { CausesChart } from './CausesChart'
import { CausesTable } from './CausesTable'
import { HeatMap } from './HeatMap'
import { Invariants } from './Invariants'
import { LatencyChart } from './LatencyChart'
import { Outcome } from './Outcome'
import { ReportView } from './ReportView'
import { ThroughputChart } from './ThroughputChart'
import { Timeline } from './Timeline'
import './results.css'

const TABS = ['overview', 'latency', 'blocks', 'failures', 'invariants', 'report'] as const
type Tab = (typeof TABS)[number]

const LABELS: { readonly [tab in Tab]: string } = {
  overview: 'Overview',
  latency: 'Latency',
  blocks: 'Blocks',
  failures: 'Failures',
  invariants: 'Invariants',
  report: 'Report',
}

/** The lower part of the page: the timeline, and what the run shows. */
export function ResultsDock() {
  const [tab, setTab] = useState<Tab>('overview')
  const broken = useRun((state) => state.report?.invariants.filter((invariant) => !invariant.holds).length ?? 0)
  const missed = useRun((state) => state.report?.objectives.filter((objective) => !objective.met).length ?? 0)
  const counts: Partial<Record<Tab, number>> = { invariants: broken, report: missed }
  const hints: Partial<Record<Tab, string>> = {
    invariants: plural(broken, { one: '{count} invariant broken', other: '{count} invariants broken' }),
    report: plural(missed, { one: '{count} objective missed', other: '{count} objectives missed' }),
  }
  return (
    <div className="results">
      <Tabs
        label={t('Results')}
        selected={tab}
        onSelect={setTab}
        tabs={TABS.map((id) => ({
          id,
          label: LABELS[id],
          testId: `${TID.resultsTab}${id}`,
          ...(counts[id] ? { count: counts[id], hint: hints[id] ?? '' } : {}),
        }))}
        actions={
          <>
            <Outcome
              isReportShown={tab === 'report'}
              onShow={() => {
                setTab('report')
                focusWhenShown(`[data-testid="${TID.resultsTab}report"]`)
              }}
            />
            <IconButton
              className="results__hide"
              label={t('Hide the results')}
              icon={PanelBottomClose}
              keys="mod+j"
              onClick={() => viewStore.setCollapsed('results', true)}
            />
          </>
        }
      >
        <div className="results__body">
          <Timeline />
          <div className={`results__panel results__panel--${tab}`}>
            <TabPanel tab={tab} />
          </div>
        </div>
      </Tabs>
    </div>
  )
}

function TabPanel({ tab }: { tab: Tab }) {
  if (tab === 'invariants') return <Invariants />
  if (tab === 'report') return <ReportView />
  if (tab === 'latency') {
    return (
      <>
        <LatencyChart mostStrips={6} />
        <HeatMap />
      </>
    )
  }
  if (tab === 'blocks') {
    return (
      <>
        <UtilisationChart />
        <QueueChart />
      </>
    )
  }
  if (tab === 'failures') {
    return (
      <>
        <CausesChart />
        <CausesTable />
      </>
    )
  }
  return (
    <>
      <LatencyChart mostStrips={1} />
      <ThroughputChart />
      <UtilisationChart />
    </>
  )
}
