import type { pageMessages } from './page-messages.ts'

/**
 * Every sentence this package says to an author or a developer, by code. Nothing here is for customers.
 * What a page may need stands apart in `page-messages.ts`, so that a page loads only these.
 */
export const messages = {
  'KB-001': () => 'The file is empty. Expected a FAQ: { "locale", "categories", "articles" }.',
  'KB-002': (expected: string) => `This is not JSON: expected ${expected} here.`,
  'KB-003': (size: string, limit: string) =>
    `The FAQ is ${size}, and at most ${limit} are read. Split it by language, or raise \`maxLength\`.`,
  'KB-004': (limit: string) => `The JSON is nested more than ${limit} levels deep. A FAQ needs six.`,
  'KB-005': (key: string) => `The key "${key}" stands twice in the same object. Keep one.`,
  'KB-006': (expected: string, found: string) => `Expected ${expected}, found ${found}.`,
  'KB-007': (key: string, where: string) => `"${key}" is missing: ${where} needs it.`,
  'KB-008': (key: string, where: string, known: string) =>
    `${where} has no field "${key}". It knows ${known}.`,
  'KB-009': (id: string, first: string) =>
    `The id "${id}" is taken already by ${first}. Each id must be unique; rename one of them.`,
  'KB-010': (id: string, what: string) =>
    `There is no ${what} "${id}" in this FAQ. Correct the id, or add it.`,
  'KB-011': (id: string) =>
    `The category "${id}" stands inside itself through its parents. Break the circle.`,
  'KB-012': (version: string, known: string) =>
    `The file is of FAQ version ${version}, and this release reads up to ${known}. Update @comptoir/kb.`,
  'KB-013': () => 'The FAQ has no locale. Say which language it is in: "locale": "fr".',
  'KB-014': (value: string) =>
    `"${value}" is not a date. Write a day, 2026-11-21, or an instant, 2026-11-21T08:00:00Z.`,
} as const

/** The code of a sentence, e.g. `KB-006`; docs/errors says more about each. */
export type Code = keyof typeof messages | keyof typeof pageMessages
