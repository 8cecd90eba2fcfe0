import type { Response } from 'express'
import { chromeOf, type PageFrame } from './chrome.ts'

/** Ties a template to the one page model it understands, so the compiler sees a wrong pair. */
export function view<Page extends PageFrame>(template: string) {
  return (res: Response, page: Page, status = 200): void => {
    res.status(status).render(template, { ...page, chrome: chromeOf(res, page) })
  }
}
