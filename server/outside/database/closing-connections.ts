import { Connection } from 'mongodb/lib/cmap/connection.js'

const { writeCommand } = Connection.prototype

/**
 * Writes a command as the driver does, and throws the connection's error when the connection closes meanwhile. The driver
 * (mongodb 7.8; 7.9 is the same) waits for `drain` or `error` of a socket that accepts no more data. A socket that is being
 * closed emits only `close`, and a request, a job or the search for the server waited forever (docs/adr/0141).
 */
async function writeUnlessClosed(this: Connection, ...given: unknown[]): Promise<void> {
  let onClose = () => {}
  const closed = new Promise<never>((_resolve, reject) => {
    onClose = () => reject(this.error ?? new Error('the connection to the database is closed'))
  })
  this.once('close', onClose)
  try {
    await Promise.race([writeCommand.apply(this, given), closed])
  } finally {
    this.off('close', onClose)
  }
}

/** Installs this for every connection of the process. Idempotent. */
export function endWritesWithTheirConnection(): void {
  Connection.prototype.writeCommand = writeUnlessClosed
}
