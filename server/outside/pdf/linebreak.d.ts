/** The library comes without types. */
declare module 'linebreak' {
  export default class LineBreaker {
    constructor(text: string)
    nextBreak(): { /** In UTF-16 units. */ position: number; required: boolean } | null
  }
}
