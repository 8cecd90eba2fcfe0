/** The little of fontkit that we use; it comes without types. */
declare module 'fontkit' {
  export type Glyph = { path: { toSVG(): string }; advanceWidth: number }
  export type GlyphRun = { glyphs: Glyph[]; positions: { xAdvance: number; xOffset: number; yOffset: number }[] }
  export type Font = {
    postscriptName: string
    characterSet: number[]
    numGlyphs: number
    unitsPerEm: number
    layout(text: string): GlyphRun
    /** Cache of glyphs by their numbers: an undocumented part of fontkit. */
    _glyphs: Record<number, Glyph>
  }
  export function create(bytes: Uint8Array): Font
}
