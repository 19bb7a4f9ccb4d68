import type { QueryArrayConfig, QueryArrayResult, QueryConfig, QueryResult } from 'pg'
import type { Row } from '../sql/rows.ts'
import { faultOf } from './failure.ts'
import type { Statement } from './statement.ts'
import { asText } from './text.ts'

type Plain = string | number | boolean | null | Uint8Array
export type Value = Plain | readonly Plain[]

/** Whatever runs statements: a pool, or a connection in a transaction. */
export interface Queryable {
  query(config: QueryConfig): Promise<QueryResult<Record<string, unknown>>>
  query(config: QueryArrayConfig): Promise<QueryArrayResult<unknown[]>>
}

/** Statements with their values in, rows out. On a connection they run in the order in which they were called. */
export interface Db {
  all(statement: Statement, ...values: readonly Value[]): Promise<readonly Row[]>
  get(statement: Statement, ...values: readonly Value[]): Promise<Row | undefined>
  /** Rows as lists of their columns, which cost less than objects where there are many. */
  lists(statement: Statement, ...values: readonly Value[]): Promise<readonly (readonly unknown[])[]>
  /** How many rows it changed. */
  run(statement: Statement, ...values: readonly Value[]): Promise<number>
}

const plain = (value: Plain): Plain => (typeof value === 'string' ? asText(value) : value)
const isList = (value: Value): value is readonly Plain[] => Array.isArray(value)
const configOf = ({ name, text }: Statement, values: readonly Value[]) => ({
  name,
  text,
  values: values.map((value) => (isList(value) ? value.map(plain) : plain(value))),
})

async function answerOf<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    throw faultOf(error)
  }
}

export function dbOver(queryable: Queryable): Db {
  const ask = (statement: Statement, values: readonly Value[]) => answerOf(queryable.query(configOf(statement, values)))
  return {
    all: async (statement, ...values) => (await ask(statement, values)).rows,
    get: async (statement, ...values) => (await ask(statement, values)).rows[0],
    run: async (statement, ...values) => (await ask(statement, values)).rowCount ?? 0,
    lists: async (statement, ...values) =>
      (await answerOf(queryable.query({ ...configOf(statement, values), rowMode: 'array' }))).rows,
  }
}
