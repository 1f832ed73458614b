import { expect, test } from 'vitest'
import {
  csvToFaqs,
  faqsToCsv,
  formatFaq,
  htmlToFaqs,
  importText,
  markdownToFaqs,
} from '@comptoir/kb/exchange'
import type { FaqDocument, Imported } from '@comptoir/kb/exchange'
import { parseFaq } from '@comptoir/kb'
import { checkFaqs, FaqFile } from '@comptoir/kb/check'

/** What an import gives must be a good FAQ, and survive the spreadsheet. */
function good({ faqs }: Imported): readonly FaqDocument[] {
  for (const faq of faqs) expect(parseFaq(formatFaq(faq))).toEqual(faq)
  expect(csvToFaqs(faqsToCsv(faqs)).faqs).toEqual(faqs)
  return faqs
}

test('a French Excel sheet, with semicolons, capitals, HTML and a column nobody needs', () => {
  const sheet = [
    'Thème;Question;Réponse;Questions alternatives;Mots-clés;Vues',
    '"Livraison";"Où est mon colis ?";"<p>Suivez-le dans <b>Mon compte</b>&nbsp;: <a href=""/mon-compte"">ouvrir</a>.</p><ul><li>Colissimo</li><li>Relais</li></ul>";"suivi colis',
    'livraison en cours";colis, suivi;1284',
    'Livraison;Quels sont vos délais ?;Deux à quatre jours ouvrés.;;;77',
    ';;;;;',
    'Paiement;Une question sans réponse ?;;;;3',
  ].join('\r\n')
  const imported = csvToFaqs(sheet, { file: 'faq.csv', locale: 'fr' })
  expect(good(imported)).toEqual([
    {
      locale: 'fr',
      categories: [{ id: 'livraison', label: 'Livraison' }],
      articles: [
        {
          id: 'ou-est-mon-colis',
          category: 'livraison',
          question: 'Où est mon colis ?',
          variants: ['suivi colis', 'livraison en cours'],
          keywords: ['colis', 'suivi'],
          answer: 'Suivez-le dans **Mon compte**\u00a0: [ouvrir](/mon-compte).\n\n- Colissimo\n- Relais',
        },
        {
          id: 'quels-sont-vos-delais',
          category: 'livraison',
          question: 'Quels sont vos délais ?',
          answer: 'Deux à quatre jours ouvrés.',
        },
      ],
    },
  ])
  expect(imported.notes).toEqual([
    {
      file: 'faq.csv',
      line: 1,
      lost: true,
      code: 'ignored',
      values: { names: 'Vues' },
      sentence: 'Left out, because a FAQ has no place for them: Vues.',
    },
    {
      file: 'faq.csv',
      line: 6,
      lost: true,
      code: 'no-answer',
      values: { question: 'Une question sans réponse ?' },
      sentence: '"Une question sans réponse ?" has no answer and was left out.',
    },
  ])
})

test('a bot builder’s CSV: a path for the category, one row for each other question', () => {
  const sheet = [
    'Path,Primary Question,Alternate Question,Tags,Answer',
    'Orders > Tracking,Where is my order?,,order;tracking,Open My orders.',
    ',,Has my parcel left?,,',
    ',,track my parcel,,',
    'Orders > Returns,How do I return an item?,,return,"Print the label, then drop the parcel."',
  ].join('\n')
  const [faq] = good(csvToFaqs(sheet, { locale: 'en' }))
  expect(faq?.categories).toEqual([
    { id: 'orders', label: 'Orders' },
    { id: 'orders.tracking', label: 'Tracking', parent: 'orders' },
    { id: 'orders.returns', label: 'Returns', parent: 'orders' },
  ])
  expect(faq?.articles.map(({ question, variants, keywords }) => ({ question, variants, keywords }))).toEqual(
    [
      {
        question: 'Where is my order?',
        variants: ['Has my parcel left?', 'track my parcel'],
        keywords: ['order', 'tracking'],
      },
      { question: 'How do I return an item?', variants: undefined, keywords: ['return'] },
    ],
  )
})

