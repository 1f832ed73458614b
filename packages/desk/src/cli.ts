#!/usr/bin/env node
import { needsNode24 } from './messages.ts'

// The embedded database comes with Node 24: an older one has to be told before anything is loaded that needs it.
const [major = '0'] = process.versions.node.split('.')
if (Number(major) < 24) {
  console.error(needsNode24(process.versions.node))
  process.exitCode = 1
} else {
  // Whoever reads no more, such as head, is told no more; what was begun goes on.
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
  const { runCommand } = await import('./command.ts')
  process.exitCode = await runCommand(process.argv.slice(2), {
    env: process.env,
    say: (text) => process.stdout.write(text),
    complain: (text) => process.stderr.write(text),
  })
}
