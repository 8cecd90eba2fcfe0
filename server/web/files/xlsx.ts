import type { Response } from 'express'
import { xlsxMediaType } from '#outside/tables/xlsx-parts.ts'
import { writeXlsx, type Sheet } from '#outside/tables/xlsx-writing.ts'
import { contentDisposition } from '#shared/files/file-name.ts'
import { streamResponse } from './streaming.ts'

/** Streams a workbook while it is made; `name` is the file name with extension. */
export async function sendXlsx(res: Response, name: string, sheets: readonly Sheet[]): Promise<void> {
  res.set({
    'Content-Type': xlsxMediaType,
    'Content-Disposition': contentDisposition('attachment', name),
    'X-Content-Type-Options': 'nosniff',
  })
  await streamResponse(res, writeXlsx(sheets))
}
