/** What a contract suite needs of a test runner: Vitest, Jest and `node:test` with an `expect` have it. */
export interface ContractRunner {
  describe(name: string, body: () => void): void
  it(name: string, body: () => Promise<void>): void
  expect(value: unknown): Expectation
}

export interface Expectation {
  toEqual(expected: unknown): void
  toBe(expected: unknown): void
  toMatch(expected: RegExp): void
}
