/** The library comes without types. */
declare module 'linebreak' {
  export default class LineBreaker {
    constructor(text: string)
    nextBreak(): { /** Position in UTF-16 units. */ position: number; required: boolean } | null
  }
}
