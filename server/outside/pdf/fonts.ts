import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Font } from 'fontkit'

export const faces = ['sans', 'sans-strong', 'han', 'han-strong'] as const
export type Face = (typeof faces)[number]
/** A piece of text that one font can show. */
export type Run = { face: Face; text: string }

const fileOf: Record<Face, [packageName: string, file: string]> = {
  sans: ['@embedpdf/fonts-latin', 'NotoSans-Regular.ttf'],
  'sans-strong': ['@embedpdf/fonts-latin', 'NotoSans-SemiBold.ttf'],
  han: ['@embedpdf/fonts-sc', 'NotoSansHans-Regular.otf'],
  'han-strong': ['@embedpdf/fonts-sc', 'NotoSansHans-Bold.otf'],
}
const { resolve } = createRequire(import.meta.url)

async function openFace(face: Face): Promise<Font> {
  const [packageName, file] = fileOf[face]
  const bytes = await readFile(path.join(path.dirname(resolve(packageName)), '..', 'fonts', file))
  const { create } = await import('fontkit')
  return create(bytes)
}

/**
 * Faces are closed when none was used for so long. What a face says about letters is read at their first use, which takes
 * ten times as long as a page does, but the faces of documents in three languages take 30 MB.
 */
const unusedMs = 15_000

/**
 * Returns a function that opens faces at their first use and keeps them open while they are in use. One that could not be
 * opened is tried again.
 */
export function createFaces(open = openFace): (face: Face) => Promise<Font> {
  const opened = new Map<Face, Promise<Font>>()
  const closing = setTimeout(() => opened.clear(), unusedMs).unref()
  return face => {
    closing.refresh()
    const font = opened.get(face) ?? open(face)
    opened.set(face, font)
    font.catch(() => opened.delete(face))
    return font
  }
}

const faceOfDocuments = createFaces()

/** Returns an opened face, for one document at a time. */
export async function faceFor(face: Face): Promise<Font> {
  const font = await faceOfDocuments(face)
  // A glyph keeps the letter for which it was first requested, and the next document may use it for another one.
  font._glyphs = {}
  return font
}

/** Characters of the two families. Read once a process. */
export type Coverage = { sans: ReadonlySet<number>; han: ReadonlySet<number> }
let cachedCoverage: Promise<Coverage> | undefined
export const coverage = (): Promise<Coverage> => (cachedCoverage ??= readCoverage())

async function readCoverage(): Promise<Coverage> {
  const [sans, han] = await Promise.all([openFace('sans'), openFace('han')])
  return { sans: new Set(sans.characterSet), han: new Set(han.characterSet) }
}

/** Quotation marks, dashes and dots that both families have, but that are wide in Chinese. */
const wideInChinese = new Set(Array.from('“”‘’…—·', sign => sign.codePointAt(0)))
const missing = '\ufffd'

/**
 * Returns a function that splits text by font: Noto Sans where it has the character (Latin, Cyrillic, figures, ₽ and ¥,
 * which the Chinese font lacks in part), Noto Sans Hans for the rest. A character that neither has becomes the replacement
 * character, never an empty box.
 */
export function fontPicker({ sans, han }: Coverage, language: string) {
  const chinese = language === 'zh'
  const replacement = sans.has(0xfffd) ? missing : '?'

  function pick(sign: string): { family: 'sans' | 'han'; text: string } {
    const code = sign.codePointAt(0) ?? 0
    if (chinese && wideInChinese.has(code) && han.has(code)) return { family: 'han', text: sign }
    if (sans.has(code)) return { family: 'sans', text: sign }
    return han.has(code) ? { family: 'han', text: sign } : { family: 'sans', text: replacement }
  }

  return function runsOf(text: string, strong: boolean): Run[] {
    const runs: Run[] = []
    for (const sign of text) {
      const { family, text: shown } = pick(sign)
      const face: Face = strong ? `${family}-strong` : family
      const last = runs.at(-1)
      if (last?.face === face) last.text += shown
      else runs.push({ face, text: shown })
    }
    return runs
  }
}
export type RunsOf = ReturnType<typeof fontPicker>

/**
 * Returns text as it can be printed: composed letters, no control or direction characters, tabs as spaces, line ends kept.
 */
export function printable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[^\P{C}\n]/gu, '')
}
