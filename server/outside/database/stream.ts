import type { QueryOptions } from 'mongoose'

/** The cursor of a query, as far as it is used here. */
type Cursor<One> = AsyncIterable<One> & { close(): Promise<unknown> }
type Query<One> = { cursor(options?: QueryOptions & { batchSize?: number }): Cursor<One> }

/**
 * Yields the results of a query one by one, never all in memory. Mongoose does not close its cursor when a loop over it ends
 * early by `break`, `return` or an error, and the database would keep it until it times out. This function closes it in
 * every case.
 */
export async function* streamOf<One>(query: Query<One>, options?: { batchSize: number }): AsyncGenerator<One> {
  const cursor = query.cursor(options)
  try {
    for await (const one of cursor) yield one
  } finally {
    await cursor.close()
  }
}
