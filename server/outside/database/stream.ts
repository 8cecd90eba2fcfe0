import type { QueryOptions } from 'mongoose'

/** What a query's `cursor()` gives, as far as it is read here. */
type Cursor<One> = AsyncIterable<One> & { close(): Promise<unknown> }
type Query<One> = { cursor(options?: QueryOptions & { batchSize?: number }): Cursor<One> }

/**
 * What a query finds, one by one, never all in memory. Mongoose does not close its cursor when a loop over it is left, by
 * `break`, `return` or an error, and the database would keep it until it times out: whoever stops reading here leaves nothing open.
 */
export async function* streamOf<One>(query: Query<One>, options?: { batchSize: number }): AsyncGenerator<One> {
  const cursor = query.cursor(options)
  try {
    for await (const one of cursor) yield one
  } finally {
    await cursor.close()
  }
}
