import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Response } from 'express'

/**
 * Streams bytes as they are produced, no faster than the client reads them. When the client disconnects, production stops
 * and no error is thrown. A failure in the middle breaks the connection, so that half a file is not taken for a whole one.
 */
export async function streamResponse(
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
  // The client is gone, so there is nothing to pipe to.
  if (res.closed) {
    bytes.destroy()
    return
  }
  // The site's own listeners for the end of a response and those Node adds for the streams exceed the default limit of ten.
  res.setMaxListeners(20)
  await pipeline([bytes, ...steps, res]).catch(ignoreDisconnect)
}

function ignoreDisconnect(error: unknown): void {
  if ((error as NodeJS.ErrnoException | null)?.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
}
