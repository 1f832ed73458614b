/** What the text rules say to editors, in English: each rule's sentences, what it is about, how to mend it. */
export const en = {
  abbreviation: 'The abbreviation "{found}" is not for customers. Write "{replacement}".',
  'abbreviation.means':
    'Words are written out. Half of the readers do not know an abbreviation such as "asap" or "qty", and it sounds hurried.',
  'abbreviation.mend': 'Write the whole word. `fix` does it where the abbreviation can only mean one thing.',

  blame: '"{found}" blames somebody. Say what happens and what to do next, without saying whose fault it is.',
  'blame.means':
    'A text of the shop blames neither the customer ("you forgot…") nor anybody else ("the carrier\'s fault"). A reproach turns a question into a complaint.',
  'blame.mend':
    'Turn the sentence round: "You did not fill in the form" becomes "The form still needs your address". A condition is fine: "If you have forgotten your password…".',

  caps: '"{found}" is shouted. Write "{replacement}", in bold if it matters.',
  'caps.means':
    'Words in capitals shout, and screen readers may spell them letter by letter. Acronyms and names of buttons in quotation marks are left alone.',
  'caps.mend':
    'Write small letters, in bold (`**…**`) where it matters. `fix` writes the small letters. A name that is written in capitals is given with `--acronyms NAME`.',

  'control-character': 'An invisible character ({code}) stands here. Remove it.',
  'control-character.means':
    'Characters that nobody sees, pasted from a word processor or a web page: they break words for the search, and some turn the direction of the text round.',
  'control-character.mend': 'Delete the place and type it again, or let `fix` do it.',

  'french-spacing': 'French wants a no-break space at "{sign}".',
  'french-spacing.means':
    'In French a no-break space stands before `: ; ? ! » % €` and after `«`. With an ordinary space the sign may begin the next line alone. Said only where the file has no-break spaces in most of these places.',
  'french-spacing.mend': 'Type U+00A0, or let `fix` put it.',

  html: '"{found}" is HTML, and customers would see it as it is typed. Use the Markdown subset: **bold**, *italic*, lists, [links](/address).',
  'html.means':
    "HTML is never interpreted, so that no text can run anything on the shop's page: a tag or an entity stands in the answer as it was typed.",
  'html.mend':
    'Write `**bold**`, `*italic*`, `- list`, `[link](/address)`, and characters as themselves (`&`, not `&amp;`). `fix` does it for the tags that have a Markdown twin.',

  markdown:
    '"{found}" is not in the Markdown subset, or does not close: customers would see it as it is typed.',
  'markdown.means':
    'Answers know paragraphs, lists, `**bold**`, `*italic*`, links and pictures. Headings, tables, code, quotations and marks that never close are shown as they are typed.',
  'markdown.mend':
    'Close the mark, or write the heading in bold. `fix` turns headings into bold and joins `[text] (address)`.',

  mojibake: '"{found}" was garbled by a wrong encoding. It was "{replacement}".',
  'mojibake.lost': 'A character was lost here to a wrong encoding. Type it again.',
  'mojibake.means':
    'Text in UTF-8 that some tool read as Latin-1 and saved again: `Ã©` for `é`. A character shown as � is lost for good.',
  'mojibake.mend':
    '`fix` restores what can be restored. Type the lost ones again, and open the file as UTF-8 in the tool that did it.',

  'odr-link':
    '"{found}" leads nowhere: the European platform for online dispute resolution closed on 20 July 2025. Remove the link and name your mediator.',
  'odr-link.means':
    'The European ODR platform closed on 20 July 2025 (regulation (EU) 2024/3228); shops must remove the link.',
  'odr-link.mend': 'Remove the link. Name the consumer mediator and its address instead.',

  placeholder: '"{found}" is a hole that was to be filled. Write what belongs there.',
  'placeholder.means':
    'A hole of a template, such as `{{delay}}`, `[to complete]`, `TODO` or lorem ipsum, is still in a text for customers.',
  'placeholder.mend': 'Write what belongs there, or make the article a draft: `"status": "draft"`.',

  promise: '"{found}" promises what may not be kept. Say what you do and how long it usually takes.',
  'promise.undated':
    '"{found}" promises without saying when. Say by which day or within how long, or leave it out.',
  'promise.means':
    'A promise that depends on a carrier, a bank or the weather becomes a complaint on the day it fails. The legal guarantee and a warranty are not promises of this kind. One without a time ("as soon as possible") is waited for, and nobody can be held to it.',
  'promise.mend':
    'Say what the shop does and what usually happens: "usually delivered in 2 to 4 working days; if it is late, we …".',

  'repeated-punctuation': '"{found}" shouts. Write "{replacement}".',
  'repeated-punctuation.means': 'Several exclamation or question marks shout, and doubled commas are slips.',
  'repeated-punctuation.mend': 'Keep one sign; `fix` does it.',

  'surcharged-number':
    '"{found}" is a surcharged number or price. Customers may not pay more than an ordinary call to reach you about an order: give a number in 01 to 07, 09 or 080.',
  'surcharged-number.means':
    'A number for questions about an order or a complaint may not be surcharged (Code de la consommation, L121-16): no 081, 082, 089, no 32xx to 39xx, no price by the minute.',
  'surcharged-number.mend': 'Give the ordinary number of the shop, or a free 0 800 to 0 809.',

  whitespace: 'There is a space too many here.',
  'whitespace.means':
    'Spaces at the beginning or the end of a text, two in a row, or before a comma: left over from editing.',
  'whitespace.mend': 'Remove them; `fix` does it.',

  'wrong-language':
    'This text is in another language ("{language}") than its file ("{locale}"). Translate it.',
  'wrong-language.means': 'The text was copied from another language to be translated, and forgotten.',
  'wrong-language.mend': 'Translate it, or make the article a draft until it is.',
} as const

/** The key of a sentence of the text rules. */
export type TextSentence = keyof typeof en
