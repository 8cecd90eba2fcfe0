import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Response } from 'express'

/**
 * Sends a long text as it is made, no faster than it is read. A reader who leaves early ends the making of it and is no
 * failure; a failure in the middle breaks the connection, so that half a file is not taken for a whole one.
 */
export async function sendAsMade(res: Response, text: AsyncIterable<string | Buffer>): Promise<void> {
  if (res.req.method === 'HEAD') {
    res.end()
    return
  }
  await pipeline(Readable.from(text), res).catch(unlessReaderLeft)
}

/** For the `catch` of a pipeline to a reader. */
export function unlessReaderLeft(error: unknown): void {
  if ((error as NodeJS.ErrnoException | null)?.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
}
