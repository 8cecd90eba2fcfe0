import type { PdfBlock } from './blocks.ts'
import { heightOf } from './print-line.ts'
import type { Sheet } from './sheet.ts'
import { tableBeginning } from './table.ts'
import { body, groupHeight, headingHeight } from './text-blocks.ts'

const twoLines = 2 * heightOf(body)

/** Points that a block takes of the page on which it begins: a heading stays with them. */
export function beginningOf(sheet: Sheet, block: PdfBlock | undefined): number {
  switch (block?.kind) {
    case 'together':
      return groupHeight(sheet, block)
    case 'facts':
    case 'table':
      return tableBeginning(sheet, block)
    case 'heading':
      return headingHeight(sheet, block) + twoLines
    default:
      return twoLines
  }
}
