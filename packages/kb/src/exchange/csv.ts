import { ExchangeError } from './faq-document.ts'

/** A row of a spreadsheet with the line it begins on. */
export interface Row {
  readonly cells: readonly string[]
  /** From 1. */
  readonly line: number
}

/**
 * Reads CSV as spreadsheets save it: separated by commas, semicolons or tabs (found out from the first row, or from
 * `sep=;`), fields in quotation marks with line breaks in them, any line ending. Empty rows are left out.
 *
 * @throws {ExchangeError} naming the line where a quotation mark opens and never closes
 */
export function parseCsv(source: string): Row[] {
  let text = source.replace(/^\ufeff/, '')
  let line = 1
  const declared = /^sep=(.)\r?\n/i.exec(text)
  if (declared) {
    text = text.slice(declared[0].length)
    line = 2
  }
  const separator = declared?.[1] ?? separatorOf(text)
  const rows: Row[] = []
  let cells: string[] = []
  let start = line
  let at = 0
  const endRow = (): void => {
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ cells, line: start })
    cells = []
    start = line
  }
  while (at < text.length) {
    let cell = ''
    if (text.charAt(at) === '"') {
      const opened = line
      let from = ++at
      for (;;) {
        const mark = text.indexOf('"', at)
        if (mark < 0) {
          throw new ExchangeError('open-mark', { line: opened })
        }
        if (text.charAt(mark + 1) !== '"') {
          cell += text.slice(from, mark)
          at = mark + 1
          break
        }
        cell += text.slice(from, mark + 1)
        at = mark + 2
        from = at
      }
      line += cell.split(/\r\n|\r|\n/).length - 1
    }
    // What follows a closing mark, or a cell without any.
    const end = nextOf(text, at, separator)
    cell += text.slice(at, end)
    cells.push(cell.replace(/\r\n?/g, '\n'))
    at = end
    const char = text.charAt(at)
    if (char === separator) {
      at++
      if (at >= text.length) cells.push('')
    } else {
      at += text.startsWith('\r\n', at) ? 2 : 1
      line++
      endRow()
    }
  }
  endRow()
  return rows
}

/**
 * Writes CSV that Excel and LibreOffice open as it is: with a byte-order mark, every cell that needs it in quotation
 * marks, and no cell that a spreadsheet would run as a formula (see {@link guardFormula}).
 */
export function formatCsv(rows: readonly (readonly string[])[], separator: string): string {
  const lines = rows.map((row) => row.map((cell) => quote(guardFormula(cell), separator)).join(separator))
  return `\ufeff${lines.join('\r\n')}\r\n`
}

/**
 * A cell that begins with `=`, `+`, `-`, `@`, a tab or a line break is a formula to a spreadsheet, and a formula can
 * send the sheet's contents away: an apostrophe in front makes it a text. {@link unguardFormula} takes it off again.
 */
export function guardFormula(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell
}

/** Takes one apostrophe off where {@link guardFormula}, or another careful tool, has put it. */
export function unguardFormula(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell
}

/** Also with apostrophes in front already, so that one more is always one to take off. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/

function quote(cell: string, separator: string): string {
  return /["\r\n]|^\s|\s$/.test(cell) || cell.includes(separator) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** The sign that stands most often in the first row, outside quotation marks. */
function separatorOf(text: string): string {
  const counts = new Map([';', ',', '\t', '|'].map((sign) => [sign, 0]))
  let quoted = false
  for (const char of text) {
    if (char === '"') quoted = !quoted
    else if (!quoted && (char === '\n' || char === '\r')) break
    else if (!quoted && counts.has(char)) counts.set(char, (counts.get(char) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ','
}

function nextOf(text: string, from: number, separator: string): number {
  for (let at = from; at < text.length; at++) {
    const char = text.charAt(at)
    if (char === separator || char === '\n' || char === '\r') return at
  }
  return text.length
}
