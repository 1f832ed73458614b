/** The one sentence for site authors that the script tag itself has to carry; the others are in `messages.ts`. */
export function noFiles(cause: unknown): string {
  return `[comptoir] WID-001: ${cause}. Expected all files of dist beside comptoir.js, allowed by script-src.`
}
