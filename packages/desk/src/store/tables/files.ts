import type { Database } from '../database.ts'
import { bytesOf, numberOf, textOf, wordOf, type Row } from '../row.ts'
import type { FileFacts, FileRows } from '../store.ts'
import { all, count, lock, one, run } from '../work.ts'

/** What customers and agents hand in, with its content. */
export function fileRows(database: Database): FileRows {
  return {
    addFile: (conversationId, { id, author, name, mime, content, at }, most) =>
      database.write(function* () {
        yield* lock(`files ${conversationId}`)
        const known = yield* one(`${facts} AND id = $2`, conversationId, id)
        if (known) return { file: factsOf(known), created: false }
        const kept = yield* count('SELECT count(*) AS n FROM file WHERE conversation_id = $1', conversationId)
        if (kept >= most) return undefined
        const size = content.byteLength
        yield* run(
          `INSERT INTO file (conversation_id, id, author, name, mime, size, content, at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
          conversationId,
          id,
          author,
          name,
          mime,
          size,
          content,
          at,
        )
        return { file: { id, author, name, mime, size, at }, created: true }
      }),
    files: (conversationId) =>
      database.read(function* () {
        return (yield* all(`${facts} ORDER BY at, id`, conversationId)).map(factsOf)
      }),
    fileContent: (conversationId, id) =>
      database.read(function* () {
        const row = yield* one(
          'SELECT content FROM file WHERE conversation_id = $1 AND id = $2',
          conversationId,
          id,
        )
        return row && bytesOf(row, 'content')
      }),
  }
}

const facts = 'SELECT id, author, name, mime, size, at FROM file WHERE conversation_id = $1'

function factsOf(row: Row): FileFacts {
  return {
    id: textOf(row, 'id'),
    author: wordOf(row, 'author', ['customer', 'agent']),
    name: textOf(row, 'name'),
    mime: textOf(row, 'mime'),
    size: numberOf(row, 'size'),
    at: numberOf(row, 'at'),
  }
}
