/** A place in a text that moves on as patterns are found there. Every look is bounded, so that reading takes linear time. */
export class Scanner {
  readonly text: string
  at = 0
  private line = 1
  private counted = 0

  constructor(text: string) {
    this.text = text
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length
  }

  /** Number of the line of the place, from 1. */
  get lineNumber(): number {
    while (this.counted < this.at) if (this.text[this.counted++] === '\n') this.line++
    return this.line
  }

  /** Matches a sticky pattern here and moves past it. */
  take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at
    const match = pattern.exec(this.text)
    if (match) this.at = pattern.lastIndex
    return match
  }

  /** Moves past `word` if it stands here. */
  takeWord(word: string): boolean {
    if (!this.text.startsWith(word, this.at)) return false
    this.at += word.length
    return true
  }

  /** Text up to `end`, which is passed too; undefined when it does not come within `most` characters. */
  upTo(end: string, most: number): string | undefined {
    const found = this.text.slice(this.at, this.at + most).indexOf(end)
    if (found < 0) return undefined
    const inside = this.text.slice(this.at, this.at + found)
    this.at += found + end.length
    return inside
  }

  /** The beginning of what is left of the line, at most so many characters, without moving. */
  restOfLine(most: number): string {
    const ahead = this.text.slice(this.at, this.at + most)
    const end = ahead.indexOf('\n')
    return end < 0 ? ahead : ahead.slice(0, end)
  }

  /** Moves to the end of the line and returns what was skipped. */
  skipLine(): string {
    const end = this.text.indexOf('\n', this.at)
    const rest = this.text.slice(this.at, end < 0 ? this.text.length : end)
    this.at += rest.length
    return rest
  }
}