test('the JSON of a help desk: bodies in HTML, sections by number, drafts, two languages', () => {
  const desk = {
    count: 3,
    categories: [{ id: 1, name: 'Aide' }],
    sections: [{ id: 10, category_id: 1, name: 'Compte' }],
    articles: [
      {
        id: 360001,
        title: 'Mot de passe oublié',
        body: '<h2>En ligne</h2><ol><li>Cliquez sur <em>Oublié</em></li><li>Lisez l’e-mail</li></ol>',
        locale: 'fr',
        section_id: 10,
        label_names: ['mdp', 'connexion'],
        draft: false,
        vote_sum: 3,
      },
      {
        id: 360001,
        title: 'Forgotten password',
        body: '<p>Click on <i>Forgotten</i>.</p>',
        locale: 'en-us',
        section_id: 10,
        label_names: [],
        draft: false,
      },
      {
        id: 360002,
        title: 'À venir',
        body: '<p>Bientôt une <img src="/a.png" alt="image"> ici</p>',
        locale: 'fr',
        section_id: 10,
        draft: true,
      },
    ],
  }
  const [french, english] = good(importText(JSON.stringify(desk)))
  expect(french).toEqual({
    locale: 'fr',
    categories: [
      { id: 'aide', label: 'Aide' },
      { id: 'aide.compte', label: 'Compte', parent: 'aide' },
    ],
    articles: [
      {
        id: '360001',
        category: 'aide.compte',
        question: 'Mot de passe oublié',
        keywords: ['mdp', 'connexion'],
        answer: '**En ligne**\n\n1. Cliquez sur *Oublié*\n2. Lisez l’e-mail',
      },
      {
        id: '360002',
        category: 'aide.compte',
        question: 'À venir',
        answer: 'Bientôt une ![image](/a.png) ici',
        status: 'draft',
      },
    ],
  })
  expect(english?.articles.map(({ id, answer }) => [id, answer])).toEqual([
    ['360001', 'Click on *Forgotten*.'],
  ])
})

test('a page with microdata, one with details, one with headings', () => {
  const micro = `<html lang="fr"><body><div itemscope itemtype="https://schema.org/FAQPage"><div itemscope itemprop="mainEntity" itemtype="https://schema.org/Question">
    <h3 itemprop="name">Livrez-vous en Corse&nbsp;?</h3><div itemscope itemprop="acceptedAnswer" itemtype="https://schema.org/Answer"><div itemprop="text">Oui, <strong>sans supplément</strong>.</div></div></div></div></body></html>`
  expect(good(htmlToFaqs(micro))[0]?.articles).toEqual([
    {
      id: 'livrez-vous-en-corse',
      category: 'faq',
      question: 'Livrez-vous en Corse\u00a0?',
      answer: 'Oui, **sans supplément**.',
    },
  ])
  const details = '<details><summary>Can I pay in cash?</summary><p>Only in the shop.</p></details>'
  expect(good(htmlToFaqs(details, { locale: 'en' }))[0]?.articles[0]?.answer).toBe('Only in the shop.')
  const headings =
    '<html lang=en><body><nav><a href="/">Home</a></nav><h1>Help</h1><h2>Returns</h2><h3>How long do I have?</h3><p>14 days.<p>Then we refund you.<h3>Who pays?</h3><p>You do.</body>'
  const [faq] = good(htmlToFaqs(headings))
  expect(faq?.articles.map(({ category, question, answer }) => [category, question, answer])).toEqual([
    ['returns', 'How long do I have?', '14 days.\n\nThen we refund you.'],
    ['returns', 'Who pays?', 'You do.'],
  ])
})

test('a FAQPage of another tool, its answers in HTML, inside a page', () => {
  const page = `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite"},{"@type":["WebPage","FAQPage"],"inLanguage":"fr-FR","mainEntity":[
    {"@type":"Question","name":"Êtes-vous ouverts le lundi ?","acceptedAnswer":{"@type":"Answer","text":"<p>Non, du mardi au samedi.</p>"}}]}]}</script>`
  expect(good(htmlToFaqs(page))).toEqual([
    {
      locale: 'fr-FR',
      categories: [{ id: 'faq', label: 'FAQ' }],
      articles: [
        {
          id: 'etes-vous-ouverts-le-lundi',
          category: 'faq',
          question: 'Êtes-vous ouverts le lundi ?',
          answer: 'Non, du mardi au samedi.',
        },
      ],
    },
  ])
})

