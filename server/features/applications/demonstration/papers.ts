import { sharp } from '#outside/files/sharp.ts'
import type { DocumentKind } from '#models/documents/document.ts'
import type { FileStore } from '#outside/files/files.ts'
import type { ReceivedFile } from '#shared/files/file-rules.ts'
import { dot } from '#shared/texts/facts.ts'
import { documentsService } from '#features/documents/service.ts'
import { clockOf } from '#outside/clock.ts'

type Paper = Pick<ReceivedFile, 'name' | 'extension' | 'mediaType'> & { kind: DocumentKind; bytes: Buffer }
type Added = { id: string; kind: DocumentKind; name: string }
type Case = { id: string; founder: string; latinName: string; activity: string; submittedAt: Date }

/**
 * Adds three documents to an invented case, so that the demonstration has something to read. Returns the entries for the
 * snapshot.
 */
export async function addPapers(files: FileStore, about: Case): Promise<Added[]> {
  const { id, founder, latinName, activity, submittedAt } = about
  const all: Added[] = []
  const documents = documentsService({ clock: clockOf(() => submittedAt), files })
  for (const { kind, bytes, ...file } of await papersOf(latinName, activity)) {
    const deposit = await files.begin()
    await deposit.write(bytes)
    const stored = { ...(await deposit.finish()), storageId: deposit.id }
    const received = { field: kind, ...file, ...stored }
    const { added } = await documents.add({ applicationId: id, kind, by: founder, files: [received] })
    all.push(...added.map(({ _id, name }) => ({ id: _id.toHexString(), kind, name })))
  }
  return all
}

async function papersOf(latinName: string, activity: string): Promise<Paper[]> {
  return [
    {
      kind: 'passport',
      name: 'паспорт-образец.png',
      extension: 'png',
      mediaType: 'image/png',
      bytes: await specimen([['SPECIMEN', 'ОБРАЗЕЦ', '样本'].join(dot), latinName, '00 0000000']),
    },
    {
      kind: 'business_plan',
      name: 'бизнес-план.pdf',
      extension: 'pdf',
      mediaType: 'application/pdf',
      bytes: plainPdf([
        'Business plan (demonstration)',
        latinName,
        'Invented for a demonstration: no such business exists.',
      ]),
    },
    {
      kind: 'experience',
      name: 'портфолио.png',
      extension: 'png',
      mediaType: 'image/png',
      bytes: await specimen([['Портфолио', '作品'].join(dot), latinName, activity]),
    },
  ]
}

/** Draws a page that cannot be mistaken for a real document. */
function specimen(lines: readonly string[]): Promise<Buffer> {
  const escaped = lines.map(line => line.slice(0, 48).replace(/[&<>]/g, ''))
  const texts = escaped.map(
    (line, index) => `<text x="60" y="${120 + index * 70}" font-size="${index === 0 ? 40 : 30}">${line}</text>`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="620"><rect width="900" height="620" fill="#eef2f4"/><rect x="24" y="24" width="852" height="572" fill="none" stroke="#b5432d" stroke-width="4" stroke-dasharray="18 12"/><g fill="#1c2430" font-family="Golos Text, Noto Sans, Noto Sans CJK SC, sans-serif">${texts.join('')}</g></svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}

/** Returns a minimal PDF: one page of lines in Helvetica, which has Latin letters only. */
export function plainPdf(lines: readonly string[]): Buffer {
  const shown = lines.map(line => `(${line.replace(/[^\x20-\x7e]/g, '?').replace(/[()\\]/g, '')}) Tj T*`)
  const text = `BT /F1 20 Tf 28 TL 72 720 Td ${shown.join(' ')} ET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${text.length}>>stream\n${text}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = body.length
    body += `${index + 1} 0 obj${object}endobj\n`
    return offset
  })
  const table = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  return Buffer.from(
    `${body}xref\n0 6\n0000000000 65535 f \n${table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF`,
    'latin1',
  )
}
