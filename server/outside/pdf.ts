import { setImmediate as breathe } from 'node:timers/promises'
import pLimit from 'p-limit'
import { AppError } from '../shared/errors.ts'
import type { Locale } from '../shared/texts/i18n.ts'
import type { PdfBlock } from './pdf/blocks.ts'
import { printContents } from './pdf/contents.ts'
import { codeHeight, printCode, printCover } from './pdf/cover.ts'
import { printDrawing } from './pdf/drawing.ts'
import { coverage, faceFor, fontPicker, type Face } from './pdf/fonts.ts'
import { printClosing, printLetterhead } from './pdf/official.ts'
import { printLine, type Doc, heightOf } from './pdf/print-line.ts'
import { colours, margins, createSheet, type Sheet } from './pdf/sheet.ts'
import { printTable, tableBeginning } from './pdf/table.ts'
import {
  body,
  printHeading,
  printList,
  printParagraph,
  printTogether,
  groupHeight,
  headingHeight,
} from './pdf/text-blocks.ts'
import { createTypesetter, type Style, type WidthOf } from './pdf/typeset.ts'

export type { PdfBlock, PdfParagraph, PdfPattern, PdfPiece, PdfSeal, PdfShape } from './pdf/blocks.ts'

export type PdfDocument = {
  /** Title of the file; headings on the page are blocks. */
  title: string
  language: Locale
  author: string
  /** Moment of creation. The same document with the same moment gives the same bytes. */
  createdAt: Date
  /** One line at the foot of every page, beside the page number. */
  footer?: string
  blocks: readonly PdfBlock[]
}

// A document is made on the main thread and may need 17 MB of Chinese fonts.
const oneAtATime = pLimit(1)
const maxWaiting = 30
let waiting = 0

/**
 * Returns a PDF of A4 pages with embedded subsets of Noto Sans and Noto Sans Hans: Russian, English and Chinese may be mixed
 * anywhere. Tagged with headings, lists and tables for screen readers. Lets other requests run between the blocks. Throws
 * `unavailable` when too many documents are requested at once.
 */
export async function makePdf(document: PdfDocument): Promise<Buffer> {
  if (waiting >= maxWaiting) throw new AppError('unavailable', 'error.unavailable')
  waiting += 1
  try {
    return await oneAtATime(() => printDocument(document))
  } finally {
    waiting -= 1
  }
}

async function printDocument(document: PdfDocument): Promise<Buffer> {
  const runsOf = fontPicker(await coverage(), document.language)
  const doc = await emptyDocument(document)
  const bytes = collect(doc)
  await embedFonts(doc, facesOf(document, runsOf))
  const type = createTypesetter(runsOf, widthIn(doc))
  const root = doc.struct('Document')
  doc.addStructure(root)
  const sheet = createSheet(doc, type, root)
  for (const [index, block] of document.blocks.entries()) {
    await breathe()
    printBlock(sheet, block, document.blocks[index + 1])
  }
  for (const finish of sheet.atEnd) finish()
  root.end()
  printFooters(sheet, document)
  await breathe()
  doc.end()
  return bytes
}

async function emptyDocument({ title, language, author, createdAt }: PdfDocument): Promise<Doc> {
  // Loaded on demand: few processes ever print, and none while it starts.
  const { default: PDFDocument } = await import('pdfkit')
  return new PDFDocument({
    size: 'A4',
    margins,
    pdfVersion: '1.7',
    tagged: true,
    lang: language === 'zh' ? 'zh-Hans' : language,
    displayTitle: true,
    bufferPages: true,
    // Empty: no standard font, which would not be embedded.
    font: '',
    info: { Title: title, Author: author, Creator: author, Producer: author, CreationDate: createdAt },
  })
}

/** Returns the faces that the text needs, so that the Chinese fonts are read only where they are used. */
function facesOf({ blocks, footer }: PdfDocument, runsOf: ReturnType<typeof fontPicker>): Set<Face> {
  const texts = blocks.map(block => (block.kind === 'closing' ? block.lines : block))
  const everything = `${JSON.stringify(texts)}${footer ?? ''}•`
  return new Set([false, true].flatMap(strong => runsOf(everything, strong).map(run => run.face)))
}

async function embedFonts(doc: Doc, needed: Set<Face>): Promise<void> {
  // PDFKit accepts an opened font, which its types do not allow.
  for (const face of needed) doc.registerFont(face, (await faceFor(face)) as unknown as Uint8Array)
}

function widthIn(doc: Doc): WidthOf {
  return (face, text, size) => doc.font(face).fontSize(size).widthOfString(text)
}

function collect(doc: Doc): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
}

type Of<Kind extends PdfBlock['kind']> = Extract<PdfBlock, { kind: Kind }>
type Printers = { [Kind in PdfBlock['kind']]: (sheet: Sheet, block: Of<Kind>, next: PdfBlock | undefined) => void }

const printers: Printers = {
  cover: printCover,
  contents: printContents,
  code: printCode,
  heading: (sheet, heading, next) => printHeading(sheet, heading, beginningOf(sheet, next)),
  paragraph: (sheet, paragraph) => printParagraph(sheet, paragraph),
  together: printTogether,
  list: printList,
  facts: printTable,
  table: printTable,
  drawing: printDrawing,
  letterhead: printLetterhead,
  closing: printClosing,
  'new-page': sheet => {
    sheet.ensure(sheet.height)
  },
}

function printBlock<Kind extends PdfBlock['kind']>(sheet: Sheet, block: Of<Kind>, next: PdfBlock | undefined): void {
  printers[block.kind](sheet, block, next)
}

const footerStyle: Style = { ...body, size: 8.5, colour: colours.slate }

/** Prints the footer and "2 / 5" on every page but a cover, once the number of pages is known. */
function printFooters(sheet: Sheet, { footer = '', blocks }: PdfDocument): void {
  const { doc, type, left, width } = sheet
  const { count } = doc.bufferedPageRange()
  for (let page = blocks[0]?.kind === 'cover' ? 1 : 0; page < count; page += 1) {
    doc.switchToPage(page)
    doc.markContent('Artifact', { type: 'Pagination' })
    const y = doc.page.height - margins.bottom + 26
    const [number] = type.lines(`${page + 1} / ${count}`, footerStyle, 80)
    const [text] = type.lines(footer, footerStyle, width - 90)
    if (text) printLine(doc, null, text, { x: left, y, style: footerStyle })
    if (number) printLine(doc, null, number, { x: left + width - number.width, y, style: footerStyle })
    doc.endMarkedContent()
  }
}

const twoLines = 2 * heightOf(body)

/** Returns the points that the beginning of a block takes: a heading stays on the same page with it. */
function beginningOf(sheet: Sheet, block: PdfBlock | undefined): number {
  switch (block?.kind) {
    case 'together':
      return groupHeight(sheet, block)
    case 'code':
      return codeHeight(sheet, block)
    case 'facts':
    case 'table':
      return tableBeginning(sheet, block)
    case 'heading':
      return headingHeight(sheet, block) + twoLines
    default:
      return twoLines
  }
}
