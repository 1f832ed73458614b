import type { TextEdit } from './text-edit.ts'
import type { Sentence } from './sentences/en.ts'

/** Why a text is not JSON, said so that somebody who does not program can mend it. */
export interface JsonFault {
  readonly offset: number
  readonly sentence: Extract<Sentence, `syntax.${string}` | 'merge-conflict'>
  readonly values?: Readonly<Record<string, string>>
  /** What mends it, where only one thing can be meant. */
  readonly edits?: readonly TextEdit[]
}

/**
 * Finds what people and tools put into JSON that does not belong there: comments, trailing and missing commas,
 * curly and single quotation marks, quotation marks and line breaks inside a text, tabs, no-break spaces, halves of
 * a merge conflict. Goes on after each, so that one reading names them all. Takes time linear in the length.
 */
export function findJsonFaults(text: string): JsonFault[] {
  return new Scan(text).run()
}

/**
 * The bracket that is open at an offset of a text whose quotation marks are in order, innermost last.
 *
 * @returns its sign and offset, or undefined where none is open
 */
export function openBracketAt(text: string, offset: number): { sign: '{' | '['; offset: number } | undefined {
  const open: { sign: '{' | '['; offset: number }[] = []
  for (let at = 0; at < offset; at++) {
    const char = text.charAt(at)
    if (char === '"') {
      for (at++; at < offset && text.charAt(at) !== '"'; at++) if (text.charAt(at) === '\\') at++
    } else if (char === '{' || char === '[') open.push({ sign: char, offset: at })
    else if (char === '}' || char === ']') open.pop()
  }
  return open.at(-1)
}

/** What may come next in the object or list that is open. */
type State = 'value' | 'key' | 'colon' | 'after'

const CLOSING: Readonly<Record<string, string>> = {
  '“': '”',
  '”': '”',
  '„': '“',
  '«': '»',
  '‘': '’',
  '’': '’',
  "'": "'",
  '`': '`',
}
const WORDS: Readonly<Record<string, string>> = {
  True: 'true',
  False: 'false',
  None: 'null',
  undefined: 'null',
  NaN: 'null',
  TRUE: 'true',
  FALSE: 'false',
  NULL: 'null',
}

class Scan {
  readonly #text: string
  readonly #faults: JsonFault[] = []
  readonly #open: ('{' | '[')[] = []
  #at = 0
  #state: State = 'value'
  /** Where the last value or comma ended. */
  #end = 0
  #comma: number | undefined

  constructor(text: string) {
    this.#text = text
  }

  run(): JsonFault[] {
    const conflict = this.#conflicts()
    if (conflict.length > 0) return conflict
    const text = this.#text
    while (this.#at < text.length && this.#faults.length < 200) {
      const char = text.charAt(this.#at)
      if (char === ' ' || char === '\n' || char === '\r' || char === '\t') this.#at++
      else if (/[\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff\v\f]/.test(char)) {
        this.#say(this.#at, 'syntax.space', undefined, [{ start: this.#at, end: this.#at + 1, text: ' ' }])
        this.#at++
      } else if (char === '/' || char === '#') {
        if (!this.#comment()) break
      } else if (char === '{' || char === '[') {
        this.#value()
        this.#open.push(char)
        this.#state = char === '{' ? 'key' : 'value'
        this.#comma = undefined
        this.#at++
      } else if (char === '}' || char === ']') {
        const opened = this.#open.pop()
        if (opened === undefined || (char === '}') !== (opened === '{')) break
        if (this.#comma !== undefined) {
          this.#say(this.#comma, 'syntax.trailing-comma', undefined, [
            { start: this.#comma, end: this.#comma + 1, text: '' },
          ])
        }
        this.#after(this.#at + 1)
        this.#at++
      } else if (char === ',') {
        if (this.#state !== 'after') {
          // Two commas in a row, or one at the beginning.
          this.#say(this.#at, 'syntax.extra-comma', undefined, [
            { start: this.#at, end: this.#at + 1, text: '' },
          ])
        } else {
          this.#comma = this.#at
          this.#state = this.#open.at(-1) === '{' ? 'key' : 'value'
        }
        this.#at++
      } else if (char === ':' || char === '=') {
        if (this.#state !== 'colon') break
        if (char === '=')
          this.#say(this.#at, 'syntax.colon', undefined, [{ start: this.#at, end: this.#at + 1, text: ':' }])
        this.#state = 'value'
        this.#at++
      } else if (char === '"' || Object.hasOwn(CLOSING, char)) {
        this.#value()
        if (!this.#string(char)) break
      } else if (!this.#word()) break
    }
    return this.#faults
  }

  #say(
    offset: number,
    sentence: JsonFault['sentence'],
    values?: Record<string, string>,
    edits?: TextEdit[],
  ): void {
    this.#faults.push({ offset, sentence, ...(values && { values }), ...(edits && { edits }) })
  }

  /** Lines that Git leaves where two people changed the same place. */
  #conflicts(): JsonFault[] {
    return [...this.#text.matchAll(/^[ \t]*(?:(?:<{7}|>{7}|\|{7})(?: [^\n]*)?|={7}\r?)$/gm)].map(
      ({ 0: line, index }) => ({
        offset: index,
        sentence: 'merge-conflict' as const,
        values: { line: line.trim().slice(0, 60) },
      }),
    )
  }

  #comment(): boolean {
    const text = this.#text
    const start = this.#at
    let end: number
    if (text.startsWith('/*', start)) {
      const close = text.indexOf('*/', start + 2)
      end = close < 0 ? text.length : close + 2
    } else if (text.startsWith('//', start) || text.charAt(start) === '#') {
      const line = text.indexOf('\n', start)
      end = line < 0 ? text.length : line
    } else return false
    this.#say(start, 'syntax.comment', undefined, [{ start, end, text: '' }])
    this.#at = end
    return true
  }

