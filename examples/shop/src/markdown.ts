/**
 * The little Markdown of the shop's own texts as HTML: headings, paragraphs, lists, tables, bold, links. What it does
 * not know is text, and shown as such.
 *
 * @param prefix stands before links to pages of the shop: `/en` for the English ones.
 *
 * @example
 * markdownToHtml('# Tea\n\nWith **milk**.') // '<h1>Tea</h1>\n<p>With <strong>milk</strong>.</p>'
 */
export function markdownToHtml(text: string, prefix: string = ''): string {
  return text
    .trim()
    .split(/\n{2,}/)
    .map((block) => blockToHtml(block, prefix))
    .join('\n')
}

function blockToHtml(block: string, prefix: string): string {
  const lines = block.split('\n')
  const [first = ''] = lines
  const heading = /^(#{1,3}) (.+)$/.exec(first)
  if (heading?.[1] && heading[2]) {
    const level = heading[1].length
    const rest = lines.slice(1).join('\n')
    return `<h${level}>${inline(heading[2], prefix)}</h${level}>${rest ? `\n${blockToHtml(rest, prefix)}` : ''}`
  }
  if (lines.every((line) => line.startsWith('- ')))
    return `<ul>${lines.map((line) => `<li>${inline(line.slice(2), prefix)}</li>`).join('')}</ul>`
  if (lines.every((line) => /^\d+\. /.test(line)))
    return `<ol>${lines.map((line) => `<li>${inline(line.replace(/^\d+\. /, ''), prefix)}</li>`).join('')}</ol>`
  if (lines.every((line) => line.startsWith('|'))) return table(lines, prefix)
  return `<p>${lines.map((line) => inline(line, prefix)).join('<br />')}</p>`
}

function table(lines: readonly string[], prefix: string): string {
  const cells = (line: string, tag: string): string =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => `<${tag}>${inline(cell.trim(), prefix)}</${tag.split(' ')[0]}>`)
      .join('')
  const [head = '', , ...rows] = lines
  return (
    `<div class="scroll" tabindex="0"><table><thead><tr>${cells(head, 'th scope="col"')}</tr></thead>` +
    `<tbody>${rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('')}</tbody></table></div>`
  )
}

function inline(text: string, prefix: string): string {
  return escape(text)
    .replaceAll(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
    .replaceAll(/\[([^\]]+)\]\(([^)\s]+)\)/g, (whole: string, label: string, href: string) =>
      /^(\/(?!\/)|https:\/\/|mailto:|tel:|#)/.test(href)
        ? `<a href="${href.startsWith('/') ? prefix + href : href}">${label}</a>`
        : whole,
    )
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
