/** Work that may rest after each of its steps, none of which takes more than a few milliseconds on a slow telephone. */
export type Steps<Result> = Generator<void, Result, void>

/** Called after each step: gives a promise when it is time to rest, until it is kept. */
export type Pause = () => Promise<unknown> | undefined

/** Does what is left of some work in one go. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Rests whenever the page has had no turn for eight milliseconds: half of what a frame takes. */
export function breathing(): Pause {
  let since = performance.now()
  const rest = async (): Promise<void> => {
    await turn()
    since = performance.now()
  }
  return () => (performance.now() - since < LONGEST ? undefined : rest())
}

const LONGEST = 8

/** Lets everything else that waits have its turn: clicks, typing, painting. */
function turn(): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve))
}
