import PdfKit from 'pdfkit'
import company from '../content/company.json' with { type: 'json' }
import type { Locale } from './money.ts'

export type Pdf = InstanceType<typeof PdfKit>

/**
 * Begins a PDF of A4 pages, tagged with its language and title. `issuedAt` dates it, so that the same content gives the
 * same bytes.
 */
export function beginPdf(about: {
  readonly title: string
  readonly locale: Locale
  readonly issuedAt: Date
  readonly margin: number
}): { readonly pdf: Pdf; readonly finish: () => Promise<Uint8Array<ArrayBuffer>> } {
  const pdf = new PdfKit({
    size: 'A4',
    margin: about.margin,
    bufferPages: true,
    lang: about.locale === 'fr' ? 'fr-FR' : 'en-GB',
    displayTitle: true,
    info: {
      Title: about.title,
      Author: company.legalName,
      CreationDate: about.issuedAt,
      ModDate: about.issuedAt,
    },
  })
  const chunks: Uint8Array[] = []
  const finished = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    pdf.on('end', () => resolve(joined(chunks)))
    pdf.on('error', reject)
  })
  return {
    pdf,
    finish: () => {
      pdf.end()
      return finished
    },
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.length
  }
  return bytes
}
