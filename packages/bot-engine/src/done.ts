/** It is dealt with, once the work is done. */
export async function done(work: Promise<void> | void): Promise<true> {
  await work
  return true
}
