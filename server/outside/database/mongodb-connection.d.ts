/**
 * A connection to a server; internal to the driver, which does not export it. It emits `close` once, after which `error`
 * says why.
 */
declare module 'mongodb/lib/cmap/connection.js' {
  import type { EventEmitter } from 'node:events'

  export class Connection extends EventEmitter {
    error: Error | null
    writeCommand: (this: Connection, ...given: unknown[]) => Promise<void>
  }
}
