import { once } from 'node:events'
import type { Readable } from 'node:stream'
import type { Application } from '#models/applications/application.ts'
import { archiveOf, type ArchiveEntry } from '#outside/files/archive.ts'
import { renderOwnPage, type OwnPage } from '#outside/own-page-rendering.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { translatorFor, type Locale } from '#shared/texts/i18n.ts'
import type { OwnSection } from '#shared/own-page.ts'
import type { SessionAccount } from '#web/locals.ts'
import { sessionsOf } from '#web/access/stored-sessions.ts'
import { ownPage, ownRecord } from '../applications/own-record.ts'
import { ownTenancy, ownTenancyPage } from '../tenancies/own-record.ts'
import { frontSections, type Known } from './archive-sections.ts'
import { caseFilesOf, fileSections, type CaseFile } from './case-files.ts'
import type { Deps } from './ports.ts'

type Holder = Pick<SessionAccount, 'id' | 'email' | 'verified'>
type Link = { title: string; text: string; href: string }
type Writing = {
  holder: Holder
  locale: Locale
  at: Date
  /** What the first page leads to: filled while the rest is written. */
  links: { applications: Link[]; tenancies: Link[] }
}

/** Everything about somebody, as files. */
export function archives(deps: Deps) {
  const { clock, accounts, applications } = deps
  const files = caseFilesOf(deps)

  /** A ZIP that is made while it is read. What is internal to the office is not read for it; see the `own…` files of each slice. */
  const archive = (holder: Holder, locale: Locale): Readable =>
    archiveOf(entriesFor({ holder, locale, at: clock.now(), links: { applications: [], tenancies: [] } }))

  async function* entriesFor(writing: Writing): AsyncGenerator<ArchiveEntry> {
    for await (const application of applications.ownApplications(writing.holder.id))
      yield* caseEntries(writing, application)
    yield* tenancyEntries(deps.tenancies, writing)
    const known = await aboutHolder(writing.holder)
    for (const [name, value] of Object.entries(known)) yield json(writing, `${name}.json`, value)
    const t = translatorFor(writing.locale)
    const sections = frontSections({ t, locale: writing.locale }, known, writing.links)
    yield html(writing, 'index.html', { title: t('privacy.archive.title'), sections })
  }

  async function* caseEntries(writing: Writing, application: Application): AsyncGenerator<ArchiveEntry> {
    const { locale, at, links } = writing
    const t = translatorFor(locale)
    const folder = `applications/${application.reference ?? `draft-${application._id.toHexString()}`}`
    const { data, files: kept } = await files.of(application)
    yield json(writing, `${folder}/application.json`, ownRecord(application))
    for (const [name, value] of Object.entries(data)) yield json(writing, `${folder}/${name}.json`, value)
    const written: CaseFile[] = []
    for (const file of kept) if (yield* bytesOf(folder, file)) written.push(file)
    const title = application.reference
      ? t('apply.case.title', { reference: application.reference })
      : t('apply.case.untitled')
    const sections = [
      ...ownPage({ t, locale, now: at }, application),
      ...fileSections({ t, locale }, { data, files: written }),
    ]
    yield html(writing, `${folder}/index.html`, { title, back: '../../index.html', sections })
    links.applications.push({ title, text: application.premises.join(t('list.comma')), href: `${folder}/index.html` })
  }

  /** An address that nobody has confirmed may be somebody else's: what was sent from it, or to it, is then not told. */
  async function aboutHolder({ id, email, verified }: Holder): Promise<Known> {
    return {
      account: await accounts.ownAccount(id),
      sessions: await sessionsOf(id),
      saved: await deps.saved.everythingSaved(id),
      viewings: await deps.viewings.ofVisitor(id),
      enquiries: verified ? await deps.enquiries.sentFrom(email) : [],
      letters: verified ? await deps.mail.mailsTo(email) : [],
    }
  }

  return { archive }
}
async function* tenancyEntries(tenancies: Deps['tenancies'], writing: Writing): AsyncGenerator<ArchiveEntry> {
  const { holder, locale, at, links } = writing
  const t = translatorFor(locale)
  for (const tenancy of await tenancies.ofTenant(holder.id)) {
    const name = `tenancies/${tenancy.reference}`
    const title = t('tenancy.title', { premises: tenancy.premises })
    yield json(writing, `${name}.json`, ownTenancy(tenancy))
    const sections = ownTenancyPage({ t, locale, today: cityDayOf(at) }, tenancy)
    yield html(writing, `${name}.html`, { title, back: '../index.html', sections })
    links.tenancies.push({ title, text: tenancy.reference, href: `${name}.html` })
  }
}

/** False, and nothing written, for a file that has gone since it was listed. */
async function* bytesOf(folder: string, { path, at, open, isThere }: CaseFile): AsyncGenerator<ArchiveEntry, boolean> {
  if (!open) return true
  const content = open()
  // Whoever reads it hears of an error; until then nobody does, and that would end the process.
  content.on('error', () => undefined)
  try {
    // Its first bytes, or why there are none.
    await once(content, 'readable')
  } catch (error) {
    if (isThere && !(await isThere())) return false
    throw error
  }
  try {
    yield { name: `${folder}/${path}`, at, content: () => content }
  } finally {
    content.destroy()
  }
  return true
}

const json = ({ at }: Writing, name: string, value: unknown): ArchiveEntry => ({
  name,
  at,
  content: `${JSON.stringify(value, null, 2)}\n`,
})

type Page = { title: string; back?: string; sections: OwnSection[] }

function html({ locale, at }: Writing, name: string, { title, back, sections }: Page): ArchiveEntry {
  const t = translatorFor(locale)
  const page: OwnPage = {
    locale,
    title,
    lead: t('privacy.archive.made', { when: formatInstant(locale, at) }),
    ...(back ? { back: { label: t('privacy.archive.title'), href: back } } : {}),
    sections,
  }
  return { name, at, content: renderOwnPage(page) }
}
