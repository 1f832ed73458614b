/** How long a page may take to say what is waited for, in milliseconds. */
const longest = 30_000

/**
 * Waits until `look` gives something, and gives it.
 *
 * @throws {Error} what `complaint` says, when it never does
 */
export async function until<Result>(
  look: () => Promise<Result | undefined> | Result | undefined,
  complaint: () => string | Promise<string>,
): Promise<Result> {
  const end = Date.now() + longest
  for (;;) {
    const seen = await look()
    if (seen !== undefined) return seen
    if (Date.now() > end) throw new Error(await complaint())
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
