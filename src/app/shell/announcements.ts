/**
 * What screen readers are told: what was done, what is selected, and how a run ended. At most one text a second; what comes in
 * between waits, and of selections only the last counts.
 */

import { blockOf } from '../../blocks/registry'
import type { Design } from '../../design/design'
import type { Report } from '../../simulation/report'
import { blockName, saidOf } from '../edits/said'
import { clauses, listed, plural, sentence, t } from '../i18n/language'
import { designStore } from '../stores/design'
import { useRun } from '../stores/run'
import { type Selection, useView } from '../stores/view'
import { formatDuration, formatNumber } from '../ui/format'
import { inSentence } from '../ui/words'

/** [ms] between two texts. */
export const QUIET_MS = 1000
/** Most things said at once. */
const MOST = 3

/** "Orders, service, calls Orders db and Mail", "Connection from Gateway to Orders", "3 blocks selected". */
export function selectionWords(design: Design, { blocks, connections }: Selection): string {
  const all = [...blocks, ...connections]
  if (all.length === 0) return t('Nothing selected')
  if (all.length > 1) return t('{said} selected', { said: saidOf(design, all, t) })
  if (connections.length === 1) return t('Connection {said} selected', { said: saidOf(design, connections, t) })
  const block = design.blocks.find(({ id }) => id === blocks[0])
  if (!block) return ''
  const calls = design.connections.filter(({ from }) => from === block.id).map(({ to }) => blockName(design, to))
  const kind = inSentence(t(blockOf(block.kind)?.name ?? block.kind))
  const values = { name: blockName(design, block.id), kind, names: listed(calls) }
  return t(calls.length > 0 ? '{name}, {kind}, calls {names}, selected' : '{name}, {kind}, selected', values)
}

/** How a run ended, in one sentence. */
export function resultWords({ requests, invariants, objectives }: Report): string {
  const broken = invariants.filter(({ holds }) => !holds).length
  const missed = objectives.filter(({ met }) => !met).length
  const parts = [
    t('Run over: {done} requests done, {failed} failed', {
      done: formatNumber(requests.completed),
      failed: formatNumber(requests.failed),
    }),
  ]
  if (requests.latencyMs.p99 !== null) parts.push(`p99 ${formatDuration(requests.latencyMs.p99)}`)
  if (missed > 0) parts.push(t('{missed} of {total} objectives missed', { missed, total: objectives.length }))
  if (broken > 0) parts.push(plural(broken, { one: '{count} invariant broken', other: '{count} invariants broken' }))
  return clauses(parts)
}

/** Gathers texts and lets one out a second. */
export class Announcements {
  private readonly say: (text: string) => void
  private waiting: string[] = []
  private selection: string | null = null
  private timer: ReturnType<typeof setTimeout> | null = null

  constructor(say: (text: string) => void) {
    this.say = say
  }

  /** Something that was done or happened. It says what is selected now better than the selection does. */
  tell(text: string): void {
    this.waiting = [...this.waiting.filter((other) => other !== text), text].slice(-MOST)
    this.selection = null
    this.soon(0)
  }

  select(text: string): void {
    this.selection = text
    this.soon(0)
  }

  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer)
  }

  private soon(ms: number): void {
    this.timer ??= setTimeout(() => this.flush(), ms)
  }

  private flush(): void {
    this.timer = null
    const texts = [...this.waiting, ...(this.selection === null ? [] : [this.selection])]
    this.waiting = []
    this.selection = null
    if (texts.length === 0) return
    this.say(texts.join('. '))
    this.soon(QUIET_MS)
  }
}

/** Tells from now on. Returns how to stop. */
export function startAnnouncements(say: (text: string) => void): () => void {
  const announcements = new Announcements(say)
  const stops = [
    useView.subscribe((state, before) => {
      if (state.selection !== before.selection) announcements.select(selectionWords(designStore.get(), state.selection))
      if (state.announced !== before.announced) announcements.tell(sentence(state.announcement))
    }),
    useRun.subscribe((state, before) => {
      const { report, status } = state
      if (status === 'finished' && report !== null && report !== before.report) announcements.tell(resultWords(report))
    }),
  ]
  return () => {
    for (const stop of stops) stop()
    announcements.stop()
  }
}
