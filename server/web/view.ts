import type { Response } from 'express'
import { chromeOf } from './chrome.ts'

/** What any page may tell the layout around it. */
export type PageFrame = {
  /** For the browser's tab; the template has its own h1. */
  title: string
  description?: string
  breadcrumb?: { label: string; href?: string }[]
  /** The page shows demonstration data and must say so. */
  demo?: boolean
  /** Uses the whole width (tables, the street). */
  wide?: boolean
}

/** Ties a template to the one page model it understands, so the compiler sees a wrong pair. */
export function view<Page extends PageFrame>(template: string) {
  return (res: Response, page: Page, status = 200): void => {
    res.status(status).render(template, { ...page, chrome: chromeOf(res, page) })
  }
}
