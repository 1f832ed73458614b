import { Problem } from './problem.ts'

/** Every sentence that the desk says about a fault, with its code. */

// --- Settings and start ---

export function needsNode24(version: string): string {
  return `DESK-001 comptoir-desk needs Node 24 or newer for its embedded database, and this is Node ${version}. Install Node 24 (https://nodejs.org) and start again.`
}

/** What is said where an option does not fit. */
export class InvalidOption extends Error {
  /** e.g. `shop.url`. */
  readonly path: string
  readonly #fault: string

  constructor(path: string, fault: string, place: string = 'where createDesk or comptoir-desk is started') {
    super(`DESK-002 option ${path} ${fault}. Correct it ${place}.`)
    this.path = path
    this.#fault = fault
  }

  /** The same, said of the file that it stands in; `path` is how it is called there. */
  inFile(file: string, path: string): InvalidOption {
    return new InvalidOption(path, this.#fault, `in ${file}`)
  }
}

export function invalidOption(path: string, expected: string, found: string): InvalidOption {
  return new InvalidOption(path, `must be ${expected}, and is ${found}`)
}

export function unknownArgument(why: string): Error {
  return new Error(
    `DESK-003 comptoir-desk cannot read its arguments: ${why.replace(/\.?$/, '.')} Run comptoir-desk --help for what it takes.`,
  )
}

export function missingArgument(name: string, expected: string): Error {
  return new Error(
    `DESK-008 ${name} is missing: expected ${expected}. Run comptoir-desk --help for an example.`,
  )
}

export function notAPort(found: string): Error {
  return new Error(`DESK-009 '${found}' is not a port. Give --port or PORT a whole number from 0 to 65535.`)
}

export function cannotListen(host: string, port: number, why: string): Error {
  return new Error(
    `DESK-010 the desk cannot listen on ${host}, port ${port}: ${why}. Choose another one with --port or --host.`,
  )
}

export function unusableHours(file: string, why: string): Error {
  return new Error(
    `DESK-011 ${file} does not hold opening hours: ${why.replace(/\.?$/, '.')} Expected JSON such as { "timeZone": "Europe/Paris", "week": { "mon": [["09:00", "18:00"]] } }.`,
  )
}

export function newerDatabase(found: number, known: number): Error {
  return new Error(
    `DESK-004 the database was written by a newer desk (shape ${found}, this one knows ${known}). Start the newer version; or run its comptoir-desk migrate --to ${known}, and start this one again.`,
  )
}

export function databaseUnreachable(where: string, why: string): Error {
  return new Error(
    `DESK-012 the database at ${where} cannot be used: ${why.replace(/\.?$/, '.')} Check DATABASE_URL, and that the server runs and lets this user create a schema.`,
  )
}

export function backupUnreadable(why: string): Error {
  return new Error(
    `DESK-013 the backup cannot be used: ${why.replace(/\.?$/, '.')} Take another one, as comptoir-desk backup wrote it; nothing was changed.`,
  )
}

export function databaseInUse(where: string): Error {
  return new Error(
    `DESK-014 ${where} holds a desk already. Restore into a new folder (--data) or schema, or move this one away first.`,
  )
}

export function noDeskHere(place: string): Error {
  return new Error(
    `DESK-016 there is no desk in ${place} yet. Start it once, or name its folder with --data, its database with DATABASE_URL.`,
  )
}

export function folderUnusable(folder: string, why: string): Error {
  return new Error(
    `DESK-018 the folder ${folder} cannot be used: ${why}. Make it and give it to this user, or name another one with --data.`,
  )
}

export function backupUnwritable(file: string, why: string): Error {
  return new Error(
    `DESK-019 the backup ${file} cannot be written: ${why}. Name a file in a folder that this user may write to; what was there is unchanged.`,
  )
}

export function nameOneShop(names: readonly string[], found: string | undefined): Error {
  const given = found === undefined ? 'none was named' : `"${found}" is none of them`
  return new Error(
    `DESK-020 the configuration has several shops (${names.join(', ')}), each with a database of its own, and ${given}. Name one with --only, e.g. --only ${names[0] ?? ''}.`,
  )
}

export function deskIsRunning(place: string): Error {
  return new Error(
    `DESK-017 a desk works on ${place} now, and would lose what it stands on. Stop it, and run this again; nothing was changed.`,
  )
}

export function folderTaken(folder: string): Error {
  return new Error(
    `DESK-021 another desk works in ${folder} already. Stop that one first, or name another folder with --data; several desks work together on PostgreSQL, with DATABASE_URL.`,
  )
}

export function databaseUnusable(file: string, why: string): Error {
  return new Error(
    `DESK-023 the database ${file} cannot be read and written: ${why}. Give it, and the folder it is in, to the user that runs the desk, and look whether the disk has room.`,
  )
}

export function databaseDamaged(file: string, why: string): Error {
  return new Error(
    `DESK-024 the database ${file} is damaged: ${why}. Stop the desk, keep the file, and restore a backup into another folder: comptoir-desk restore FILE --data FOLDER.`,
  )
}

export function notAShape(found: string, newest: number): Error {
  return new Error(
    `DESK-022 --to ${found} is no shape: this version knows 1 to ${newest}. Leave --to out for ${newest}; a higher one takes a newer version.`,
  )
}

export function unusableConfig(file: string, why: string): Error {
  return new Error(
    `DESK-015 ${file} cannot be used as configuration: ${why.replace(/\.?$/, '.')} The options are those of createDesk, as JSON.`,
  )
}

export function storeClosed(): Error {
  return new Error('DESK-006 the store is closed. Start the desk again before sending more.')
}

export function unexpectedColumn(column: string, expected: string): Error {
  return new Error(
    `DESK-007 column ${column} does not hold ${expected}. The database was changed by another program: restore a backup.`,
  )
}

// --- Requests: what the answer with status and code says ---

export function notFound(): Problem {
  return new Problem(
    404,
    'DESK-101',
    'There is nothing here for you. Check the address and the secret of the conversation.',
  )
}

export function missingSecret(): Problem {
  return new Problem(
    401,
    'DESK-102',
    "The conversation's secret is missing. Send it as Authorization: Bearer <secret>.",
  )
}

export function misfit(path: string, expected: string, message: string): Problem {
  return new Problem(400, 'DESK-103', message, { path, expected })
}

export function givenTwice(path: string): Problem {
  return misfit(path, 'given once', `${path} is given twice. Leave one of them out.`)
}

export function notJson(): Problem {
  return new Problem(
    400,
    'DESK-104',
    'The body is not a JSON object. Send one, with Content-Type: application/json.',
    {
      path: 'body',
      expected: 'a JSON object',
    },
  )
}

export function tooLarge(max: number): Problem {
  return new Problem(413, 'DESK-105', `The body is longer than ${max} bytes. Send less at once.`, {
    path: 'body',
    expected: `at most ${max} bytes`,
  })
}

export function tooMany(what: string, retryAfterSeconds: number): Problem {
  return new Problem(
    429,
    'DESK-106',
    `Too many ${what} from here. Try again in ${retryAfterSeconds} seconds.`,
    {
      retryAfterSeconds,
    },
  )
}

export function levelTooLow(): Problem {
  return new Problem(
    403,
    'DESK-107',
    'What this conversation has proven does not open this. Verify the order first.',
  )
}

export function shopUnavailable(): Problem {
  return new Problem(503, 'DESK-108', 'The shop did not answer in time. Try again in a moment.', {
    retryAfterSeconds: 1,
  })
}

export function slotTaken(): Problem {
  return new Problem(
    409,
    'DESK-109',
    'This slot is full or over. Ask for the slots again and pick another one.',
  )
}

export function phoneRefused(): Problem {
  return new Problem(
    400,
    'DESK-110',
    'body.phone must be a number that the shop can call at the price of an ordinary call. Ask for another number.',
    {
      path: 'body.phone',
      expected: 'a telephone number such as +33261910042, neither surcharged nor an emergency number',
    },
  )
}

export function idTaken(): Problem {
  return new Problem(
    409,
    'DESK-111',
    'Another person of this conversation wrote the message with this id. Mint a new id.',
  )
}

export function foreignOrigin(): Problem {
  return new Problem(
    403,
    'DESK-112',
    "This request does not come from the console's own page. Open the console and try again.",
  )
}

export function wrongLogin(): Problem {
  return new Problem(401, 'DESK-113', 'Login or password is wrong. Check both and sign in again.')
}

export function changePasswordFirst(): Problem {
  return new Problem(
    403,
    'DESK-114',
    'The one-time password has to be replaced first. PUT /agent/password with a new one.',
  )
}

export function notYourConversation(): Problem {
  return new Problem(
    409,
    'DESK-115',
    'This conversation is not with you now. Take it from the queue before you write in it.',
  )
}

export function alreadyTaken(): Problem {
  return new Problem(
    409,
    'DESK-116',
    'Another agent has this conversation, or it no longer waits. Take the next one.',
  )
}

export function tokenRefused(): Problem {
  return new Problem(401, 'DESK-117', "The shop's token was not accepted. Load the page again for a new one.")
}

export function signInFirst(): Problem {
  return new Problem(401, 'DESK-118', 'Nobody is signed in here. Sign in with POST /agent/session.')
}

export function phoneHasEnough(): Problem {
  return new Problem(
    403,
    'DESK-119',
    'This number has its callbacks already. Keep one of them, or try again tomorrow.',
  )
}

export function callbackClosed(): Problem {
  return new Problem(409, 'DESK-120', 'This callback is closed already. Load the list again.')
}

export function noAddressKnown(): Problem {
  return new Problem(
    409,
    'DESK-121',
    "No address is known to be this customer's. Verify the order first, and send the summary then.",
  )
}

export function recapSent(): Problem {
  return new Problem(409, 'DESK-122', 'A summary of this conversation was sent already; there is one only.')
}

export function roleTooLow(role: string): Problem {
  return new Problem(
    403,
    'DESK-123',
    `This takes somebody who is at least ${role}. Ask an administrator to do it, or for the role.`,
  )
}

export function secondFactorNeeded(): Problem {
  return new Problem(
    401,
    'DESK-124',
    'The password is right; the six digits of the authenticator app are needed too. Send them as code.',
  )
}

export function wrongSecondFactor(): Problem {
  return new Problem(
    403,
    'DESK-125',
    "These are not the six digits that the app shows now. Check the telephone's clock and try the next ones.",
  )
}

export function loginTaken(): Problem {
  return new Problem(409, 'DESK-126', 'Somebody has this login already. Choose another one.')
}

export function fileRefused(): Problem {
  return new Problem(
    400,
    'DESK-127',
    'body.content must be a picture (JPEG, PNG or WebP, at most 40 million pixels) or a PDF that runs nothing when it is opened. Send a photo of it instead.',
    { path: 'body.content', expected: 'a JPEG, PNG or WebP picture, or a PDF' },
  )
}

export function tooManyFiles(most: number): Problem {
  return new Problem(
    409,
    'DESK-128',
    `This conversation has its ${most} files already. Say in words what is missing, or open another conversation.`,
  )
}

export function passwordsOff(): Problem {
  return new Problem(
    403,
    'DESK-129',
    "People of this desk sign in through their organisation's provider. Open the console and follow its button.",
  )
}

export function noProvider(): Problem {
  return new Problem(404, 'DESK-130', 'No OpenID Connect provider is set here. Sign in with a password.')
}

export function noMailServer(): Problem {
  return new Problem(
    409,
    'DESK-131',
    'No mail server is set here, so no code can be sent. Verify with the postcode, or set "mail" in the configuration.',
  )
}

export function secondFactorIsOn(): Problem {
  return new Problem(
    409,
    'DESK-132',
    'A second factor is on already. To use another telephone, have an administrator take this one away first.',
  )
}

export function samePassword(): Problem {
  return misfit(
    'body.password',
    'another password than the current one',
    'body.password is the current password. Choose another one.',
  )
}

export function lastAdministrator(): Problem {
  return new Problem(
    409,
    'DESK-133',
    'This is the only administrator: nobody could add people or help them in any more. Make somebody else one first.',
  )
}

export function failed(): Problem {
  return new Problem(
    500,
    'DESK-199',
    'The desk could not do this. It is in its log; try again in a moment.',
    {
      retryAfterSeconds: 5,
    },
  )
}

// --- The shop's side ---

export function shopMisanswered(request: string, sentence: string): Error {
  return new Error(`DESK-201 the shop's answer to ${request} does not fit the contract: ${sentence}`)
}
