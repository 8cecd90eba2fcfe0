import type { renderedPage } from './rendered-page.ts'

/** What a table of the reports page says, cell by cell. */
export const reportRows = ({ $ }: Pick<ReturnType<typeof renderedPage>, '$'>, id: string): string[][] =>
  $(`[data-test="report-${id}"] tbody tr`)
    .toArray()
    .map(row =>
      $(row)
        .find('th, td')
        .toArray()
        .map(cell => $(cell).text()),
    )
