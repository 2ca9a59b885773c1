/** How far a link of some length gets. */

/** [characters] whole address: the shortest limits of chats and of bookmarks, of some work chats, and of what tools bear. */
export const SAFE_LENGTH = 2000
export const RISKY_LENGTH = 4000
export const LONGEST_LENGTH = 8000

export interface LengthJudgement {
  tone: 'ok' | 'slow' | 'fail'
  text: string
}

export function judgeLength(length: number): LengthJudgement {
  if (length <= SAFE_LENGTH) return { tone: 'ok', text: 'Short enough for every chat and mail.' }
  if (length <= RISKY_LENGTH) return { tone: 'slow', text: 'Some chats cut links of this length.' }
  if (length <= LONGEST_LENGTH) return { tone: 'fail', text: 'Many chats cut links of this length; a file is safer.' }
  return { tone: 'fail', text: 'Too long for most places: send the file instead.' }
}
