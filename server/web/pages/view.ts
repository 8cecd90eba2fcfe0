import type { Response } from 'express'
import { chromeOf, type Chrome, type PageFrame } from './chrome.ts'

/** Ties a template to its page model; the compiler refuses a wrong pair. `framed` may change what is around the page. */
export function view<Page extends PageFrame>(template: string, framed = (chrome: Chrome, _page: Page) => chrome) {
  return (res: Response, page: Page, status = 200): void => {
    res
      .status(status)
      .type('html')
      .render(template, { ...page, chrome: framed(chromeOf(res, page), page) })
  }
}
