import type { CheerioAPI } from 'cheerio'

type Page = { $: CheerioAPI }

/** Returns the texts of the cells of a table's body; `table` is its selector. */
export const cellsOf = ({ $ }: Page, table: string): string[][] =>
  $(`${table} tbody tr`)
    .toArray()
    .map(row =>
      $(row)
        .find('th, td')
        .toArray()
        .map(cell => $(cell).text()),
    )

/** Returns the texts of the cells of a table on the reports page. */
export const reportRows = (page: Page, id: string): string[][] => cellsOf(page, `[data-test="report-${id}"]`)
