import type { Response } from 'express'
import type { Sheet } from '#outside/tables/xlsx-writing.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { sendCsv } from '#web/files/csv.ts'
import { sendXlsx } from '#web/files/xlsx.ts'
import { describeAllowed, choicesOf, isRequired } from '../checking/allowed.ts'
import { definitionOf, type Column, columns, headingOf } from './columns.ts'

/** Sends an empty file with all columns and what each accepts. */
export async function sendTemplate(res: Response, kind: 'xlsx' | 'csv'): Promise<void> {
  const reader = res.locals
  const name = `${reader.t('transfer.template')}.${kind}`
  if (kind === 'xlsx') await sendXlsx(res, name, [premisesSheet(reader, columns, []), explanationSheet(reader)])
  else await sendCsv(res, { name, head: columns.map(column => headingOf(reader.t, column)) }, remarkRows(reader))
}

export function premisesSheet({ t }: Reader, shown: readonly Column[], rows: Sheet['rows']): Sheet {
  return {
    name: t('transfer.template.sheet'),
    columns: shown.map(column => ({ width: widthOf(column), choices: choicesOf(t, definitionOf(column)) })),
    head: shown.map(column => headingOf(t, column)),
    rows,
  }
}

export function explanationSheet(reader: Reader): Sheet {
  const { t } = reader
  return {
    name: t('transfer.template.explained'),
    columns: [{ width: 40 }, { width: 16 }, { width: 90 }],
    head: [t('transfer.template.column'), t('transfer.template.required'), t('transfer.template.allowed')],
    rows: columns.map(column => [
      headingOf(t, column),
      isRequired(column) ? t('transfer.yes') : '',
      describeAllowed(reader, column),
    ]),
  }
}

/** Yields remark rows on what each column accepts. A CSV file has only one table, and imports skip these rows. */
function* remarkRows(reader: Reader) {
  const { t } = reader
  yield [`# ${t('transfer.template.remark')}`]
  for (const column of columns) yield [`# ${headingOf(t, column)}${t('list.colon')}${describeAllowed(reader, column)}`]
}

const widthOf = (column: Column): number => {
  if (column === 'code') return 16
  return definitionOf(column).ask === 'text' ? 40 : 18
}
