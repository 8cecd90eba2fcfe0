/** Documents that are sent to the server as raw bytes; internal to the driver, which does not export it. */
declare module 'mongodb/lib/cmap/commands.js' {
  export class DocumentSequence {
    constructor(field: string)
    push(document: object, bytes: Uint8Array): number
  }
}
