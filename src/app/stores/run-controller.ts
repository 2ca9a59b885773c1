/**
 * Steers the one live simulation.
 *
 * It follows the document. Parameters changed in mid-run take effect at once and are recorded, so that the run can be
 * replayed; anything else that a run depends on starts it again. Live numbers are in `live-figures.ts`.
 */

import type { Design } from '../../design/design'
import type { Finding } from '../../simulation/findings/finding'
import type { Snapshot, Speed } from '../../simulation/protocol'
import type { Report } from '../../simulation/report'
import { text } from '../i18n/language'
import type { SimulationLostError, SimulationSupervisor } from '../simulation-supervisor'
import { compareDesigns, isSame, type ParamChange, runsAlike } from './design-change'
import type { FinalFigures } from './final-figures'
import { type LiveFigures, liveFigures } from './live-figures'
import { type DigestCheck, type ExpectedResult, INITIAL_RUN, type RunStoreState, useRun } from './run-state'

/** Where the document is read from. */
export interface DesignSource {
  get(): Design
  /** `isOther`: the design is another document, not an edit of the one before. */
  subscribe(listener: (design: Design, isOther: boolean) => void): () => void
}

/** Commands that reach a simulation. */
export type Simulation = Pick<
  SimulationSupervisor,
  'open' | 'run' | 'pause' | 'step' | 'seek' | 'change' | 'report' | 'close'
>

export interface RunEnvironment {
  design: DesignSource
  connect(handlers: { onSnapshot(snapshot: Snapshot): void; onLost(error: SimulationLostError): void }): Simulation
  /** Tells the person something that happened to the run. */
  tell(kind: 'info' | 'warning' | 'error', text: string): void
  figures?: LiveFigures
  /** What a whole run came to, for the faces of blocks and wires. */
  conclude?(design: Design, report: Report): Promise<FinalFigures>
}

export class RunController {
  private environment: RunEnvironment | null = null
  private simulation: Simulation | null = null
  private figures = liveFigures
  /** The design as the worker was given it. */
  private opened: Design | null = null
  /** The design on screen as far as the live run has followed it. */
  private followed: Design | null = null
  private expected: (ExpectedResult & { design: Design }) | null = null
  /** A promise that came before there was a document to hold it against. */
  private promised: ExpectedResult | null = null
  /** [ms] where the run is being taken, null when it is not. */
  private seekTarget: number | null = null
  /** The design on screen when the report came. */
  private reportedOn: Design | null = null
  /** Grows with each opening, so that what belongs to an earlier one is told. */
  private opening = 0
  private liveChanges: Promise<void> = Promise.resolve()
  /** The last command that came before there was a simulation, as right after the page was drawn. */
  private early: (() => Promise<void>) | null = null

  /** Starts to follow the document. Returns how to stop. */
  connect(environment: RunEnvironment): () => void {
    this.environment = environment
    this.figures = environment.figures ?? liveFigures
    this.simulation = environment.connect({
      onSnapshot: (snapshot) => this.receive(snapshot),
      onLost: (error) => this.lost(error),
    })
    useRun.setState({ durationMs: environment.design.get().scenario.durationMs })
    const unsubscribe = environment.design.subscribe((design, isOther) => this.follow(design, isOther))
    if (this.promised !== null) this.expectResult(this.promised)
    const { early } = this
    this.early = null
    void early?.()
    return () => {
      unsubscribe()
      this.simulation?.close()
      this.simulation = null
      this.environment = null
      this.forget()
      useRun.setState(INITIAL_RUN)
    }
  }

  /** Runs, or goes on. A finished run starts again. */
  async start(): Promise<void> {
    this.isMeantToRun = true
    if (this.isTooEarly(() => this.start())) return
    const { status } = useRun.getState()
    // What is being loaded goes on by itself once it can.
    if (status === 'running' || status === 'loading') return
    if (status === 'finished' || this.opened === null) await this.restart()
    else await this.goOn()
  }

