import {
  csvToFaqs,
  faqsToCsv,
  faqsToHtml,
  faqsToJsonLd,
  faqsToMarkdown,
  formatFaq,
  htmlToFaqs,
  importText,
  jsonLdToFaqs,
  markdownToFaqs,
} from '@comptoir/kb/exchange'
import type { FaqDocument, Imported } from '@comptoir/kb/exchange'
import { parseFaq } from '@comptoir/kb'
import { expect, test } from 'vitest'

// Exports as the tools write them: what they say of an article comes along, and comes back from every form of ours.

/** What comes in must be a good FAQ, and come back from every form to the letter. */
function thereAndBack({ faqs }: Imported): readonly FaqDocument[] {
  for (const faq of faqs) expect(parseFaq(formatFaq(faq))).toEqual(faq)
  expect(csvToFaqs(faqsToCsv(faqs, ';')).faqs).toEqual(faqs)
  expect(markdownToFaqs(faqsToMarkdown(faqs)).faqs).toEqual(faqs)
  expect(htmlToFaqs(faqsToHtml(faqs)).faqs).toEqual(faqs)
  expect(jsonLdToFaqs(JSON.parse(JSON.stringify(faqsToJsonLd(faqs)))).faqs).toEqual(faqs)
  return faqs
}

const said = ({ notes }: Imported): string[] =>
  notes.map(({ code, values }) => `${code} ${values['names'] ?? ''}`)

const body =
  '<h2 id="h_01">Before you start</h2><p>You have <strong>30 days</strong>.&nbsp;See <a href="https://shop.example/returns" target="_blank" rel="noopener">our terms</a>.</p>' +
  '<table><tbody><tr><td>Small</td><td>£3.50</td></tr></tbody></table><p><img src="/attachments/label.png" alt="The label"></p>'
const answer =
  '**Before you start**\n\nYou have **30 days**.\u00a0See [our terms](https://shop.example/returns).\n\nSmall – £3.50\n\n![The label](/attachments/label.png)'

test('the articles of Zendesk as CSV: a column for the category, one for the section, HTML, drafts, two languages', () => {
  const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`
  const imported = importText(
    [
      'Article ID,Title,Locale,Section,Category,Author,Draft,Promoted,Labels,Body,URL,Updated at',
      `360001,How do I return an item?,en-us,Returns,Orders,Ann,FALSE,TRUE,"return,refund",${cell(body)},https://x.zendesk.com/1,2026-03-04`,
      `360002,${cell('Where is my "parcel"?')},en-us,Delivery,Orders,Ann,TRUE,FALSE,,<p>One<br>two</p><p>5 &lt; 6</p>,https://x,2026-03-04`,
      '360002,Où est mon colis ?,fr,Delivery,Orders,Ann,FALSE,FALSE,colis,<div><p>Regardez le suivi.</p></div>,https://x,2026-03-04',
    ].join('\r\n'),
  )
  const [english, french] = thereAndBack(imported)
  expect(english).toEqual({
    locale: 'en-us',
    categories: [
      { id: 'orders', label: 'Orders' },
      { id: 'orders.returns', label: 'Returns', parent: 'orders' },
      { id: 'orders.delivery', label: 'Delivery', parent: 'orders' },
    ],
    articles: [
      {
        id: '360001',
        category: 'orders.returns',
        question: 'How do I return an item?',
        keywords: ['return', 'refund'],
        answer,
        owner: 'Ann',
      },
      {
        id: '360002',
        category: 'orders.delivery',
        question: 'Where is my "parcel"?',
        answer: 'One\ntwo\n\n5 < 6',
        status: 'draft',
        owner: 'Ann',
      },
    ],
  })
  expect(french?.articles[0]).toMatchObject({
    id: '360002',
    keywords: ['colis'],
    answer: 'Regardez le suivi.',
  })
  expect(said(imported)).toEqual(['ignored Promoted, URL, Updated at'])
})

test('the page of one article in a help centre: its title is the question, the headings below are in the answer', () => {
  const [faq] = thereAndBack(
    importText(
      `<!DOCTYPE html><html lang="en-US"><head><title>Returns – Help</title></head><body><header><nav><a href="/hc">Help</a></nav></header>
      <main><article><header class="article-header"><h1 class="article-title">How do I return an item?</h1></header>
      <section><div class="article-body">${body}</div></section></article></main><footer>© Shop</footer></body></html>`,
    ),
  )
  expect(faq?.articles).toEqual([
    { id: 'how-do-i-return-an-item', category: 'faq', question: 'How do I return an item?', answer },
  ])
})

test('the articles of Freshdesk, in folders in categories: the folders come along, and 1 is a draft', () => {
  const article = { art_type: 1, thumbs_up: 3, desc_un_html: 'Visa' }
  const imported = importText(
    JSON.stringify([
      {
        category: {
          id: 1,
          name: 'General',
          description: 'All',
          folders: [
            {
              id: 5,
              name: 'Payments',
              description: '',
              articles: [
                {
                  ...article,
                  id: 77,
                  folder_id: 5,
                  title: 'Which cards do you take?',
                  description: '<p dir="ltr">Visa &amp; Amex.</p>',
                  status: 2,
                  tags: [{ name: 'cards' }, { name: 'visa' }],
                },
                {
                  ...article,
                  id: 78,
                  folder_id: 5,
                  title: 'Cheques',
                  description: '<p>Not yet.</p>',
                  status: 1,
                },
              ],
            },
          ],
        },
      },
    ]),
    { locale: 'en' },
  )
  const [faq] = thereAndBack(imported)
  expect(faq?.categories).toEqual([
    { id: 'general', label: 'General' },
    { id: 'general.payments', label: 'Payments', parent: 'general' },
  ])
  expect(faq?.articles).toEqual([
    {
      id: '77',
      category: 'general.payments',
      question: 'Which cards do you take?',
      keywords: ['cards', 'visa'],
      answer: 'Visa & Amex.',
    },
    { id: '78', category: 'general.payments', question: 'Cheques', answer: 'Not yet.', status: 'draft' },
  ])
})

