import { Connection } from 'mongodb/lib/cmap/connection.js'

const { writeCommand } = Connection.prototype

/**
 * Writes a command, as the driver does, and fails with the connection's error when that closes meanwhile. The driver (mongodb
 * 7.8; 7.9 is the same) waits for `drain` or `error` of a socket that takes no more; one that is being closed takes no more
 * either and tells only `close`, so that a request, a chore or the search for the server waited for good (docs/adr/0141).
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

/** Makes it so for every connection of this process, also when it is called again. */
export function endWritesWithTheirConnection(): void {
  Connection.prototype.writeCommand = writeUnlessClosed
}
