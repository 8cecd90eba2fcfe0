import { load } from 'cheerio'
import type { Response } from 'supertest'

/** Returns what a visitor reads on a page, so that tests speak of headings and links, not of markup. */
export function renderedPage({ text }: Response) {
  const $ = load(text)
  return {
    $,
    language: $('html').attr('lang'),
    heading: $('h1').text().trim(),
    headings: $('h1').length,
    text: (name: string) => $(`[data-test="${name}"]`).text().replace(/\s+/g, ' ').trim(),
    body: $('body').text().replace(/\s+/g, ' ').trim(),
    main: $('main').text().replace(/\s+/g, ' ').trim(),
    cards: () =>
      $('article.card h2')
        .map((_, card) => $(card).text().trim())
        .get(),
    links: () =>
      $('main a')
        .map((_, link) => $(link).attr('href') ?? '')
        .get(),
    errors: () =>
      $('[data-test="error-summary"] a')
        .map((_, link) => ({ field: $(link).attr('href')?.slice(1), text: $(link).text().trim() }))
        .get(),
    field: (name: string) => $(`main [name="${name}"]`),
    value: (name: string) => $(`main [name="${name}"]`).val(),
    notice: $('[data-test="notice"]').text().trim(),
  }
}
