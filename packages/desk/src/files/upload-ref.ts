/** What a file card carries for a file that was handed in. */
export function uploadRefOf(id: string): string {
  return `upload:${id}`
}

/** The id of the file, `undefined` for what is no such address. */
export function uploadIdOf(ref: string): string | undefined {
  return /^upload:([A-Za-z0-9_-]{8,64})$/.exec(ref)?.[1]
}
