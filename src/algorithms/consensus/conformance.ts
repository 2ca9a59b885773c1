/** Adapters from the vector files of the consensus family to its members. */
import { type Random, SequentialRandom } from '../../lib/random'
import { StateReader, StateWriter } from '../../lib/state'
import { CaseCheck, type CaseResult, type ConformanceAdapter } from '../conformance'
import { bitOf, firstNodes, jointIndex, majorityIndex, voteResult } from './quorum'
import type { RaftParams } from './raft-election'
import { RaftLog, VALUE } from './raft-log'
import type { RaftMessage } from './raft-messages'
import { RaftNode } from './raft-node'

const PARAMS: RaftParams = {
  electionMinMs: 1000,
  electionMaxMs: 2000,
  heartbeatMs: 100,
  hasPreVote: false,
  hasLeaderCheck: false,
  batchSize: 1000,
}

/** Voters that the files speak of: none of their node numbers is above this. */
const NODES = 7

const entriesOf = (terms: readonly number[]) => terms.map((term) => ({ term, kind: VALUE, value: 0 }) as const)

interface Disk {
  term: number
  votedFor?: number
  logTerms: number[]
  commit?: number
}

/** A node with that disk, just started, whose commit index was `commit`. */
function nodeWith(random: Random, disk: Disk, nodes = NODES): RaftNode {
  const log = new RaftLog(firstNodes(nodes))
  log.take(0, 0, entriesOf(disk.logTerms))
  const out = new StateWriter()
  out.number(disk.term)
  out.number(disk.votedFor ?? 0)
  log.save(out)
  const node = new RaftNode(1, firstNodes(nodes), PARAMS)
  node.start(0, random)
  // What is in memory is taken from the new node; only term, vote and log are of the case.
  const fresh = new StateWriter()
  node.save(fresh)
  const emptyDisk = new StateWriter()
  emptyDisk.number(0)
  emptyDisk.number(0)
  new RaftLog(firstNodes(nodes)).save(emptyDisk)
  const memory = fresh.finish().slice(emptyDisk.finish().length)
  node.load(new StateReader(Float64Array.from([...out.finish(), ...memory])))
  // An append that ends at the commit index, from the leader of the follower's own term, sets it.
  const commit = disk.commit ?? 0
  if (commit > 0) {
    const prevLogTerm = node.log.termAt(commit)
    const head = { kind: 'append-request', from: 2, to: 1, term: disk.term } as const
    node.receive(0, random, { ...head, prevLogIndex: commit, prevLogTerm, entries: [], leaderCommit: commit })
    node.takeMessages()
  }
  return node
}

const termsOf = (log: RaftLog): number[] => Array.from({ length: log.lastIndex }, (_, index) => log.termAt(index + 1))

/** The node's only answer. */
const answerOf = (node: RaftNode): RaftMessage | undefined => node.takeMessages().at(-1)

interface AppendCase {
  id: string
  follower: { logTerms: number[]; term: number; commit: number }
  appendEntries: { term: number; prevLogIndex: number; prevLogTerm: number; entryTerms: number[]; leaderCommit: number }
  expect: {
    success?: boolean
    ackIndexOrRejected?: number
    etcdRejectHint?: number
    logTerms: number[]
    commit: number
    term: number
  }
}

/** Where the reference does not answer (an old term), ours refuses as in the paper. */
function runAppendCase({ id, follower, appendEntries, expect }: AppendCase): CaseResult {
  const check = new CaseCheck(id)
  const random = new SequentialRandom(1)
  const node = nodeWith(random, follower)
  const { term, prevLogIndex, prevLogTerm, leaderCommit } = appendEntries
  const entries = entriesOf(appendEntries.entryTerms)
  const head = { kind: 'append-request', from: 2, to: 1 } as const
  node.receive(0, random, { ...head, term, prevLogIndex, prevLogTerm, entries, leaderCommit })
  const reply = answerOf(node)
  if (reply?.kind !== 'append-reply') check.fail('no reply')
  else {
    check.equal('success', reply.isSuccess, expect.success ?? false)
    if (expect.success !== undefined) {
      if (expect.ackIndexOrRejected !== undefined) check.equal('index', reply.index, expect.ackIndexOrRejected)
      if (expect.etcdRejectHint !== undefined) check.equal('hint', reply.hint, expect.etcdRejectHint)
    }
  }
  check.equal('log', termsOf(node.log), expect.logTerms)
  check.equal('commit', node.commitIndex, expect.commit)
  check.equal('term', node.term, expect.term)
  return check.result()
}

interface VoteCase {
  id?: string
  voter: { logTerms: number[]; term: number; votedFor: number }
  requestVote: { candidate: number; term: number; lastLogIndex: number; lastLogTerm: number }
  expect: { granted: boolean; term: number; votedFor: number }
}

