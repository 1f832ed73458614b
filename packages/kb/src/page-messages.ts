/** What `createKnowledgeBase` may say. */
export const pageMessages = {
  'KB-015': (locale: string, known: string) =>
    `There is no FAQ for the language "${locale}". There is: ${known}.`,
  'KB-016': (why: string) =>
    `The prebuilt index does not fit: ${why}. Build it again with \`comptoir-kb build\`.`,
} as const
