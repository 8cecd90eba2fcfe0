/** Of the driver, not among what it exports: one connection to a server. It emits `close` once, when `error` says why. */
declare module 'mongodb/lib/cmap/connection.js' {
  import type { EventEmitter } from 'node:events'

  export class Connection extends EventEmitter {
    error: Error | null
    writeCommand: (this: Connection, ...given: unknown[]) => Promise<void>
  }
}