function runVoteCase({ id, voter, requestVote, expect }: VoteCase, index: number): CaseResult {
  const check = new CaseCheck(id ?? `case ${index}`)
  const random = new SequentialRandom(1)
  const node = nodeWith(random, voter)
  const { candidate, term, lastLogIndex, lastLogTerm } = requestVote
  const head = { kind: 'vote-request', from: candidate, to: 1, isPreVote: false } as const
  node.receive(0, random, { ...head, term, lastLogIndex, lastLogTerm })
  const reply = answerOf(node)
  check.equal('granted', reply?.kind === 'vote-reply' && reply.isGranted, expect.granted)
  check.equal('term', node.term, expect.term)
  check.equal('voted for', node.votedFor, expect.votedFor)
  return check.result()
}

interface QuorumCase {
  kind: string
  id?: string
  matchIndex?: Record<string, number>
  committed?: number | string
  voters?: number
  votes?: Record<string, boolean>
  voteResult?: string
  old?: number[]
  new?: number[]
  leaderTerm?: number
  leaderLogTermsAfterElection?: number[]
  followerMatchIndex?: number[]
  commit?: number
}

const VOTE_NAMES = ['VotePending', 'VoteWon', 'VoteLost']

const setOf = (nodes: readonly number[]) => nodes.reduce((set, node) => set | bitOf(node), 0)

const infinityOf = (value: number | string | undefined) => (value === 'infinity' ? Infinity : value)

function runMajority(check: CaseCheck, entry: QuorumCase): void {
  const voters = firstNodes(entry.voters ?? 0)
  const votes = Object.entries(entry.votes ?? {})
  const said = (vote: boolean) => setOf(votes.filter(([, v]) => v === vote).map(([node]) => Number(node)))
  check.equal('vote', VOTE_NAMES[voteResult(voters, said(true), said(false))], entry.voteResult)
  check.equal('committed', String(majorityIndex(voters, matches(entry))), String(infinityOf(entry.committed)))
}

/** Last index by node number. */
function matches({ matchIndex = {} }: QuorumCase): number[] {
  const byNode: number[] = []
  for (const [node, index] of Object.entries(matchIndex)) byNode[Number(node)] = index
  return byNode
}

function runJoint(check: CaseCheck, entry: QuorumCase): void {
  const index = jointIndex(setOf(entry.old ?? []), setOf(entry.new ?? []), matches(entry))
  check.equal('committed', String(index), String(infinityOf(entry.committed)))
}

/** The rule of the leader: what a majority has counts only if its term is the present one. */
function runCommitRule(check: CaseCheck, entry: QuorumCase): void {
  const terms = entry.leaderLogTermsAfterElection ?? []
  const followers = entry.followerMatchIndex ?? []
  const random = new SequentialRandom(1)
  const leader = electedWith(random, terms, entry.leaderTerm ?? 0, followers.length + 1)
  check.equal('leader', leader.isLeader, true)
  check.equal('leader log', termsOf(leader.log), terms)
  for (const [index, match] of followers.entries()) {
    const head = { kind: 'append-reply', from: index + 2, to: 1, term: leader.term } as const
    leader.receive(0, random, { ...head, isSuccess: true, index: match, hint: 0 })
  }
  check.equal('commit', leader.commitIndex, entry.commit)
}

/** A leader of that term whose log has these terms; the first of its own term is its empty entry. */
function electedWith(random: Random, terms: readonly number[], term: number, nodes: number): RaftNode {
  const disk = { term: term - 1, logTerms: terms.filter((entry) => entry < term) }
  const node = nodeWith(random, disk, nodes)
  node.tick(1e9, random)
  for (let voter = 2; voter <= nodes; voter++)
    node.receive(1e9, random, { kind: 'vote-reply', from: voter, to: 1, term, isPreVote: false, isGranted: true })
  while (node.log.lastIndex < terms.length && node.propose(1e9, 0));
  return node
}

function runQuorumCase(entry: QuorumCase, index: number): CaseResult {
  const id = entry.id ?? `${entry.kind} ${index}`
  const check = new CaseCheck(id)
  if (entry.kind === 'majority') runMajority(check, entry)
  else if (entry.kind === 'joint') runJoint(check, entry)
  else if (entry.kind === 'commitRule') runCommitRule(check, entry)
  else return { id, status: 'unread', message: `unknown kind ${entry.kind}` }
  return check.result()
}

export const adapters: ConformanceAdapter[] = [
  {
    vectors: 'raft_append_entries',
    members: ['raft'],
    run: (file) => (file['cases'] as AppendCase[]).map(runAppendCase),
  },
  {
    vectors: 'raft_request_vote',
    members: ['raft'],
    run: (file) => (file['cases'] as VoteCase[]).map(runVoteCase),
  },
  {
    vectors: 'raft_quorum',
    members: ['raft'],
    run: (file) => (file['cases'] as QuorumCase[]).map(runQuorumCase),
  },
]
