import { text } from 'node:stream/consumers'
import { load } from 'cheerio'
import { unpackEntry } from '#shared/files/zip.ts'

type CellStyle = { bold: boolean; format: string | null }

/** Returns the looks of the cells of a sheet, counted from 1, by place: `{ B2: { bold: false, format: '0.0' } }`. */
export async function cellStyles(workbook: Buffer, sheet: number): Promise<Record<string, CellStyle | undefined>> {
  const styles = await readPart(workbook, 'xl/styles.xml')
  const formats = Object.fromEntries(
    styles('numFmt')
      .toArray()
      .map(({ attribs }) => [attribs['numFmtId'], attribs['formatCode']]),
  )
  const fonts = styles('fonts > font').toArray()
  const looks = styles('cellXfs > xf')
    .toArray()
    .map(({ attribs: { fontId = '0', numFmtId = '0' } }) => ({
      bold: styles(fonts[Number(fontId)]).children('b').length > 0,
      format: formats[numFmtId] ?? null,
    }))
  const cells = await readPart(workbook, `xl/worksheets/sheet${sheet}.xml`)
  return Object.fromEntries(
    cells('c')
      .toArray()
      .map(({ attribs: { r = '', s = '0' } }) => [r, looks[Number(s)]]),
  )
}

/** Returns a file inside a workbook, to be searched like a page. */
export async function readPart(workbook: Buffer, name: string) {
  const bytes = await unpackEntry(workbook, name, 1_000_000)
  return load(bytes ? await text(bytes) : '', { xml: true })
}