test('a FAQPage whose questions stand beside it and are named by their @id, as WordPress plugins write it', () => {
  const page = `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
    {"@type":["WebPage","FAQPage"],"@id":"https://shop.example/faq","mainEntity":[{"@id":"#faq-2"},{"@id":"#faq-1"},{"@id":"#gone"}]},
    {"@type":"Question","@id":"#faq-1","name":"Livrez-vous le samedi ?","acceptedAnswer":{"@id":"#answer-1"}},
    {"@type":"Answer","@id":"#answer-1","text":"Oui, <strong>en Chronopost</strong>.","inLanguage":"fr-FR"},
    {"@type":"Question","@id":"#faq-2","name":"Où êtes-vous ?","acceptedAnswer":{"@type":"Answer","text":"À Caen.","inLanguage":"fr-FR"}}]}</script>`
  const { faqs, notes } = htmlToFaqs(page, { locale: 'fr-FR' })
  expect(faqs.map(({ locale }) => locale)).toEqual(['fr-FR'])
  expect(faqs[0]?.articles.map(({ question, answer }) => [question, answer])).toEqual([
    ['Où êtes-vous ?', 'À Caen.'],
    ['Livrez-vous le samedi ?', 'Oui, **en Chronopost**.'],
  ])
  // What leads nowhere is said, not dropped in silence.
  expect(notes).toHaveLength(1)
})

test('the notes of Docusaurus keep their text and title, and lose their fences', () => {
  const [faq] = good(
    markdownToFaqs(
      new Map([
        [
          'en/costs.md',
          '---\ntitle: What does delivery cost?\n---\n\n:::tip\nFree from €50.\n:::\n\n:::info[Abroad]\nAsk us.\n:::\n\n:::note Islands\nTwo days more.\n:::\n\n€4.90.\n',
        ],
      ]),
    ),
  )
  expect(faq?.articles[0]?.answer).toBe(
    'Free from €50.\n\n**Abroad**\n\nAsk us.\n\n**Islands**\n\nTwo days more.\n\n€4.90.',
  )
})

test('the folders of a Notion export become categories without the digits of their page', () => {
  const digits = '1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f'
  const [faq] = good(
    markdownToFaqs(
      new Map([[`Returns ${digits}/Label ${digits}.md`, '# Where is my label?\n\nIn your account.\n']]),
      {
        locale: 'en',
      },
    ),
  )
  expect(faq?.categories).toEqual([{ id: 'returns', label: 'Returns' }])
})

test('the properties of a Notion page become fields, and those that a FAQ has no place for are named', () => {
  const digits = '1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f'
  const page =
    '# Où est mon colis ?\n\nCatégorie: Livraison\nStatut: Brouillon\nÉtiquettes: suivi, colis\nCréé le: 2 mars 2026\n\nNote: gardez le carton.\n'
  const { faqs, notes } = markdownToFaqs(
    new Map([
      [`FAQ ${digits}/Colis ${digits}.md`, page],
      [`FAQ ${digits}/Autre.md`, '# Et ceci ?\n\nNote: un texte à soi.\n'],
    ]),
    { locale: 'fr' },
  )
  expect(faqs[0]?.articles).toEqual([
    {
      id: 'ou-est-mon-colis',
      category: 'livraison',
      question: 'Où est mon colis ?',
      keywords: ['suivi', 'colis'],
      answer: 'Note: gardez le carton.',
      status: 'draft',
    },
    { id: 'et-ceci', category: 'faq', question: 'Et ceci ?', answer: 'Note: un texte à soi.' },
  ])
  expect(notes.map(({ sentence }) => sentence)).toEqual([
    'Left out, because a FAQ has no place for them: Créé le.',
  ])
})

