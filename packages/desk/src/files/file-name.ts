/** Formatting characters that turn writing around, and so can hide an ending. */
const turning = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g

/**
 * A name for a file on somebody's disk: its own, without folders, with the ending of what it really is.
 *
 * @example
 * fileNameOf('C:\\photos\\a.pdf.html', 'application/pdf') // 'a.pdf'
 */
export function fileNameOf(given: string, mime: string): string {
  const last = given.replace(turning, '').split(/[/\\]/).at(-1) ?? ''
  const ending = endings[mime] ?? ''
  const bare = last
    .replace(/(\.[A-Za-z][A-Za-z0-9]{0,4})+$/, '')
    .replace(/^\.+/, '')
    .trim()
    .slice(0, 100)
  return `${bare || 'file'}${ending}`
}

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'application/pdf': '.pdf',
}
