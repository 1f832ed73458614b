import { parseMarkdown, type Inline } from '@comptoir/kb'
import type { JSX } from 'preact'
import { SafeLink } from './SafeLink.tsx'

/** The assistant's words, drawn from kb's plain tree: text nodes, lists and safe links, never HTML. */
export function MarkdownText({ text }: { readonly text: string }): JSX.Element {
  return (
    <>
      {parseMarkdown(text).map((block, index) => {
        if (block.type === 'paragraph') {
          return (
            <p key={index}>
              <Line pieces={block.children} />
            </p>
          )
        }
        const items = block.items.map((item, place) => (
          <li key={place}>
            <Line pieces={item} />
          </li>
        ))
        return block.ordered ? (
          <ol key={index} start={block.start}>
            {items}
          </ol>
        ) : (
          <ul key={index}>{items}</ul>
        )
      })}
    </>
  )
}

function Line({ pieces }: { readonly pieces: readonly Inline[] }): JSX.Element {
  return (
    <>
      {pieces.map((piece, index) => (
        <Piece key={index} piece={piece} />
      ))}
    </>
  )
}

function Piece({ piece }: { readonly piece: Inline }): JSX.Element {
  switch (piece.type) {
    case 'text':
      return <>{piece.text}</>
    case 'break':
      return <br />
    case 'bold':
      return (
        <strong>
          <Line pieces={piece.children} />
        </strong>
      )
    case 'italic':
      return (
        <em>
          <Line pieces={piece.children} />
        </em>
      )
    case 'link':
      return (
        <SafeLink href={piece.href}>
          <Line pieces={piece.children} />
        </SafeLink>
      )
    case 'image':
      // Pictures of the shop are not fetched here: what they show stands in their text.
      return <span class="picture">{piece.alt}</span>
  }
}
