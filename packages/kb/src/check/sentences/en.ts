/** What the check says to editors, in English: each rule's sentences, what it is about, how to mend it. */
export const en = {
  'answer-length.long':
    'The answer of "{id}" has {length} characters, and {limit} are read on a telephone. Shorten it, move the way to do it into "steps", or make two articles.',
  'answer-length.short':
    'The answer of "{id}" has only {length} characters. Say what the customer should do next.',
  'answer-length.step': 'This step has {length} characters, and a step has at most {limit}. Make two steps.',
  'answer-length.means':
    'An answer is read on a telephone: 20 to 1,200 characters as they read, a step at most 400.',
  'answer-length.mend':
    'Shorten it, move the way to do it into `steps`, or make two articles. `--longest N` and `--shortest N` set other limits.',

  'dead-link': 'There is no page "{address}". Correct the link, or remove it.',
  'dead-link.near': 'There is no page "{address}". There is "{near}".',
  'dead-link.anchor': 'The page has no place "{address}". Correct what stands after #, or remove it.',
  'dead-link.means':
    'A link leads to a page or an anchor that the shop does not have. Looked at with `--sitemap FILE` or `--site FOLDER`; links to other hosts are not.',
  'dead-link.mend': 'Correct the address. `fix` does it when exactly one page is nearly the same.',

  'different-facts':
    '"{id}" says {here} in "{locale}" and {there} in "{other}" ({place}). Make both say the same.',
  'different-facts.missing':
    '"{id}" says {there} in "{other}" ({place}), and "{locale}" does not. Add it, or remove it there.',
  'different-facts.extra':
    '"{id}" says {here} in "{locale}", and "{other}" ({place}) does not. Add it there, or remove it.',
  'different-facts.means':
    'A price, a percentage, a date, a telephone number or another number stands in one language of an article and not in the other.',
  'different-facts.mend':
    'Find out which is right and write it in both. Numbers in words count ("two" and 2), and so do €4.90 and 4,90 €.',

  'different-fields':
    '"{id}" has {field} "{here}" in "{locale}" and "{there}" in "{other}" ({place}). It is the same in every language: correct one of them.',
  'different-fields.missing':
    '"{id}" has {field} "{there}" in "{other}" ({place}), and none in "{locale}". Add it, or remove it there.',
  'different-fields.extra':
    '"{id}" has {field} "{here}" in "{locale}", and none in "{other}" ({place}). Add it there, or remove it.',
  'different-fields.means':
    'Category, action, related articles, number of steps, audience and dates of an article are the same in every language; only the words differ.',
  'different-fields.mend': 'Copy the right value into the other file.',

  'duplicate-question':
    '"{text}" is asked by "{id}" and by "{other}" ({place}) too. Keep it where it belongs.',
  'duplicate-question.within': '"{text}" stands twice in this article. Remove one.',
  'duplicate-question.keyword': 'The keyword "{text}" stands twice in this article. Remove one.',
  'duplicate-question.means':
    'The same phrasing in two articles: the customer gets either. Twice in one article it is of no use. Accents, capitals and signs make no difference.',
  'duplicate-question.mend':
    'Keep it in the article that answers it. `fix` removes the second one inside an article.',

  encoding: 'The file is in {encoding}, and FAQ files are in UTF-8. Save it as UTF-8, or let `fix` do it.',
  'encoding.means': "A file in another encoding garbles accents in the shop's page.",
  'encoding.mend': 'In the editor, "Save with encoding: UTF-8"; or let `fix` do it.',

  'example.stolen':
    'The example "{question}" of "{id}" now finds "{winner}", which says "{like}" ({place}): {words}. Move that phrasing, or add "{question}" to the variants of "{id}".',
  'example.same':
    'The example "{question}" of "{id}" now finds "{winner}", which says just that ({place}). Move it from there to the variants of "{id}", or remove the example.',
  'example.clarify':
    'The example "{question}" of "{id}" now leaves the choice between {others}. Add it to the variants of "{id}".',
  'example.nothing': 'The example "{question}" of "{id}" finds nothing. Add it to the variants of "{id}".',
  'example.means':
    "An article's `examples` are questions that must find it, alone or among the choices: the content team's own regression tests. The sentence names the article that wins, the question, and the words that made it win.",
  'example.mend':
    'Move or reword the phrasing that won, or add the question to the variants of the article it belongs to. If the example was wrong, remove it.',

  expired: '"{id}" ended on {day}: nobody sees it any more. Remove it, or set another "validTo".',
  'expired.reversed': '"{id}" ends on {to}, before it begins on {from}. Correct the dates.',
  'expired.means': 'The last day of an article or a piece of news is over.',
  'expired.mend': 'Remove it, make it a draft, or set another `validTo`.',

  'link-address.empty': 'The link "{text}" has no address.',
  'link-address.mended': '"{address}" is not an address that a browser follows. Write "{mended}".',
  'link-address.unsafe':
    '"{address}" will not be followed: an address is http, https, mailto, tel, or begins with /.',
  'link-address.relative': '"{address}" depends on the page that is open. Begin it with / or https://.',
  'link-address.no-text': 'The link to "{address}" has no text to click on.',
  'link-address.means':
    'Addresses that no browser follows as meant: without https:// or mailto:, with spaces, relative to the page that is open, or of a kind that is refused (javascript:, data:).',
  'link-address.mend':
    'Write the whole address, or begin it with /. `fix` does it where only one thing can be meant.',

  'merge-conflict':
    '"{line}" was left by a merge conflict: two people changed the same place. Keep one of the two parts and remove the lines with <<<<<<<, ======= and >>>>>>>.',
  'merge-conflict.means':
    'Git left both versions of a place that two people changed. The file is not read until somebody chooses.',
  'merge-conflict.mend':
    'Keep one part, or both in order, and remove the three marking lines. No tool can choose for you: `fix` leaves the file alone.',

  'missing-alt':
    'The picture "{image}" has no text for those who do not see it. Say in "alt", or between the brackets, what it shows.',
  'missing-alt.means': 'A picture in a step or an answer says nothing to somebody who does not see it.',
  'missing-alt.mend': 'Describe what it shows: `"alt"` of the step, or `![what it shows](/picture.png)`.',

  'missing-translation': '"{id}" ({question}) is missing in "{locale}": add it to {file}.',
  'missing-translation.many':
    '{count} of {all} articles of "{from}" are missing in "{locale}". Next: {next}.',
  'missing-translation.category': 'The category "{id}" ({label}) is missing in "{locale}": add it to {file}.',
  'missing-translation.renamed':
    'The category "{id}" ({label}) stands where "{locale}" has "{there}" ({place}). If you renamed it, take back the old id, or write the new one in every language, with the "category" of its articles.',
  'missing-translation.means':
    'An article or category stands in one language and not in another. Drafts, and regional variants of one language, do not count.',
  'missing-translation.mend':
    'Translate it under the same id. Until then customers of that language get the article of the fallback language.',

  'overdue-review': '"{id}" should have been read again by {day}. Read it, then set a new "reviewBy".',
  'overdue-review.owner':
    '"{id}" should have been read again by {day} by {owner}. Read it, then set a new "reviewBy".',
  'overdue-review.means': 'The day on which an article was to be read again is past.',
  'overdue-review.mend': 'Read it, correct it, and set the next `reviewBy`.',

  'question-length.long':
    'The question has {length} characters, and a button takes {limit}. Shorten it; the long form can be a variant.',
  'question-length.short': '"{text}" is not a question that a customer can choose. Write it out.',
  'question-length.means': 'The question is a heading, and a button when the bot asks to clarify.',
  'question-length.mend': 'Shorten it and keep the long form as a variant.',

  'related.itself': '"{id}" is related to itself. Remove it.',
  'related.twice': '"{id}" is listed twice. Remove one.',
  'related.draft': '"{id}" is a draft: nobody can read it next. Publish it, or remove it here.',
  'related.means': '"Read next" lists other published articles, each once.',
  'related.mend': 'Remove the one too many; `fix` does it.',

  schema: '{message} ({code})',
  'schema.near': '{message} Did you mean "{meant}"? ({code})',
  'schema.means':
    'The file does not fit the format: a field is missing, unknown or of the wrong kind, an id is taken or leads nowhere, a date is none.',
  'schema.mend':
    'The sentence says what was expected. `fix` corrects misspelt fields and ids when only one is near, puts a single text into its list, and writes a day such as 21/11/2026 as the format wants it. With `$schema` set, your editor says it as you type.',

  size: 'The file is {size} MB, and at most {limit} MB are read. Split it by language, or check that it is the right file.',
  'size.means': 'A file that long is not a FAQ: a thousand articles are about 1.5 MB.',
  'size.mend': 'Check that it is the right file; split it by language or by category.',

  'stolen-variant':
    '"{text}" stands in "{id}", but "{other}" answers it better: it says "{like}" ({words}). Move it there, or reword it.',
  'stolen-variant.means':
    'A phrasing that another article answers better: there it would help, here it takes customers to the wrong answer. In French and English, or with a lexicon of your own, it is told by meaning; otherwise only where it is nearly a phrasing of the other article.',
  'stolen-variant.mend':
    'Move it to the article that is named, or reword it with what only this article is about.',

  'syntax.backslash': 'A backslash stands alone in this text. Write two: \\\\.',
  'syntax.bare-key': 'The field name {word} needs double quotes: "{word}".',
  'syntax.bare-text':
    'A text in double quotes, a number, true, false or null is expected here, not {word}. If it is part of a text, write the quotation marks before it as \\".',
  'syntax.colon': 'A colon is missing between a field and its value.',
  'syntax.comment': 'JSON has no comments. Remove it.',
  'syntax.control': 'An invisible control character stands in this text. Remove it.',
  'syntax.deep':
    'The file is nested deeper than a FAQ can be. Look for brackets that never close before this place.',
  'syntax.empty': 'The file is empty. Expected a FAQ: { "locale", "categories", "articles" }.',
  'syntax.ends':
    'The file ends here, and the {open} of line {line} is still open: its {close} is missing. Was the end cut off?',
  'syntax.expected':
    'This is not JSON: expected {expected} here, found {found}. The {open} of line {line} is still open: its {close} may be missing before this place.',
  'syntax.not-json': 'This is not JSON: expected {expected} here, found {found}. Is it the right file?',
  'syntax.extra-comma': 'There is a comma too many here. Remove it.',
  'syntax.inner-quote': 'A quotation mark inside a text ends it. Write \\" or use other marks: “…” or « … ».',
  'syntax.line-break': 'A text stands on one line. Write the line break as \\n.',
  'syntax.missing-comma': 'A comma is missing here.',
  'syntax.single-quotes': 'JSON wants double quotes: "…", not {text}.',
  'syntax.smart-quotes':
    'These are curly quotation marks, as word processors make them: {text}. JSON wants straight ones: "…".',
  'syntax.space':
    'An unusual space (no-break or invisible) stands between two values. Replace it with an ordinary one.',
  'syntax.tab': 'A tab stands inside a text. Write a space, or \\t.',
  'syntax.trailing-comma': 'A comma stands before the closing bracket. Remove it.',
  'syntax.unclosed': 'A text that begins with {start} never closes: add the " at its end.',
  'syntax.word': 'JSON writes {meant}, not {word}.',
  'syntax.means':
    'What stands in the way of reading the file as JSON: comments, commas too many or too few, curly or single quotation marks, quotation marks and line breaks inside a text, tabs, no-break spaces.',
  'syntax.mend':
    'Each sentence says what to write. `fix` repairs all of these but what can mean several things.',

  'too-close':
    '"{id}" asks "{text}", and "{other}" asks "{otherText}": customers will get either. Make them one article, or say in each what sets it apart.',
  'too-close.means':
    'Two articles have phrasings so alike that the same customers would have asked either. The sentence names the question that confuses them.',
  'too-close.mend': 'Make one article of the two, or reword the named phrasings with what sets each apart.',

  'unknown-action': 'There is no flow "{action}". There is: {known}.',
  'unknown-action.near': 'There is no flow "{action}". There is "{near}".',
  'unknown-action.means':
    "An article's `action` is the id of the flow to offer. The ids come from the `*.flow.json` files of `--flows FOLDER`, or are those of the product.",
  'unknown-action.mend': 'Correct the id; `fix` does it when exactly one is near. Or remove `action`.',

  'unreachable-category':
    'Nothing stands in the category "{id}" ({label}). Put an article there, or remove it.',
  'unreachable-category.hidden':
    'The {count} articles of the category "{id}" ({label}) are all drafts or expired: customers find it empty.',
  'unreachable-category.means':
    'A category with no published article in it or under it: customers open it and find it empty.',
  'unreachable-category.mend': 'Put an article there, publish its drafts, or remove the category.',
} as const

/** The key of a sentence of the check. */
export type Sentence = keyof typeof en
