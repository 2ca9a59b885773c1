/** Adapter from the vector file of the replication family to its functions and members. */
import { SequentialRandom } from '../../lib/random'
import { CaseCheck, type CaseResult, type ConformanceAdapter } from '../conformance'
import { Quorum } from './quorum'
import {
  quorumAvailability,
  readsSeeLatestWrite,
  staleReadProbability,
  toleratedDown,
  writesMeet,
} from './quorum-arithmetic'
import { UNAVAILABLE } from './replication'

interface QuorumCase {
  kind: string
  N: number
  W?: number
  R?: number
  needed?: number
  nodeAvailability?: number
  readSeesLatestWrite?: boolean
  noTwoConcurrentWriteQuorums?: boolean
  writeToleratesDown?: number
  readToleratesDown?: number
  availability?: number
  pReadMissesLastWrite?: number
}

/** [count] replicas that can be down before the scheme refuses, found by trying. */
function triedTolerance(scheme: Quorum, isWrite: boolean): number {
  const isUp = new Uint8Array(scheme.replicas).fill(1)
  const out = new Int32Array(scheme.replicas)
  const random = new SequentialRandom(1)
  for (let down = 0; down < scheme.replicas; down++) {
    isUp[down] = 0
    if (scheme.plan(isWrite, isUp, random, out) === UNAVAILABLE) return down
  }
  return scheme.replicas
}

function runCase(entry: QuorumCase, index: number): CaseResult {
  const { kind, N, W = 0, R = 0, needed = 0, nodeAvailability = 0 } = entry
  const id = `${kind} ${index}`
  const check = new CaseCheck(id)
  if (kind === 'nwr') {
    const scheme = new Quorum({ replicas: N, writeAnswers: W, readAnswers: R, readsAll: false })
    check.equal('read sees latest write', readsSeeLatestWrite(N, W, R), entry.readSeesLatestWrite)
    check.equal('write quorums meet', writesMeet(N, W), entry.noTwoConcurrentWriteQuorums)
    check.equal('write tolerates', toleratedDown(N, W), entry.writeToleratesDown)
    check.equal('read tolerates', toleratedDown(N, R), entry.readToleratesDown)
    check.equal('write tolerates, tried', triedTolerance(scheme, true), entry.writeToleratesDown)
    check.equal('read tolerates, tried', triedTolerance(scheme, false), entry.readToleratesDown)
  } else if (kind === 'availability')
    check.equal('availability', quorumAvailability(nodeAvailability, N, needed), entry.availability)
  else if (kind === 'staleRead') check.equal('stale', staleReadProbability(N, W, R), entry.pReadMissesLastWrite)
  else return { id, status: 'unread', message: `unknown kind ${kind}` }
  return check.result()
}

export const adapters: ConformanceAdapter[] = [
  {
    vectors: 'quorum_nwr',
    members: ['quorum-replication'],
    run: (file) => (file['cases'] as QuorumCase[]).map(runCase),
  },
]
