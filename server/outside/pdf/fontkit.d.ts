/** The little of fontkit that we use; it comes without types. */
declare module 'fontkit' {
  export type Font = { postscriptName: string; characterSet: number[]; numGlyphs: number }
  export function create(bytes: Uint8Array): Font
}
