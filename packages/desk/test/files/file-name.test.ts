import { expect, it } from 'vitest'
import { fileNameOf } from '../../src/files/file-name.ts'

it.each([
  ['C:\\photos\\colis.JPEG', 'colis.png'],
  ['../../etc/passwd', 'passwd.png'],
  ['a.pdf.html', 'a.png'],
  ['facture\u202Egpj.exe', 'facturegpj.png'],
  ['.htaccess', 'htaccess.png'],
  ['Colis du 21.11.2026', 'Colis du 21.11.2026.png'],
  ['???', '???.png'],
  ['', 'file.png'],
])('a picture called %j is called %s', (given, name) => {
  expect(fileNameOf(given, 'image/png')).toBe(name)
})