  async pause(): Promise<void> {
    this.isMeantToRun = false
    this.early = null
    const { status } = useRun.getState()
    // It may have been told to go on and not have said yet that it does.
    const isUnderWay = status === 'running' || (status === 'loading' && this.opened !== null)
    if (isUnderWay) await this.attempt((simulation) => simulation.pause())
  }

  /** Goes on until the next request ends. */
  async step(): Promise<void> {
    this.isMeantToRun = false
    if (this.isTooEarly(() => this.step())) return
    const { status } = useRun.getState()
    if (status === 'loading') return
    if (status === 'running') await this.attempt((simulation) => simulation.pause())
    if ((status === 'finished' || this.opened === null) && !(await this.open())) return
    // Run may have been pressed while the design was being opened for the step.
    if (this.isMeantToRun) await this.goOn()
    else await this.attempt((simulation) => simulation.step())
  }

  /** Stands still at a time of the present run, earlier or later. Of several in quick succession the last counts. */
  async seek(timeMs: number): Promise<void> {
    const { status, isReportCurrent } = useRun.getState()
    const isThere = status === 'running' || status === 'paused' || (status === 'finished' && isReportCurrent)
    if (this.opened === null || !isThere) return
    this.isMeantToRun = false
    const isUnderWay = this.seekTarget !== null
    this.seekTarget = timeMs
    if (isUnderWay) return
    let reached = Number.NaN
    while (this.seekTarget !== null && this.seekTarget !== reached) {
      const target: number = this.seekTarget
      await this.attempt((simulation) => simulation.seek(target))
      reached = target
    }
    this.seekTarget = null
  }

  /** Back to time 0, paused. */
  async reset(): Promise<void> {
    this.isMeantToRun = false
    await this.restart()
  }

  async setSpeed(speed: Speed): Promise<void> {
    useRun.setState({ speed })
    if (useRun.getState().status === 'running') await this.goOn()
  }

  /** Changes a parameter of the live run and records it. One that cannot be changed while running starts the run again. */
  changeLive(path: string, value: unknown): Promise<void> {
    const opening = this.opening
    this.liveChanges = this.liveChanges.then(async () => {
      const { simulation } = this
      if (simulation === null || opening !== this.opening) return
      const isKnown = useRun.getState().recorded.findLast((change) => change.path === path)
      if (isKnown !== undefined && isSame(isKnown.value, value)) return
      try {
        const change = await simulation.change(path, value)
        if (opening === this.opening) useRun.setState(({ recorded }) => ({ recorded: [...recorded, change] }))
      } catch (error) {
        if (opening !== this.opening || isLoss(error)) return
        this.environment?.tell('info', `${messageOf(error)} ${text('The run starts again.')}`)
        await this.restart()
      }
    })
    return this.liveChanges
  }

  /** A link promised this result for the design on screen; the next finished run is held against it. */
  expectResult(result: ExpectedResult | null): void {
    const design = this.environment?.design.get()
    this.promised = design === undefined ? result : null
    this.expected = result === null || design === undefined ? null : { ...result, design }
    useRun.setState({ digestCheck: this.expected === null ? 'none' : 'pending' })
  }

  /** The design that replays the present run: as it was opened, with the changes recorded since. */
  replayable(): Design | null {
    const { recorded, status, isReportCurrent } = useRun.getState()
    if (this.opened === null || recorded.length === 0 || (status === 'finished' && !isReportCurrent)) return null
    const onScreen = this.environment?.design.get() ?? this.opened
    const { scenario } = this.opened
    return {
      ...this.opened,
      name: onScreen.name,
      blocks: this.opened.blocks.map((block) => {
        const shown = onScreen.blocks.find(({ id }) => id === block.id)
        return shown === undefined ? block : { ...shown, params: block.params }
      }),
      scenario: { ...scenario, changes: [...scenario.changes, ...recorded].sort((a, b) => a.atMs - b.atMs) },
    }
  }

