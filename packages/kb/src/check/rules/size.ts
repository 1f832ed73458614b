import { LARGEST } from '../faq-file.ts'
import type { Rule } from '../rule.ts'

/** A file that is too long to be a FAQ is not read at all. */
export const size: Rule = {
  id: 'size',
  check({ files }, report) {
    for (const file of files) {
      if (file.tooLarge === undefined) continue
      report({ file, path: '', offset: 0 }, 'size', {
        size: megabytes(file.tooLarge),
        limit: megabytes(LARGEST),
      })
    }
  },
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)
}
