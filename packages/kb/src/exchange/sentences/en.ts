/** What an import says about its source. */
export const en = {
  row: 'Row {row}: {said}',
  ignored: 'Left out, because a FAQ has no place for them: {names}.',
  'no-question': 'The row has no question and was left out.',
  'no-answer': '"{question}" has no answer and was left out.',
  'full-cell':
    'A cell of "{question}" has 32,767 characters, the most that Excel keeps: its end may be missing.',
  'no-id-file': 'The file has no id, question or answer and was left out.',
  'unknown-column': 'The column "{column}" is not known and was left out.',
  'no-locale': 'The row has no locale and was left out. Write "fr" or "en" in the column "locale".',
  'no-cell': 'The article "{name}" has no {column} and was left out. Fill in the column "{column}".',
  'new-id': '"{question}" has no id, and gets "{id}". Keep it from now on.',
  'double-id': 'The id "{id}" stands in two rows: the second was left out. Give it another id.',
  'unknown-row': '"{kind}" is not a kind of row. Write article, category or news in the first column.',
  'bad-row': 'The row was left out: {reason}',
  'no-questions': 'No column holds the questions. The first row has: {head}. Name one of them "question".',
  'no-answers': 'No column holds the answers. The first row has: {head}. Name one of them "answer".',
  'open-mark':
    'Line {line}: a quotation mark opens here and never closes. Close it, or save the sheet as CSV again.',
  'no-page': 'There is no FAQPage here: expected "@type": "FAQPage" with questions in "mainEntity".',
  'page-not-json': 'The JSON-LD of the page is not JSON: {reason}',
  'no-questions-page':
    'There are no questions here: expected JSON-LD or microdata of a FAQPage, <details>, <dt> and <dd>, or headings with text below.',
  'no-markdown':
    'There is no article here: expected Markdown files with a title in their head, or headings with text below.',
  'not-json': 'This is not JSON: {reason}',
  'no-list':
    'There is no list of articles here: expected objects with a title and a body, or a question and an answer.',
} as const

export type ExchangeSentence = keyof typeof en
