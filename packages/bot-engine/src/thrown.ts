/** The sentences of what is thrown: they have to be there at once, unlike those of `messages.ts`. */

export function invalidHours(path: string, expected: string): Error {
  return new Error(`BOT-001 ${path} is not opening hours: expected ${expected}.`)
}

export function compileFault(flow: string, path: string, message: string): Error {
  return new Error(`BOT-210 ${flow}.flow.json, ${path}: ${message}`)
}

export function deskAnswered(method: string, path: string, status: number, said: string): string {
  return `${method} ${path} answered ${status}${said ? `: ${said}` : ''}.`
}

export function deskSilent(method: string, path: string, seconds: number): string {
  return `${method} ${path} gave no answer within ${seconds} s.`
}

export function deskUnreachable(method: string, path: string): string {
  return `${method} ${path} could not be sent: no network, or the desk is down.`
}

export function deskGarbled(method: string, path: string): string {
  return `${method} ${path} answered something that is not the desk's JSON.`
}