  /** A value or a key starts here: is it expected? */
  #value(): void {
    if (this.#state === 'after' && this.#open.length > 0) {
      this.#say(this.#end, 'syntax.missing-comma', undefined, [
        { start: this.#end, end: this.#end, text: ',' },
      ])
      this.#state = this.#open.at(-1) === '{' ? 'key' : 'value'
    } else if (this.#state === 'colon') {
      this.#say(this.#end, 'syntax.colon', undefined, [{ start: this.#end, end: this.#end, text: ':' }])
      this.#state = 'value'
    }
  }

  #after(end: number): void {
    this.#state = 'after'
    this.#end = end
    this.#comma = undefined
  }

  /** A text from its opening mark on: its own faults, and where it ends. */
  #string(opening: string): boolean {
    const text = this.#text
    const start = this.#at
    const closing = opening === '"' ? '"' : (CLOSING[opening] ?? '"')
    const edits: TextEdit[] = []
    const inner: TextEdit[] = []
    let end = -1
    let stop = -1
    for (let at = start + 1; at < text.length; at++) {
      const char = text.charAt(at)
      if (char === '\\') {
        if (/["\\/bfnrt]/.test(text.charAt(at + 1)) || /^u[\da-fA-F]{4}/.test(text.slice(at + 1, at + 6)))
          at++
        else this.#say(at, 'syntax.backslash', undefined, [{ start: at, end: at + 1, text: '\\\\' }])
      } else if (char === '\n' || char === '\r') {
        const next = /\S/.exec(text.slice(at, at + 400))?.[0]
        if (next !== undefined && /["“}\]]/.test(next)) {
          // The next line begins with a key or the end of the list: the closing mark was forgotten.
          const line = text.slice(start, at)
          const length = line.replace(/[,\s]+$/, '').length
          end = start + length
          stop = end
          this.#say(start, 'syntax.unclosed', { start: shorten(line) }, [{ start: end, end, text: '"' }])
          break
        }
        const length = text.startsWith('\r\n', at) ? 2 : 1
        this.#say(at, 'syntax.line-break', undefined, [{ start: at, end: at + length, text: '\\n' }])
        at += length - 1
      } else if (char === '\t')
        this.#say(at, 'syntax.tab', undefined, [{ start: at, end: at + 1, text: '\\t' }])
      else if (char < ' ') this.#say(at, 'syntax.control', undefined, [{ start: at, end: at + 1, text: '' }])
      else if (
        char === '"' ||
        char === closing ||
        (opening !== '"' && '”“»'.includes(char) && closing !== "'")
      ) {
        const follow = /^[ \t\u00a0]*(\S?)/.exec(text.slice(at + 1, at + 80))?.[1] ?? ''
        const line = text.slice(at + 1, at + 80).split('\n', 1)[0] ?? ''
        const listGoesOn = inner.length % 2 === 1 && /^[ \u00a0]?[,:][ \u00a0]?[\p{L}«(]/u.test(line)
        if ((follow === '' || ',:}]"“/#'.includes(follow)) && !listGoesOn) {
          end = at + 1
          stop = at
          if (opening !== '"' || char !== '"') edits.push({ start: at, end: at + 1, text: '"' })
          break
        }
        if (char === '"') inner.push({ start: at, end: at, text: '\\' })
      }
    }
    if (end < 0) {
      this.#say(start, 'syntax.unclosed', { start: shorten(text.slice(start, start + 60)) })
      return false
    }
    for (const edit of inner) this.#say(edit.start, 'syntax.inner-quote', undefined, [edit])
    if (opening !== '"') edits.unshift({ start, end: start + 1, text: '"' })
    if (edits.length > 0) {
      const kind = opening === "'" || opening === '`' ? 'syntax.single-quotes' : 'syntax.smart-quotes'
      this.#say(opening === '"' ? stop : start, kind, { text: shorten(text.slice(start, end)) }, edits)
    }
    this.#at = end
    if (this.#state === 'key') {
      this.#state = 'colon'
      this.#end = end
      this.#comma = undefined
    } else this.#after(end)
    return true
  }

  /** A number, true, false, null; or a word that was meant as one of them, or as a key. */
  #word(): boolean {
    const word = /^[\p{L}\p{N}_$+.-]+/u.exec(this.#text.slice(this.#at, this.#at + 120))?.[0]
    if (word === undefined) return false
    const start = this.#at
    const end = start + word.length
    this.#value()
    if (this.#state === 'key') {
      this.#say(start, 'syntax.bare-key', { word }, [{ start, end, text: JSON.stringify(word) }])
      this.#state = 'colon'
      this.#end = end
      this.#comma = undefined
    } else {
      const meant = WORDS[word]
      const known = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/.test(word)
      if (!known && meant !== undefined)
        this.#say(start, 'syntax.word', { word, meant }, [{ start, end, text: meant }])
      else if (!known) {
        const alone = /^[ \t]*(?:[,}\]\n\r]|$)/.test(this.#text.slice(end, end + 20))
        this.#say(
          start,
          'syntax.bare-text',
          { word },
          alone ? [{ start, end, text: JSON.stringify(word) }] : undefined,
        )
        if (!alone) return false
      }
      this.#after(end)
    }
    this.#at = end
    return true
  }
}

function shorten(text: string): string {
  const line = text.split('\n', 1)[0]?.trim() ?? ''
  return line.length > 40 ? `${line.slice(0, 40)}…` : line
}
