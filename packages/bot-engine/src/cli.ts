#!/usr/bin/env node
import process from 'node:process'
import { endWhenUnread } from '@comptoir/kb/command-line'
import { runCommandLine } from './commands/command-line.ts'

endWhenUnread(process)
process.exitCode = await runCommandLine(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  input: process.stdin,
  folder: process.cwd(),
  environment: process.env,
})
