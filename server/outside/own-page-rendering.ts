import { readFileSync } from 'node:fs'
import path from 'node:path'
import handlebars from 'handlebars'
import { formatInstant } from '../shared/texts/format.ts'
import type { Locale } from '../shared/texts/i18n.ts'
import type { ArchiveEntry, OwnDataRequest, OwnSection } from '../shared/personal-data.ts'
import { projectRoot } from './project-root.ts'

type OwnPage = {
  locale: Locale
  title: string
  lead: string
  back?: { label: string; href: string }
  sections: OwnSection[]
}

let page: ReturnType<typeof handlebars.compile<OwnPage>> | undefined

/** Renders a self-contained page: people read it on their own machine, perhaps years later. */
function renderOwnPage(model: OwnPage): string {
  page ??= handlebars.compile<OwnPage>(readFileSync(path.join(projectRoot, 'views/privacy/archive.hbs'), 'utf8'))
  return page(model)
}

/** Returns a page for an archive of somebody's data. `back` is the path from it to the first page of the archive. */
export function pageEntry(
  { t, locale, at }: OwnDataRequest,
  name: string,
  { back, ...shown }: { title: string; back?: string; sections: OwnSection[] },
): ArchiveEntry {
  const lead = t('privacy.archive.made', { when: formatInstant(locale, at) })
  const backLink = back === undefined ? {} : { back: { label: t('privacy.archive.title'), href: back } }
  return { name, at, content: renderOwnPage({ locale, lead, ...backLink, ...shown }) }
}
