import type { Readable } from 'node:stream'
import { archiveOf } from '#outside/files/archive.ts'
import { pageEntry } from '#outside/own-page-rendering.ts'
import { jsonEntry, type ArchiveEntry, type Holder, type OwnDataAsked, type OwnSection } from '#shared/personal-data.ts'
import { translatorFor, type Locale } from '#shared/texts/i18n.ts'
import { sessionsOf } from '#web/access/stored-sessions.ts'
import { deletions } from './deletion.ts'
import type { Deps } from './ports.ts'
import { accountSection, laterSections, type Known } from './archive-sections.ts'

/** Export and deletion of everything that the site stores about a person. */
export function privacyService(deps: Deps) {
  return { ...archives(deps), ...deletions(deps) }
}

/** Exports everything about a person as files. */
function archives({ clock, accounts, mail, slices }: Deps) {
  /** Returns a ZIP that is made while it is read. Data internal to the office is not included. */
  const archive = (holder: Holder, locale: Locale): Readable =>
    archiveOf(entriesFor({ holder, locale, t: translatorFor(locale), at: clock.now() }))

  async function* entriesFor(asked: OwnDataAsked): AsyncGenerator<ArchiveEntry> {
    const told: OwnSection[] = []
    for (const slice of slices) told.push(...(yield* slice.archive(asked)))
    const known = await aboutHolder(asked.holder)
    for (const [name, value] of Object.entries(known)) yield jsonEntry(asked, name, value)
    const sections = [accountSection(asked, known), ...told, ...laterSections(asked, known)]
    yield pageEntry(asked, 'index.html', { title: asked.t('privacy.archive.title'), sections })
  }

  /** Mails sent to an unconfirmed address are left out: the address may belong to somebody else. */
  const aboutHolder = async ({ id, email, verified }: Holder): Promise<Known> => ({
    account: await accounts.own.get(id),
    sessions: await sessionsOf(id),
    letters: verified ? await mail.mailsTo(email) : [],
  })

  return { archive }
}
