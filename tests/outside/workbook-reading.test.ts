import { describe, expect, it } from 'vitest'
import { readXlsx } from '#outside/tables/xlsx-reading.ts'
import { xmlScanner } from '#outside/tables/xml-scanner.ts'
import { aWorkbook } from '../support/files/zip.ts'

const reading = async (bytes: Buffer): Promise<string[][]> => {
  const rows: string[][] = []
  for await (const { cells } of readXlsx(bytes)) rows.push(cells)
  return rows
}
const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
const row = (...cells: string[]) => `<row>${cells.join('')}</row>`

describe('reading a workbook', () => {
  it.each([
    [
      'escapes, also of characters beyond the first plane',
      '&lt;a&gt; &amp;amp; &#128512;&#x1F600; &#13;',
      '<a> &amp; 😀😀 \r',
    ],
    ['plain sections', '<![CDATA[<b> & ]]>c', '<b> & c'],
    ['remarks in between', 'a<!-- > -->b', 'ab'],
    ['what XML cannot hold, as Excel writes it', 'a_x000D_b', 'a\rb'],
  ])('returns texts exactly: %s', async (_what, written, read) => {
    expect(await reading(aWorkbook(row(cell(written))))).toEqual([[read]])
  })

  it('accepts any namespace prefix, and omits phonetic texts', async () => {
    const texts = '<x:si><x:t>東</x:t><x:rPh sb="0"><x:t>ひがし</x:t></x:rPh></x:si>'
    const rows = '<x:row r="3"><x:c r="B3" t="s"><x:v>0</x:v></x:c></x:row>'
    expect(await reading(aWorkbook(rows, texts))).toEqual([['', '東']])
  })

  it('reads a tag with an attribute split between chunks', async () => {
    const rows = Array.from({ length: 3_000 }, (_, at) => `<row a="${'>'.repeat(20)}">${cell(String(at))}</row>`)
    expect(await reading(aWorkbook(rows.join('')))).toHaveLength(3_000)
  })

  it.each([
    ['a document type', aWorkbook('', '<!DOCTYPE a [<!ENTITY b "c">]>')],
    ['an entity of its own', aWorkbook(row(cell('&lol;')))],
    ['elements in each other without an end', aWorkbook('<a>'.repeat(200_000))],
    ['a tag without an end', aWorkbook(`<row a="${'a'.repeat(2_000_000)}`)],
    ['a text without an end', aWorkbook(`<row>${'a'.repeat(2_000_000)}`)],
    ['tags that do not fit', aWorkbook('<row></c>')],
    ['one row number twice', aWorkbook('<row r="2"><c/></row><row r="2"><c/></row>')],
    ['a row number that goes back', aWorkbook('<row r="3"><c/></row><row r="2"><c/></row>')],
    ['a negative row number', aWorkbook('<row r="-1"><c/></row>')],
    ['a row number that is no number', aWorkbook('<row r="x"><c/></row>')],
    ['a sheet that is cut off', aWorkbook(`${row(cell('a'))}<row>`)],
  ])('refuses %s', async (_what, bytes) => {
    await expect(reading(bytes)).rejects.toMatchObject({ reason: 'damaged' })
  })

  it('refuses a document type before its entities can expand', () => {
    const nothing = () => undefined
    const { push } = xmlScanner({ open: nothing, close: nothing, text: nothing })
    expect(() => push('<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>')).toThrow('a document type')
  })
})
