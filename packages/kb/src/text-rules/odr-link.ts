import type { TextRule } from './text-rule.ts'

/** The European platform for online dispute resolution closed on 20 July 2025: its address leads nowhere. */
export const odrLink: TextRule = {
  id: 'odr-link',
  find: (text) =>
    [...text.matchAll(ADDRESS)].map(({ 0: found, index }) => ({
      start: index,
      end: index + found.length,
      sentence: 'odr-link',
      values: { found },
    })),
}

const ADDRESS =
  /(?:https?:\/\/)?(?:www\.)?(?:(?:webgate\.)?ec\.europa\.eu\/(?:consumers\/)?odr|europa\.eu\/odr)[\w/.?=&#-]*/gi
