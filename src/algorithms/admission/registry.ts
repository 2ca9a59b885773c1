/** Every admission policy, and the choice of one as a parameter. */

import { type InferVariant, variants } from '../../lib/schema'
import { build } from '../member'
import type { Admission } from './admission'
import { aimd } from './aimd'
import { bbr } from './bbr'
import { bulkhead } from './bulkhead'
import { codel } from './codel'
import { codelKratos } from './codel-kratos'
import { codelLinux } from './codel-linux'
import { codelRfc8289 } from './codel-rfc8289'
import { dagor } from './dagor'
import { gradient2 } from './gradient2'
import { queueTimeout } from './queue-timeout'
import { red } from './red'
import { upstreamLevel } from './upstream-level'
import { vegas } from './vegas'

export const admissions = [
  codel,
  codelRfc8289,
  codelLinux,
  codelKratos,
  queueTimeout,
  aimd,
  vegas,
  gradient2,
  bbr,
  dagor,
  bulkhead,
  red,
] as const

/** An admission policy with its parameters. Stations that may do without one wrap this in `nullable`. */
export const ADMISSION = variants(admissions, 'codel', 'admission')

/** A validated value of {@link ADMISSION}. */
export type AdmissionValue = InferVariant<(typeof admissions)[number]>

/** Builds the policy that a validated `{ type, ...parameters }` value names. */
export function buildAdmission(value: { readonly type: string }): Admission {
  return build<Admission>(admissions, value)
}

/** What stands beside an admission policy, at its callers. */
export const admissionParts = [upstreamLevel] as const

/** How callers heed the level of a callee. */
export const UPSTREAM_LEVEL = variants(admissionParts, upstreamLevel.id, 'admission')
