#!/usr/bin/env node
import process from 'node:process'
import { runCommandLine } from './commands/command-line.ts'
import { endWhenUnread } from './commands/run-commands.ts'

endWhenUnread(process)
process.exitCode = await runCommandLine(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  input: process.stdin,
  folder: process.cwd(),
  environment: process.env,
})
