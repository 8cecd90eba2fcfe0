/** Of the driver, not among what it exports: documents that go to the server as the bytes that they are. */
declare module 'mongodb/lib/cmap/commands.js' {
  export class DocumentSequence {
    constructor(field: string)
    push(document: object, bytes: Uint8Array): number
  }
}
