import type { VNode } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { fill } from '../i18n/texts.ts'
import { KEPT_HOURS } from '../kept-for.ts'
import type { SessionState, Shortcut } from '../session.ts'
import { dayAndTime } from './dates.ts'
import { SafeLink } from './SafeLink.tsx'
import { useScene } from './scene.ts'

export interface HomeProps {
  readonly state: SessionState
  /** There is a conversation to go back to. */
  readonly resumable: boolean
  readonly onResume: () => void
  readonly onArticle: (id: string) => void
  readonly onShortcut: (flow: Shortcut) => void
}

/** The first screen: who answers here, the frequent requests, the answers by subject, hours and privacy. */
export function Home({ state, resumable, onResume, onArticle, onShortcut }: HomeProps): VNode {
  const { texts } = useScene()
  const [shelfId, setShelfId] = useState<string>()
  const heading = useRef<HTMLHeadingElement>(null)
  const moved = useRef(false)
  const shelf = state.library?.browse(shelfId)
  const category = shelf?.category
  const words = texts.home
  const { news = [], talk } = state
  /** What stands below what arrives is drawn anew with it, instead of being pushed down under the customer's eyes. */
  const stage = `${state.shop} ${shelf !== undefined}`

  const turnTo = (id: string | undefined): void => {
    moved.current = true
    setShelfId(id)
  }
  // What was pressed is gone, so the focus goes to the name of what came.
  useLayoutEffect(() => {
    if (moved.current) heading.current?.focus()
  }, [shelfId])

  return (
    <div class="home">
      {category ? (
        <>
          <button type="button" class="inline back" onClick={() => turnTo(category.parent)}>
            {words.back}
          </button>
          <h3 ref={heading} tabIndex={-1}>
            {category.label}
          </h3>
        </>
      ) : (
        <>
          <h3 ref={heading} tabIndex={-1}>
            {words.title}
          </h3>
          <p class="intro">
            {state.shop === undefined ? words.introAlone : fill(words.intro, { shop: state.shop })}
          </p>
          {resumable && (
            <button type="button" class="wide" onClick={onResume}>
              {words.resume}
            </button>
          )}
          {talk && news.length > 0 && <talk.NewsList news={news} onArticle={onArticle} />}
          {state.shortcuts.length > 0 && (
            <div class="tiles" role="group" aria-label={words.shortcuts}>
              {state.shortcuts.map((flow) => (
                <button type="button" key={flow} class={`icon ${flow}`} onClick={() => onShortcut(flow)}>
                  {texts.flows[flow]}
                </button>
              ))}
            </div>
          )}
          {shelf && <h4>{words.categories}</h4>}
        </>
      )}
      {shelf ? (
        <div
          class="rows"
          role="group"
          aria-label={category ? fill(words.articles, { category: category.label }) : words.categories}
        >
          {shelf.categories.map(({ id, label }) => (
            <button type="button" key={id} onClick={() => turnTo(id)}>
              {label}
            </button>
          ))}
          {shelf.articles.map(({ id, question }) => (
            <button type="button" key={id} onClick={() => onArticle(id)}>
              {question}
            </button>
          ))}
        </div>
      ) : (
        <p class="quiet" key={stage}>
          {words.loading}
        </p>
      )}
      {!category && <Footnotes state={state} key={stage} />}
    </div>
  )
}

/** Hours of the people behind the assistant, and what becomes of what is written here. */
function Footnotes({ state }: { state: SessionState }): VNode {
  const { texts, locale } = useScene()
  const words = texts.home
  const { open = false, next } = state.people ?? {}
  const sentence = open
    ? words.open
    : next !== undefined && fill(words.opens, { when: dayAndTime(next, locale) })
  return (
    <>
      {sentence && (
        <p class="quiet hours">
          <strong>{words.hours}</strong> {sentence}
        </p>
      )}
      <p class="quiet">
        {fill(words.privacy, { hours: KEPT_HOURS })}{' '}
        {state.privacy !== undefined && <SafeLink href={state.privacy}>{words.privacyLink}</SafeLink>}
      </p>
    </>
  )
}