  /** Asks for the report of the run so far. */
  async report(): Promise<Report | null> {
    const { simulation, opened, opening } = this
    if (simulation === null || opened === null) return null
    try {
      const report = await simulation.report()
      if (opening === this.opening) this.keep(report, [])
      return report
    } catch {
      return null
    }
  }

  private get isMeantToRun(): boolean {
    return useRun.getState().isMeantToRun
  }

  private set isMeantToRun(isMeantToRun: boolean) {
    useRun.setState({ isMeantToRun })
  }

  private isTooEarly(command: () => Promise<void>): boolean {
    if (this.environment !== null) return false
    this.early = command
    return true
  }

  private async open(): Promise<boolean> {
    const { environment, simulation } = this
    if (environment === null || simulation === null) return false
    const design = environment.design.get()
    const opening = ++this.opening
    this.opened = null
    this.followed = design
    const fresh = this.beginning(design)
    if (design.blocks.length === 0) {
      simulation.close()
      useRun.setState({ ...fresh, isMeantToRun: false })
      return false
    }
    useRun.setState({ ...fresh, status: 'loading' })
    try {
      await simulation.open(design)
    } catch (error) {
      if (opening !== this.opening || isLoss(error)) return false
      this.fail(messageOf(error))
      // What ran before must not go on unseen.
      void simulation.pause().catch(() => undefined)
      return false
    }
    if (opening !== this.opening) return false
    this.opened = design
    useRun.setState({ status: this.statusAtStart() })
    // The document may have moved on while the worker was compiling.
    const change = compareDesigns(design, this.followed)
    if (change.kind === 'none') return true
    return this.open()
  }

  /** A run that is about to go on by itself is not one that waits for the button: who presses it just then would pause it. */
  private statusAtStart(): 'loading' | 'idle' {
    return this.isMeantToRun ? 'loading' : 'idle'
  }

  /** Makes room for the figures of a design; answers what the page shows before its run begins. */
  private beginning(design: Design): RunStoreState {
    this.figures.layOut(
      design.blocks.map(({ id }) => id),
      design.connections.map(({ id }) => id),
    )
    const { speed, digestCheck, isMeantToRun } = useRun.getState()
    const { durationMs } = design.scenario
    return { ...INITIAL_RUN, isMeantToRun, durationMs, speed, digestCheck: this.expectation(digestCheck) }
  }

  private expectation(current: DigestCheck): DigestCheck {
    return this.expected === null ? 'none' : current === 'edited' ? 'edited' : 'pending'
  }

  private async restart(): Promise<void> {
    if ((await this.open()) && this.isMeantToRun) await this.goOn()
  }

  private goOn(): Promise<void> {
    return this.attempt((simulation) => simulation.run(useRun.getState().speed))
  }

  private follow(design: Design, isOther: boolean): void {
    const { followed } = this
    const { status, nowMs } = useRun.getState()
    this.noteExpectation(design)
    if (followed === null) {
      useRun.setState({ durationMs: design.scenario.durationMs })
      return
    }
    if (isOther && (status === 'finished' || status === 'failed')) return this.clear(design)
    const change = compareDesigns(followed, design)
    this.followed = design
    // While the worker is compiling, the opening itself looks whether the document has moved on.
    if (change.kind === 'none' || (status === 'loading' && this.opened === null)) return
    if (status === 'finished') {
      const isReportCurrent = this.reportedOn !== null && runsAlike(this.reportedOn, design)
      useRun.setState({ isReportCurrent })
      return
    }
    if (change.kind === 'params' && status !== 'failed' && nowMs > 0) this.changeAll(change.changes)
    else if (this.isMeantToRun || status === 'paused') {
      const isOfScenario = !isOther && nowMs > 0 && !isSame(followed.scenario, design.scenario)
      if (isOfScenario)
        this.environment?.tell('info', text('What is planned counts from the beginning, so the run starts again.'))
      void this.restart()
    } else this.opened = null
  }

  /** What was found about another document does not stay on screen. */
  private clear(design: Design): void {
    this.letGo()
    this.simulation?.close()
    useRun.setState(this.beginning(design))
  }

