import type { Response } from 'express'
import { xlsxMediaType } from '#outside/tables/xlsx-parts.ts'
import { writeXlsx, type Sheet } from '#outside/tables/xlsx-writing.ts'
import { contentDisposition } from '#shared/files/file-name.ts'
import { sendAsMade } from './streaming.ts'

/** Sends a workbook while it is made; `name` is that of the file, with its ending. */
export async function sendXlsx(res: Response, name: string, sheets: readonly Sheet[]): Promise<void> {
  res.set({
    'Content-Type': xlsxMediaType,
    'Content-Disposition': contentDisposition('attachment', name),
    'X-Content-Type-Options': 'nosniff',
  })
  await sendAsMade(res, writeXlsx(sheets))
}
