/** What the reports say to editors, in English. */
export const en = {
  quoted: '"{text}"',
  'check.summary':
    'Problems: {problems}, in files: {files}.{fix} `comptoir-kb check --explain RULE` says more.',
  'check.fixable': ' `comptoir-kb fix` can mend {fixable} of them.',
  'fix.done': 'mended',
  'fix.would': 'would mend',
  'fix.summary': 'Mended: {repaired}, in files: {files}. Left for you: {left}.',
  'fix.preview': 'Would mend: {repaired}, in files: {files}. Left for you: {left}. Nothing was written.',
  'report.once': 'Asked once, and like nothing else: {questions}.',
  'compare.summary': '{locale}: {asked} questions, {gained} gained, {lost} lost, {changed} changed.',
  'compare.lost': 'lost     "{question}" should find {expected}. It was {before}; now it is {after}.{why}',
  'compare.gained': 'gained   "{question}" should find {expected}. It was {before}; now it is {after}.',
  'compare.changed': 'changed  "{question}" was {before}; now it is {after}.{why}',
  'compare.why': ' Because {winner} says "{like}" ({place}): {words}.',
  'compare.no-article': 'no article',
  'compare.unknown':
    'Articles that neither file has, with their lines: {ids} ({count} in all). Correct the ids.',
  'outcome.answer': 'answered by {articles}',
  'outcome.clarify': 'a choice between {articles}',
  'outcome.escalate': 'handed to a human',
  'report.summary': 'Unanswered questions in "{locale}": {asked}, in groups: {groups}.',
  'report.known': 'Answered by now in "{locale}", and left out: {count}.',
  'report.foreign': 'Questions in languages that none of the FAQ files is in, left out: {count} ({locales}).',
  'report.group': '{asked} × "{question}"{others}',
  'report.others': ', also: {others}',
  'report.variant':
    '    If "{article}" ({heading}) answers it, add the variants: {variants}. If not, write an article.',
  'report.article':
    '    Write an article: "{question}", with the variants: {variants}. (The nearest there are: {closest}.)',
  'report.article.alone': '    Write an article: "{question}". (The nearest there are: {closest}.)',
  'report.effect': '    Then {answered} of the {asked} would be answered{lost}.',
  'report.lost': ', but {lost} articles would no longer be found by their own question',
  'report.none': 'There is no unanswered question.',
  'report.bad-lines': 'Lines without a question, left out: {lines} ({count} in all).',
  'confusions.title': 'Confusions worth an hour ({locale}), the most frequent first:',
  'confusions.none': 'No question finds a wrong article ({locale}).',
  'confusions.answer':
    '{count} × "{expected}" ({heading}) loses to "{got}": {questions}. "{got}" says "{like}" ({place}).',
  'confusions.nothing': '{count} × "{expected}" ({heading}) is not found: {questions}.',
  'confusions.mend':
    '    Add the variant "{variant}" to "{expected}": of the {asked} questions about these articles {better} get better, {worse} worse.',
  'coverage.title': 'Coverage by category and language:',
  'coverage.head':
    'language|category|articles|untranslated|phrasings an article|fewer than 3 variants|with examples|overdue|found',
} as const

/** The key of a sentence of the reports. */
export type ReportSentence = keyof typeof en