test('an article of Freshdesk as its API gives it names its folders itself', () => {
  const level = (type: string, name: string): object => ({ type, data: { id: 1, name, language: 'en' } })
  const [faq] = thereAndBack(
    importText(
      JSON.stringify([
        {
          id: 77,
          category_id: 1,
          folder_id: 5,
          hierarchy: [level('category', 'General'), level('folder', 'Payments')],
          title: 'Which cards do you take?',
          description: '<p>Visa.</p>',
          description_text: 'Visa.',
          status: 2,
        },
      ]),
      { locale: 'en' },
    ),
  )
  expect(faq?.articles).toEqual([
    { id: '77', category: 'general.payments', question: 'Which cards do you take?', answer: 'Visa.' },
  ])
})

test('the articles of Intercom: the body and not its summary, each language inside, the collection by its number', () => {
  const imported = importText(
    JSON.stringify({
      type: 'list',
      pages: { type: 'pages', page: 1 },
      data: [
        {
          id: '6871118',
          type: 'article',
          parent_id: 145,
          title: 'How do I change my password?',
          description: 'In two steps',
          body: '<p class="no-margin">Click <b>Forgot</b>.</p>',
          state: 'published',
          default_locale: 'en',
          translated_content: {
            type: 'article_translated_content',
            en: { title: 'How do I change my password?', body: '<p>Click <b>Forgot</b>.</p>' },
            fr: {
              type: 'article_content',
              title: 'Comment changer mon mot de passe ?',
              body: '<p>Cliquez sur <b>Oublié</b>.</p>',
              state: 'draft',
            },
          },
        },
      ],
    }),
  )
  const articles = thereAndBack(imported).map(({ locale, articles: own }) => ({ locale, articles: own }))
  expect(articles).toEqual([
    {
      locale: 'en',
      articles: [
        {
          id: '6871118',
          category: '145',
          question: 'How do I change my password?',
          answer: 'Click **Forgot**.',
        },
      ],
    },
    {
      locale: 'fr',
      articles: [
        {
          id: '6871118',
          category: '145',
          question: 'Comment changer mon mot de passe ?',
          answer: 'Cliquez sur **Oublié**.',
          status: 'draft',
        },
      ],
    },
  ])
  expect(said(imported)).toEqual(['ignored type, description'])
})

test('a folder of Docusaurus: names of folders, fences and MDX, and what its head says that a FAQ has no place for', () => {
  const files = new Map([
    ['orders/_category_.json', '{"label": "Your \\"orders\\"", "position": 1}'],
    [
      'orders/track.mdx',
      "---\nid: track\ntitle: Where is my parcel?\nsidebar_position: 2\ntags: [parcel, tracking]\n---\n\nimport Tabs from '@theme/Tabs';\n\n:::tip Quick\n\nUse the **link**.\n\n:::\n\n## Step one\n\n<Tabs><TabItem value=\"a\">On the web</TabItem></Tabs>\n\n```js\nimport a from 'b'\n```\n",
    ],
  ])
  const imported = markdownToFaqs(files, { locale: 'en' })
  const [faq] = thereAndBack(imported)
  expect(faq?.categories).toEqual([{ id: 'your-orders', label: 'Your "orders"' }])
  expect(faq?.articles).toEqual([
    {
      id: 'track',
      category: 'your-orders',
      question: 'Where is my parcel?',
      keywords: ['parcel', 'tracking'],
      answer:
        "**Quick**\n\n\nUse the **link**.\n\n\n**Step one**\n\nOn the web\n\n```js\nimport a from 'b'\n```",
    },
  ])
  expect(said(imported)).toEqual(['ignored sidebar_position'])
})

test('the page of a WordPress plugin: its graph, entities in questions, lists in answers', () => {
  const graph = {
    '@context': 'https://schema.org',
    '@graph': [
      { '@type': ['WebPage', 'FAQPage'], '@id': 'https://x/faq', mainEntity: [{ '@id': 'https://x/faq#1' }] },
      {
        '@type': 'Question',
        '@id': 'https://x/faq#1',
        position: 1,
        name: 'Quels sont vos d&eacute;lais&nbsp;?',
        answerCount: 1,
        acceptedAnswer: {
          '@type': 'Answer',
          text: '<p>De <strong>2</strong> &agrave; 4 jours.<br/>Voir <a href="/cgv">nos CGV</a>.</p><ul><li>Colissimo</li><li>Relais</li></ul>',
        },
      },
    ],
  }
  const [faq] = thereAndBack(
    importText(
      `<!DOCTYPE html><html lang="fr-FR"><head><script type="application/ld+json" class="yoast-schema-graph">${JSON.stringify(graph)}</script></head><body><h1>FAQ</h1></body></html>`,
    ),
  )
  expect(faq?.articles.map(({ question, answer: text }) => [question, text])).toEqual([
    ['Quels sont vos délais\u00a0?', 'De **2** à 4 jours.\nVoir [nos CGV](/cgv).\n\n- Colissimo\n- Relais'],
  ])
})
