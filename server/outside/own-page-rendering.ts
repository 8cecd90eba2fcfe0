import { readFileSync } from 'node:fs'
import path from 'node:path'
import handlebars from 'handlebars'
import type { Locale } from '../shared/texts/i18n.ts'
import type { OwnSection } from '../shared/own-page.ts'
import { projectRoot } from './project-root.ts'

export type OwnPage = {
  locale: Locale
  title: string
  lead: string
  back?: { label: string; href: string }
  sections: OwnSection[]
}

let page: ReturnType<typeof handlebars.compile<OwnPage>> | undefined

/** A page that needs nothing but itself: people read it on their own machine, perhaps years later. */
export function renderOwnPage(model: OwnPage): string {
  page ??= handlebars.compile<OwnPage>(readFileSync(path.join(projectRoot, 'views/privacy/archive.hbs'), 'utf8'))
  return page(model)
}
