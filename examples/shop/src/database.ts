import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'

export type Row = Readonly<Record<string, SQLOutputValue>>

/**
 * Opens the shop's file (`:memory:` for one that dies with the process) and lays its tables where they are missing.
 * Instants are ISO 8601 in UTC, amounts integers in cents, structured values JSON.
 */
export function openDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path)
  database.exec('PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 10000')
  database.exec(schema)
  return database
}

/**
 * Runs the work as one transaction: all of it or nothing. It takes the write lock at once, so that two processes
 * cannot both read "the last invoice number" and both use the next one. Inside another transaction it joins it.
 */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  if (database.isTransaction) return work()
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}

export function textOf(row: Row, column: string): string {
  const value = row[column]
  if (typeof value === 'string') return value
  throw new Error(
    `Column ${column} holds ${typeof value}, expected text: the shop's file is of another version.`,
  )
}

export function optionalTextOf(row: Row, column: string): string | undefined {
  return row[column] === null ? undefined : textOf(row, column)
}

export function integerOf(row: Row, column: string): number {
  const value = row[column]
  if (typeof value === 'number') return value
  throw new Error(
    `Column ${column} holds ${typeof value}, expected a number: the shop's file is of another version.`,
  )
}

const schema = `
create table if not exists setting (
  key text primary key,
  value text not null
) strict;

create table if not exists customer (
  id text primary key,
  first_name text not null,
  last_name text not null,
  email text not null unique collate nocase,
  password text not null,
  locale text not null,
  phone text,
  since text not null,
  newsletter integer not null default 0,
  failures integer not null default 0,
  locked_until text
) strict;

create table if not exists address (
  id integer primary key,
  customer_id text not null references customer on delete cascade,
  value text not null
) strict;

create table if not exists session (
  hash text primary key,
  value text not null,
  expires_at text not null
) strict;

create table if not exists shop_order (
  id integer primary key,
  reference text not null unique,
  customer_id text references customer,
  email text not null collate nocase,
  locale text not null,
  placed_at text not null,
  billing text not null,
  shipping text,
  delivery text not null,
  payment text not null,
  vat text not null,
  gift_message text,
  promotion text,
  shipping_cents integer not null,
  discount_cents integer not null,
  vouchers text not null
) strict;
create index if not exists shop_order_customer on shop_order (customer_id, placed_at);
create index if not exists shop_order_email on shop_order (email);

create table if not exists order_line (
  id integer primary key,
  order_id integer not null references shop_order,
  sku text not null,
  name text not null,
  kind text not null,
  engraving text,
  quantity integer not null,
  unit_cents integer not null,
  discount_cents integer not null,
  vat_rate integer not null
) strict;
create index if not exists order_line_order on order_line (order_id);

create table if not exists order_event (
  id integer primary key,
  order_id integer not null references shop_order,
  at text not null,
  value text not null
) strict;
create index if not exists order_event_order on order_event (order_id, at);

create table if not exists shipment (
  id text primary key,
  order_id integer not null references shop_order,
  carrier text not null,
  tracking_number text not null,
  eta text,
  lines text not null
) strict;
create index if not exists shipment_order on shipment (order_id);

-- Events with a time to come are the journey the carrier plans; they count once the clock has reached them.
create table if not exists shipment_event (
  id integer primary key,
  shipment_id text not null references shipment,
  at text not null,
  status text not null,
  label text not null,
  place text,
  planned integer not null default 0
) strict;
create index if not exists shipment_event_shipment on shipment_event (shipment_id, at);

create table if not exists invoice (
  number text primary key,
  series text not null,
  year integer not null,
  sequence integer not null,
  order_id integer not null references shop_order,
  issued_at text not null,
  document text not null,
  mail_state text not null default 'not-sent',
  mail_at text,
  unique (series, year, sequence)
) strict;
create index if not exists invoice_order on invoice (order_id);

create table if not exists voucher (
  code text primary key,
  kind text not null,
  customer_id text references customer,
  email text,
  initial_cents integer not null,
  balance_cents integer not null,
  issued_at text not null,
  expires_at text not null,
  order_id integer references shop_order
) strict;

create table if not exists request (
  number text primary key,
  kind text not null,
  order_id integer references shop_order,
  customer_id text references customer,
  email text not null,
  name text not null,
  at text not null,
  value text not null
) strict;

-- What a request is about, article by article; none for the order as a whole.
create table if not exists request_line (
  request_number text not null references request,
  order_line_id integer not null references order_line,
  quantity integer not null,
  reason text
) strict;
create index if not exists request_line_request on request_line (request_number);

-- What became of a request, oldest first: its state is told by them, never stored.
create table if not exists request_step (
  id integer primary key,
  request_number text not null references request,
  at text not null,
  kind text not null,
  note text
) strict;
create index if not exists request_step_request on request_step (request_number, at);

-- Acts that were done for the desk, by its key: sent again, they give the first answer.
create table if not exists act (
  key text primary key,
  name text not null,
  input text not null,
  answer text not null,
  at text not null
) strict;

create table if not exists coupon (
  code text primary key,
  percent integer,
  cents integer,
  minimum_cents integer not null default 0,
  valid_from text,
  valid_until text,
  first_order integer not null default 0,
  email text collate nocase
) strict;

-- The downloads of a file were filled up again.
create table if not exists download_renewal (
  order_line_id integer not null references order_line,
  at text not null
) strict;

create table if not exists download (
  order_line_id integer not null references order_line,
  at text not null
) strict;

create table if not exists mail (
  id integer primary key,
  at text not null,
  recipient text not null,
  subject text not null,
  body text not null,
  state text not null
) strict;
`
