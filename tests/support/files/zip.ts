import { deflateRawSync } from 'node:zlib'

type Entry = { name: string; bytes: Buffer; /** False size that the headers claim. */ claimed?: number }

/** Writes a ZIP archive, with false headers where asked. */
export function aZip(entries: Entry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes, claimed = bytes.length } of entries) {
    const packed = deflateRawSync(bytes, { level: 9 })
    const label = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(0, 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(claimed, 18)
    common.writeUInt16LE(label.length, 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), common, label, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), common, tail, label)
    parts.push(local)
    offset += local.length
  }
  return Buffer.concat([...parts, ...directory, anEnd(entries.length, Buffer.concat(directory).length, offset)])
}

export function anEnd(entries: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(entries, 8)
  end.writeUInt16LE(entries, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return end
}

const part = (name: string, bytes = Buffer.from('<xml/>')) => ({ name, bytes })
export const aDocx = (extra: Entry[] = []) => aZip([part('[Content_Types].xml'), part('word/document.xml'), ...extra])
export const anXlsx = (extra: Entry[] = []) => aZip([part('[Content_Types].xml'), part('xl/workbook.xml'), ...extra])

/** Returns a workbook of one sheet; its content is not checked. */
export function aWorkbook(rows: string, texts?: string): Buffer {
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const parts = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook ${main} xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData>${rows}</sheetData></worksheet>`,
    ...(texts === undefined ? {} : { 'xl/sharedStrings.xml': `<sst ${main}>${texts}</sst>` }),
  }
  return aZip(Object.entries(parts).map(([name, text]) => ({ name, bytes: Buffer.from(text) })))
}
