import { Unsupported } from './syntax.js'

/** Reads a pattern from its first character to its last. */
export class Reader {
  position = 0
  readonly flags: string
  readonly isUnicode: boolean
  readonly #source: string

  constructor(source: string, flags: string) {
    this.#source = source
    this.flags = flags
    this.isUnicode = /[uv]/.test(flags)
  }

  atEnd = () => this.position >= this.#source.length
  sees = (text: string) => this.#source.startsWith(text, this.position)

  take(text: string): boolean {
    if (!this.sees(text)) return false
    this.position += text.length
    return true
  }

  takeMatch(pattern: RegExp): RegExpExecArray | undefined {
    const found = pattern.exec(this.#source.slice(this.position))
    if (found === null) return undefined
    this.position += found[0].length
    return found
  }

  /** The next code point; without the flag `u` the next UTF-16 unit. */
  next(): number {
    const point = this.isUnicode ? this.#source.codePointAt(this.position) : this.#source.charCodeAt(this.position)
    if (point === undefined || Number.isNaN(point)) throw new Unsupported('an end too soon')
    this.position += point > 0xffff ? 2 : 1
    return point
  }
}
