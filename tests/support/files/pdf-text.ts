import { inflateSync } from 'node:zlib'

/** The text of a PDF of this site, read from its text layer with each font's map from glyphs to characters. */
/** `sheets` is the text of each page; `edges` are the left edges of the lines of all pages, in points. */
export type ReadPdf = {
  pages: number
  text: string
  sheets: string[]
  links: string[]
  fonts: string[]
  edges: number[]
  tags: string[]
}

/** Reads a PDF. Characters without a glyph (`.notdef`) come out as □. */
export function readPdf(bytes: Buffer): ReadPdf {
  const objects = objectsOf(bytes)
  const all = [...objects.values()]
  const maps = fontMaps(objects)
  const contents = all.filter(({ stream }) => stream.includes('BT\n')).map(({ stream }) => stream)
  const sheets = contents.map(content => textOf(content, maps))
  return {
    pages: all.filter(({ head }) => /\/Type \/Page\n/.test(head)).length,
    text: sheets.join('\n'),
    sheets,
    links: all.flatMap(({ head }) => /\/URI \((.*?)\)\n/.exec(head)?.[1] ?? []),
    fonts: [...new Set(all.flatMap(({ head }) => /\/FontName \/(\S+)/.exec(head)?.[1] ?? []))],
    edges: contents.flatMap(content =>
      [...content.matchAll(/1 0 0 1 (\S+) \S+ Tm/g)].map(([, x]) => Math.round(Number(x))),
    ),
    tags: all.flatMap(({ head }) => /^<<\s*\/S \/(\w+)/.exec(head)?.[1] ?? []),
  }
}

type Objects = Map<number, { head: string; stream: string }>

function objectsOf(bytes: Buffer): Objects {
  const raw = bytes.toString('latin1')
  const found: Objects = new Map()
  for (const [, id, inside = ''] of raw.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [head = '', rest] = inside.split(/\nstream\n/, 2)
    const packed = Buffer.from((rest ?? '').replace(/\nendstream$/, ''), 'latin1')
    const stream = head.includes('/FlateDecode') ? inflateSync(packed).toString('latin1') : packed.toString('latin1')
    found.set(Number(id), { head, stream })
  }
  return found
}

/** Returns the characters of each glyph for each font, by the name that pages use (`F1`). */
function fontMaps(objects: Objects): Map<string, string[]> {
  const headOf = (id: string | undefined) => objects.get(Number(id))?.head ?? ''
  const names = [...objects.values()].flatMap(({ head }) => [...head.matchAll(/\/(F\d+) (\d+) 0 R/g)])
  return new Map(
    names.map(([, name = '', id]) => {
      const cmap = /\/ToUnicode (\d+) 0 R/.exec(headOf(id))?.[1]
      return [name, lettersOf(objects.get(Number(cmap))?.stream ?? '')]
    }),
  )
}

function lettersOf(cmap: string): string[] {
  return [...cmap.matchAll(/^<[0-9a-f]+> <[0-9a-f]+> \[(.*)\]$/gm)].flatMap(([, entries = '']) =>
    [...entries.matchAll(/<([0-9a-f ]*)>/g)].map(([, units = '']) =>
      String.fromCharCode(
        ...units
          .split(' ')
          .filter(Boolean)
          .map(unit => parseInt(unit, 16)),
      ),
    ),
  )
}

/** Joins the runs of a line and separates the lines. */
function textOf(content: string, maps: Map<string, string[]>): string {
  let font: string[] = []
  let height = ''
  let text = ''
  for (const [, y = height, name, shown = ''] of content.matchAll(
    /1 0 0 1 \S+ (\S+) Tm|\/(F\d+) \S+ Tf|\[(.*)\] TJ/g,
  )) {
    if (y !== height) text += '\n'
    height = y
    if (name) font = maps.get(name) ?? []
    text += glyphsOf(shown)
      .map(glyph => (glyph === 0 ? '□' : (font[glyph] ?? '□')))
      .join('')
  }
  return text.trim()
}

const glyphsOf = (shown: string): number[] =>
  [...shown.matchAll(/<([0-9a-f]+)>/g)].flatMap(([, codes = '']) =>
    (codes.match(/.{4}/g) ?? []).map(code => parseInt(code, 16)),
  )
