import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Response } from 'express'

/**
 * Sends bytes as they are made, no faster than they are read. A reader who leaves early ends the making of them and is no
 * failure; a failure in the middle breaks the connection, so that half a file is not taken for a whole one.
 */
export async function sendAsMade(
  res: Response,
  source: AsyncIterable<unknown>,
  ...steps: NodeJS.ReadWriteStream[]
): Promise<void> {
  const bytes = source instanceof Readable ? source : Readable.from(source)
  if (res.req.method === 'HEAD') {
    bytes.destroy()
    res.end()
    return
  }
  // Nobody reads any more: there is nothing to pipe to.
  if (res.closed) {
    bytes.destroy()
    return
  }
  // What of the site waits for the end of an answer, and what Node adds for the streams before it, are more than its usual ten.
  res.setMaxListeners(20)
  await pipeline([bytes, ...steps, res]).catch(unlessReaderLeft)
}

function unlessReaderLeft(error: unknown): void {
  if ((error as NodeJS.ErrnoException | null)?.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
}