  private changeAll(changes: readonly ParamChange[]): void {
    for (const { path, value } of changes) void this.changeLive(path, value)
  }

  private noteExpectation(design: Design): void {
    if (this.expected === null) return
    const isEdited = !runsAlike(this.expected.design, design)
    const { digestCheck } = useRun.getState()
    if (isEdited && digestCheck === 'pending') useRun.setState({ digestCheck: 'edited' })
    else if (!isEdited && digestCheck === 'edited') useRun.setState({ digestCheck: 'pending' })
  }

  private receive(snapshot: Snapshot): void {
    const { status } = useRun.getState()
    if (this.opened === null && status !== 'loading') return
    this.figures.receive(snapshot)
    // At time 0 there is nothing to report, and what was found at a pause is out of date once the run goes on.
    const report = snapshot.nowMs > 0 ? snapshot.report : null
    const goesOn = snapshot.status === 'running' && status !== 'running'
    useRun.setState({
      status: snapshot.status === 'paused' && snapshot.nowMs === 0 ? this.statusAtStart() : snapshot.status,
      nowMs: snapshot.nowMs,
      durationMs: snapshot.durationMs,
      achievedSpeed: snapshot.achievedSpeed,
      events: snapshot.events,
      completed: snapshot.completed,
      failed: snapshot.failed,
      inFlight: snapshot.inFlight,
      outcome: snapshot.outcome,
      message: null,
      ...(goesOn ? { report: null, findings: [], isReportCurrent: false } : {}),
    })
    if (report !== null) this.keep(report, snapshot.findings ?? [])
    if (snapshot.status === 'finished' && report !== null) {
      this.check(report)
      void this.conclude(report)
    }
  }

  private keep(report: Report, findings: readonly Finding[]): void {
    this.reportedOn = this.followed
    useRun.setState({ report, findings, isReportCurrent: true })
  }

  /** The last second of a run is that of its draining: what stays on the blocks is what the whole run came to. */
  private async conclude(report: Report): Promise<void> {
    const { environment, opened, opening } = this
    const final = opened && (await environment?.conclude?.(opened, report))
    if (final && opening === this.opening) this.figures.conclude(final)
  }

  private check(report: Report): void {
    this.isMeantToRun = false
    const { expected, opened } = this
    if (expected === null || opened === null) return
    const isEdited = useRun.getState().recorded.length > 0 || !runsAlike(expected.design, opened)
    const isOther = report.engineVersion !== expected.engineVersion
    const isSameResult = report.digest === expected.digest
    const digestCheck = isEdited ? 'edited' : isSameResult ? 'reproduced' : isOther ? 'other-version' : 'not-reproduced'
    useRun.setState({ digestCheck })
  }

  private lost(error: SimulationLostError): void {
    const { nowMs } = useRun.getState()
    this.opening += 1
    this.opened = null
    this.followed = this.environment?.design.get() ?? null
    this.isMeantToRun = false
    const message = `${error.message} ${text('The design is kept: run it again, or change it first.')}`
    useRun.setState({ status: 'failed', message, nowMs, achievedSpeed: 0 })
    this.environment?.tell('error', message)
  }

  private fail(message: string): void {
    this.opened = null
    useRun.setState({ status: 'failed', message })
  }

  /** Ends what belongs to the present opening. */
  private letGo(): void {
    this.opening += 1
    this.opened = null
    this.followed = null
    this.isMeantToRun = false
  }

  private forget(): void {
    this.letGo()
    this.expected = null
    this.early = null
  }

  private async attempt(command: (simulation: Simulation) => Promise<void>): Promise<void> {
    const { simulation, opening } = this
    if (simulation === null) return
    try {
      await command(simulation)
    } catch (error) {
      // A loss has been reported by the supervisor already.
      if (opening === this.opening && !isLoss(error)) this.fail(messageOf(error))
    }
  }
}

function isLoss(error: unknown): boolean {
  return error instanceof Error && error.name === 'SimulationLostError'
}

function messageOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : 'The simulation refused the design.'
}
