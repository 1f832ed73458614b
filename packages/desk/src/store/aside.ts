import { DatabaseSync } from 'node:sqlite'

// What an older shape has no place for. A step back sets it aside in tables of its own, in the same database; the
// same step forwards takes it up again, whatever the older desk did in between.

/** A table that holds what the step back from a shape would lose. */
export interface AsideTable {
  /** e.g. `aside_6_agent`. */
  readonly name: string
  /** Makes it, in SQLite's words. */
  readonly create: string
  /** Fills it before the step back. */
  readonly fill: string
  /** Puts everything back after the step forwards. Rows go whose conversation went meanwhile. */
  readonly empty: string
}

/** The tables of a shape by name, as {@link layoutOf} finds them. */
export type Layout = ReadonlyMap<string, Table>

interface Table {
  readonly columns: readonly Column[]
  readonly references: readonly Reference[]
}

interface Column {
  readonly name: string
  readonly type: string
  readonly isKey: boolean
  /** What it holds where nothing was said, in SQL. */
  readonly otherwise: string | undefined
}

interface Reference {
  readonly column: string
  readonly parent: string
  /** Whether the row goes with what it refers to, or stays without. */
  readonly goes: boolean
}

/** The tables that these statements make. */
export function layoutOf(statements: readonly string[]): Layout {
  const database = new DatabaseSync(':memory:')
  try {
    for (const statement of statements) database.exec(statement)
    const tables = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all()
    return new Map(tables.map(({ name }) => [String(name), tableOf(database, String(name))]))
  } finally {
    database.close()
  }
}

function tableOf(database: DatabaseSync, name: string): Table {
  const columns = database.prepare(`PRAGMA table_info(${name})`).all()
  const references = database.prepare(`PRAGMA foreign_key_list(${name})`).all()
  return {
    columns: columns.map(({ name: column, type, pk, dflt_value: otherwise }) => ({
      name: String(column),
      type: String(type),
      isKey: pk !== 0,
      otherwise: otherwise === null ? undefined : String(otherwise),
    })),
    references: references.map(({ from, table, on_delete: onDelete }) => ({
      column: String(from),
      parent: String(table),
      goes: onDelete !== 'SET NULL',
    })),
  }
}

/** What has a place in the shape `id`, and none in the one before. */
export function asideTables(id: number, before: Layout, after: Layout): readonly AsideTable[] {
  return [...after].flatMap(([table, { columns, references }]) => {
    const name = `aside_${id}_${table}`
    const known = before.get(table)?.columns
    if (!known) return [wholeTable(name, table, columns, references, after)]
    const lost = columns.filter((column) => !known.some((other) => other.name === column.name))
    return lost.length === 0
      ? []
      : [
          someColumns(
            name,
            table,
            columns.filter(({ isKey }) => isKey),
            lost,
          ),
        ]
  })
}

function wholeTable(
  name: string,
  table: string,
  columns: readonly Column[],
  references: readonly Reference[],
  layout: Layout,
): AsideTable {
  const names = namesOf(columns)
  const isThere = ({ column, parent }: Reference): string => {
    const key = layout.get(parent)?.columns.find(({ isKey }) => isKey)?.name ?? 'id'
    return `EXISTS (SELECT 1 FROM ${parent} WHERE ${parent}.${key} = ${name}.${column})`
  }
  const values = columns.map(({ name: column }) => {
    const stays = references.find((reference) => reference.column === column && !reference.goes)
    return stays ? `CASE WHEN ${isThere(stays)} THEN ${column} END` : column
  })
  const conditions = references
    .filter(({ goes }) => goes)
    .map((reference) => `(${reference.column} IS NULL OR ${isThere(reference)})`)
  return {
    name,
    create: createTable(name, columns),
    fill: `INSERT INTO ${name} (${names}) SELECT ${names} FROM ${table};`,
    empty: `INSERT INTO ${table} (${names}) SELECT ${values.join(', ')} FROM ${name}
      WHERE ${['TRUE', ...conditions].join(' AND ')};`,
  }
}

function someColumns(
  name: string,
  table: string,
  keys: readonly Column[],
  lost: readonly Column[],
): AsideTable {
  const names = namesOf([...keys, ...lost])
  const said = lost.map(({ name: column, otherwise }) =>
    otherwise === undefined ? `${column} IS NOT NULL` : `${column} <> ${otherwise}`,
  )
  return {
    name,
    create: createTable(name, [...keys, ...lost]),
    fill: `INSERT INTO ${name} (${names}) SELECT ${names} FROM ${table} WHERE ${said.join(' OR ')};`,
    empty: `UPDATE ${table} SET ${lost.map((column) => `${column.name} = ${name}.${column.name}`).join(', ')}
      FROM ${name} WHERE ${keys.map((key) => `${table}.${key.name} = ${name}.${key.name}`).join(' AND ')};`,
  }
}

function createTable(name: string, columns: readonly Column[]): string {
  return `CREATE TABLE ${name} (${columns.map((column) => `${column.name} ${column.type}`).join(', ')});`
}

function namesOf(columns: readonly Column[]): string {
  return columns.map(({ name }) => name).join(', ')
}
