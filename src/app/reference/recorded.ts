/** Counting recorded cases. */
import type { FamilyData, MemberData, VectorData } from './data'

/** The recorded files whose cases run a member. */
export function filesOf(family: FamilyData, member: MemberData): VectorData[] {
  return family.vectors.filter(({ members }) => members.includes(member.id))
}

/** Cases of all files of a family. */
export function passedOf({ vectors }: FamilyData): { passed: number; cases: number } {
  return {
    passed: vectors.reduce((sum, file) => sum + file.passed, 0),
    cases: vectors.reduce((sum, file) => sum + file.cases, 0),
  }
}
