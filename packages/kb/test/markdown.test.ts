import { parseMarkdown, plainText, safeAddress } from '@comptoir/kb'
import type { Block, Inline } from '@comptoir/kb'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const long = process.env['COMPTOIR_LONG'] === undefined ? 300 : 20_000

test('an answer becomes paragraphs, lists, bold, italic, links and images', () => {
  expect(
    parseMarkdown('See **your** [orders](/orders), *now*.\n\n1. One\n2. Two\n\n- ![A lamp](/lamp.png)'),
  ).toEqual([
    {
      type: 'paragraph',
      children: [
        { type: 'text', text: 'See ' },
        { type: 'bold', children: [{ type: 'text', text: 'your' }] },
        { type: 'text', text: ' ' },
        { type: 'link', href: '/orders', children: [{ type: 'text', text: 'orders' }] },
        { type: 'text', text: ', ' },
        { type: 'italic', children: [{ type: 'text', text: 'now' }] },
        { type: 'text', text: '.' },
      ],
    },
    {
      type: 'list',
      ordered: true,
      items: [[{ type: 'text', text: 'One' }], [{ type: 'text', text: 'Two' }]],
    },
    { type: 'list', ordered: false, items: [[{ type: 'image', src: '/lamp.png', alt: 'A lamp' }]] },
  ])
})

test.each([
  ['a < b & <b>c</b> <script>alert(1)</script>'],
  ['2 * 3 * 4 and snake_case_name'],
  ['an open [bracket and **star'],
  ['[text] (not a link)'],
])('%s stays the text it is', (text) => {
  expect(parseMarkdown(text)).toEqual([{ type: 'paragraph', children: [{ type: 'text', text }] }])
})

test('marks nest, and escapes show the mark', () => {
  expect(plainText('***both*** \\*not\\* **bold [link](https://x.example)**')).toBe('both *not* bold link')
})

test.each([
  ['https://shop.example/a?b=c#d'],
  ['http://shop.example'],
  ['mailto:a@shop.example'],
  ['tel:+33261910042'],
  ['/orders'],
  ['orders/12'],
  ['#top'],
  ['?page=2'],
])('the address %s may be followed', (address) => {
  expect(safeAddress(address)).toBe(address)
})

test.each([
  ['javascript:alert(1)'],
  ['JaVaScRiPt:alert(1)'],
  ['java\tscript:alert(1)'],
  ['\u0001javascript:alert(1)'],
  ['data:text/html,x'],
  ['vbscript:x'],
  ['//evil.example'],
  ['\\\\evil.example'],
  ['/\\evil.example'],
  ['file:///etc/passwd'],
  ['blob:x'],
  [''],
])('the address %j may not', (address) => {
  expect(safeAddress(address)).toBeUndefined()
  expect(JSON.stringify(parseMarkdown(`[go](${address}) ![see](${address})`))).not.toMatch(/"(?:href|src)"/)
})

test('whatever the text, the tree is shallow, keeps every word, and no address is unsafe', () => {
  const piece = fc.constantFrom(
    '**',
    '*',
    '_',
    '__',
    '[',
    '](',
    ')',
    '![',
    '\n',
    '\n\n',
    '- ',
    '1. ',
    '\\',
    'word',
    'javascript:x',
    '/y',
    ' ',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
      ),
      (text) => {
        const blocks = parseMarkdown(text)
        expect(depth(blocks)).toBeLessThanOrEqual(12)
        for (const address of addresses(blocks)) expect(safeAddress(address)).toBe(address)
        const words = text.match(/word/g)?.length ?? 0
        expect((JSON.stringify(blocks).match(/word/g) ?? []).length).toBe(words)
      },
    ),
    { seed: 7, numRuns: long },
  )
})

test('a hostile text of 200,000 characters takes as many steps as it has characters', () => {
  for (const piece of ['[', '**a', '*', '![](', '](', '_a ', '[a](b ', '1. ', '\\']) {
    const blocks = parseMarkdown(piece.repeat(200_000 / piece.length))
    expect(depth(blocks)).toBeLessThanOrEqual(12)
  }
})

function depth(nodes: readonly (Block | Inline)[]): number {
  return Math.max(
    0,
    ...nodes.map(
      (node) =>
        1 + depth('children' in node ? node.children : 'items' in node ? node.items.flat().slice(0, 50) : []),
    ),
  )
}

function addresses(nodes: readonly (Block | Inline)[]): string[] {
  return nodes.flatMap((node) => {
    const own = node.type === 'link' ? [node.href] : node.type === 'image' ? [node.src] : []
    return [
      ...own,
      ...addresses('children' in node ? node.children : 'items' in node ? node.items.flat() : []),
    ]
  })
}