test('a folder of Markdown as site generators keep it, and one file with a heading for each question', () => {
  const folder = new Map([
    [
      'en/orders/tracking.md',
      '---\ntitle: "Where is my order?"\ntags: [order, "tracking"]\nsidebar_position: 2\n---\n\n# Where is my order?\n\n## On the site\n\nOpen **My orders**.\n',
    ],
    ['en/orders/cancel.mdx', '---\ntitle: Can I cancel?\ndraft: true\n---\nYes, before dispatch.'],
  ])
  const [faq] = good(markdownToFaqs(folder))
  expect(faq?.articles).toEqual([
    {
      id: 'where-is-my-order',
      category: 'orders',
      question: 'Where is my order?',
      keywords: ['order', 'tracking'],
      answer: '**On the site**\n\nOpen **My orders**.',
    },
    {
      id: 'can-i-cancel',
      category: 'orders',
      question: 'Can I cancel?',
      answer: 'Yes, before dispatch.',
      status: 'draft',
    },
  ])
  const single = importText(
    '# FAQ\n\n## Retours\n\n### Combien de temps ai-je ?\n\n14 jours.\n\n### Qui paie ?\n\nVous.\n',
    { locale: 'fr' },
  )
  expect(
    good(single)[0]?.articles.map(({ category, question, answer }) => [category, question, answer]),
  ).toEqual([
    ['retours', 'Combien de temps ai-je ?', '14 jours.'],
    ['retours', 'Qui paie ?', 'Vous.'],
  ])
})

test('no cell of an exported sheet is a formula, and the text comes back without the apostrophe', () => {
  const payloads = [
    '=HYPERLINK("https://evil.example")',
    '+1+1',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    "'=1",
    "''=1",
    '＝1+1',
    'plain',
    "l'heure",
  ]
  const faq: FaqDocument = {
    locale: 'en',
    categories: [],
    articles: payloads.map((payload, index) => ({
      id: `a${index}`,
      category: 'c',
      question: payload,
      variants: [payload.trim()],
      answer: payload,
    })),
  }
  const sheet = faqsToCsv([faq])
  const cells = sheet
    .replace(/^\ufeff/, '')
    .split('\r\n')
    .flatMap((line) => line.split(','))
  expect(cells.filter((cell) => /^"?[=+\-@\t＝]/.test(cell))).toEqual([])
  expect(csvToFaqs(sheet).faqs).toEqual([faq])
})

test('dates come back from Excel as it shows them', () => {
  const sheet =
    'row;locale;id;category;question;answer;validTo;reviewBy\narticle;fr;a;c;Une question ?;Une réponse.;31/12/2026;1/2/2027\n'
  expect(csvToFaqs(sheet).faqs[0]?.articles[0]).toMatchObject({
    validTo: '2026-12-31',
    reviewBy: '2027-02-01',
  })
})

test('a sheet without answers, a quotation mark that never closes, and a page without questions are refused in words', () => {
  expect(() => csvToFaqs('Title,Author\nA,B')).toThrow(
    'No column holds the answers. The first row has: Title, Author. Name one of them "answer".',
  )
  expect(() => csvToFaqs('question,answer\nA,"B\nC,D')).toThrow(
    'Line 2: a quotation mark opens here and never closes.',
  )
  expect(() => htmlToFaqs('<p>Hello</p>')).toThrow('There are no questions here')
  expect(() => importText('{"a":1}')).toThrow('There is no list of articles here')
})

test('HTML from elsewhere never brings a script, an address that is refused, or a tag along', () => {
  const page =
    '<details><summary>Is it <b>safe</b>?</summary><p onclick="x()">Yes<script>alert(1)</script> <a href="javascript:alert(1)">here</a> <iframe src="https://video.example/1"></iframe><img src=/x onerror=alert(1)> *stars* [brackets]</p></details>'
  const [faq] = good(htmlToFaqs(page, { locale: 'en' }))
  expect(faq?.articles[0]).toMatchObject({
    question: 'Is it safe?',
    answer: 'Yes here [https://video.example/1](https://video.example/1)![](/x) \\*stars\\* \\[brackets\\]',
  })
  expect(
    checkFaqs([new FaqFile('x', formatFaq(faq ?? { locale: 'en', categories: [], articles: [] }))], {
      only: ['html', 'link-address'],
    }),
  ).toEqual([])
})
