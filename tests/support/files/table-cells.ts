import type { CheerioAPI } from 'cheerio'

type Page = { $: CheerioAPI }

/** What the body of a table says, cell by cell; `table` selects it. */
export const cellsOf = ({ $ }: Page, table: string): string[][] =>
  $(`${table} tbody tr`)
    .toArray()
    .map(row =>
      $(row)
        .find('th, td')
        .toArray()
        .map(cell => $(cell).text()),
    )

/** What a table of the reports page says. */
export const reportRows = (page: Page, id: string): string[][] => cellsOf(page, `[data-test="report-${id}"]`)
