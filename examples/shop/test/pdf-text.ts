import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** The words of a PDF as a reader shows them, page after page, spaces made ordinary. */
export async function textOfPdf(bytes: Uint8Array): Promise<string> {
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 })
  const document = await task.promise
  const pages: string[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const content = await (await document.getPage(number)).getTextContent()
    pages.push(content.items.map((item) => ('str' in item ? item.str : '')).join(' '))
  }
  await task.destroy()
  return pages.join('\n').replaceAll(/[\s\u00A0]+/g, ' ')
}

/** The files attached to a PDF: name → content. */
export async function attachmentsOfPdf(bytes: Uint8Array): Promise<Record<string, string>> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const document = await task.promise
  const found: [name: string, text: string][] = []
  for (const [id, { filename }] of (await document.getAttachments()) ?? []) {
    const content: unknown = await document.getAttachmentContent(id)
    if (content instanceof Uint8Array) found.push([filename, new TextDecoder().decode(content)])
  }
  await task.destroy()
  return Object.fromEntries(found)
}
