/** Adapters from the vector files of the transactions family to its members. */
import { CaseCheck, type CaseResult, type ConformanceAdapter } from '../conformance'
import { AtomicCommit } from './atomic-commit'
import { BranchBarrier, OPERATIONS, type Operation } from './branch-barrier'
import { explore, type StateGraph } from './explore'
import { runCommitCase, runOutboxCase, runSagaCase, type TableCase } from './table-cases'
import { MANAGER_STATES, TransactionCommit } from './transaction-commit'
import type { StateMachine } from './transactions'
import { TwoPhase } from './two-phase'
import { TwoPhaseBackup } from './two-phase-backup'

interface SpecCase {
  kind: string
  spec: string
  resourceManagers: number | string
  expect: {
    distinctStates?: number
    generated?: number
    depth?: number
    states?: string[]
    initial?: number[]
    edges?: [number, number, string][]
  }
}

/** The size that the configuration file of a specification sets when the case does not say. */
const DEFAULT_PARTICIPANTS: Record<string, number> = { ACP_SB_TLC: 3, ACP_NB_TLC: 2 }

/** The machine for a specification, and its starts; undefined for a name that is not known. */
function machineOf(spec: string, size: number | string): { machine: StateMachine; starts?: Int8Array[] } | undefined {
  const name = spec.split(' ')[0] ?? ''
  const count = typeof size === 'number' ? size : DEFAULT_PARTICIPANTS[name]
  if (count === undefined) return undefined
  if (name === 'TCommit') return { machine: new TransactionCommit(count) }
  if (name === 'TwoPhase') return { machine: new TwoPhase(count) }
  if (name === '2PCwithBTM') {
    const [managerMayFail, coordinatorMayFail] = ['RMMAYFAIL', 'TMMAYFAIL'].map((flag) => spec.includes(`${flag}=TRUE`))
    return {
      machine: new TwoPhaseBackup(count, {
        managerMayFail: managerMayFail === true,
        coordinatorMayFail: coordinatorMayFail === true,
      }),
    }
  }
  if (name === 'ACP_SB_TLC' || name === 'ACP_NB_TLC') {
    const machine = new AtomicCommit(count, name === 'ACP_NB_TLC')
    return { machine, starts: machine.starts() }
  }
  return undefined
}

/** A state of the specification's text as the text of ours: the states of the managers, then the rest where there is one. */
function keyOfText(text: string): string {
  const managers = [...text.matchAll(/r\d+ :> "(\w+)"/g)].map((match) => match[1])
  if (!text.includes('tmState')) return managers.join(' ')
  const messages = text.slice(text.indexOf('msgs'), text.indexOf('rmState'))
  const sent = [...messages.matchAll(/rm \|-> r(\d+)/g)].map((match) => Number(match[1])).sort((a, b) => a - b)
  const heard = text.slice(text.indexOf('tmPrepared'))
  const heardOf = [...heard.matchAll(/r(\d+)/g)].map((match) => Number(match[1])).sort((a, b) => a - b)
  const decisions = ['Commit', 'Abort'].filter((decision) => messages.includes(`"${decision}"`))
  const decision = /tmState = "(\w+)"/.exec(text)?.[1]
  return [managers.join(' '), decision, sent, heardOf, decisions].join(';')
}

/** The same for a state of one of our machines. */
function keyOfState(machine: StateMachine, state: Int8Array): string {
  if (!(machine instanceof TwoPhase)) return Array.from(state, (rm) => MANAGER_STATES[rm]).join(' ')
  machine.state.set(state)
  const managers = Array.from({ length: machine.managers }, (_, rm) => rm)
  const numbersOf = (test: (rm: number) => boolean) => managers.filter(test).map((rm) => rm + 1)
  const decision = machine.decision
  return [
    managers.map((rm) => MANAGER_STATES[machine.manager(rm)]).join(' '),
    ['init', 'committed', 'aborted'][decision],
    numbersOf((rm) => machine.isPreparedSent(rm)),
    numbersOf((rm) => machine.isPreparedHeard(rm)),
    [[], ['Commit'], ['Abort']][decision],
  ].join(';')
}

function compareGraph(check: CaseCheck, machine: StateMachine, graph: StateGraph, expect: SpecCase['expect']): void {
  const ours = graph.states.map((state) => keyOfState(machine, state))
  const theirs = (expect.states ?? []).map(keyOfText)
  check.equal('states', [...ours].sort(), [...theirs].sort())
  check.equal(
    'initial states',
    ours.slice(0, graph.initialCount),
    (expect.initial ?? []).map((at) => theirs[at]),
  )
  const edgeText = (from: string | undefined, to: string | undefined, action: string) => `${from} -${action}-> ${to}`
  check.equal(
    'steps',
    graph.edges.map(({ from, to, action }) => edgeText(ours[from], ours[to], action)).sort(),
    [...new Set((expect.edges ?? []).map(([from, to, action]) => edgeText(theirs[from], theirs[to], action)))].sort(),
  )
}

function runSpecCase({ kind, spec, resourceManagers, expect }: SpecCase): CaseResult {
  const id = `${kind} ${spec} ${resourceManagers}`
  const found = machineOf(spec, resourceManagers)
  if (!found) return { id, status: 'unread', message: `unknown specification ${spec}` }
  const check = new CaseCheck(id)
  const graph = explore(found.machine, found.starts)
  if (kind === 'graph') compareGraph(check, found.machine, graph, expect)
  else if (kind === 'stateCount') {
    check.equal('distinct states', graph.states.length, expect.distinctStates)
    if (expect.generated !== undefined) check.equal('generated', graph.generated, expect.generated)
    if (expect.depth !== undefined) check.equal('depth', graph.depth, expect.depth)
  } else return { id, status: 'unread', message: `unknown kind ${kind}` }
  return check.result()
}

const specAdapter: ConformanceAdapter = {
  vectors: 'tx_two_phase_commit_tlc',
  members: ['two-phase'],
  run: (file) => (file['cases'] as SpecCase[]).map(runSpecCase),
}

const barrierAdapter: ConformanceAdapter = {
  vectors: 'tx_branch_barrier',
  members: ['try-confirm-cancel', 'saga'],
  run: (file) =>
    (file['cases'] as { family: string; sequence: Operation[]; expectBusinessExecuted: boolean[] }[]).map((entry) => {
      const check = new CaseCheck(`${entry.family}: ${entry.sequence.join(', ')}`)
      const barrier = new BranchBarrier()
      entry.sequence.forEach((operation, step) => {
        if (!OPERATIONS.includes(operation)) check.fail(`unknown operation ${operation}`)
        else check.equal(`call ${step}`, barrier.enter(1, operation), entry.expectBusinessExecuted[step])
      })
      return check.result()
    }),
}

const TABLES: Record<string, (entry: TableCase, id: string) => CaseResult> = {
  saga: runSagaCase,
  outbox: runOutboxCase,
  commitProtocol: runCommitCase,
}

const tableAdapter: ConformanceAdapter = {
  vectors: 'tx_saga_outbox_tables',
  members: ['saga', 'two-phase', 'three-phase'],
  run: (file) =>
    (file['cases'] as TableCase[]).map((entry, index) => {
      const id = `${entry.kind} ${index}`
      const run = TABLES[entry.kind]
      return run ? run(entry, id) : { id, status: 'unread', message: `unknown kind ${entry.kind}` }
    }),
}

export const adapters: ConformanceAdapter[] = [specAdapter, barrierAdapter, tableAdapter]
