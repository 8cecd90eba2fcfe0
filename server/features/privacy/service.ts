import type { Readable } from 'node:stream'
import { pathTo } from '#server/paths.ts'
import { createArchive } from '#outside/files/archive.ts'
import { pageEntry } from '#outside/own-page-rendering.ts'
import {
  jsonEntry,
  type ArchiveEntry,
  type Holder,
  type OwnDataRequest,
  type OwnSection,
} from '#shared/personal-data.ts'
import { translatorFor, type Locale } from '#shared/texts/i18n.ts'
import { recordAudit } from '#outside/audit.ts'
import type { Log } from '#outside/log.ts'
import { sessionsOf, removeSessionsOf } from '#web/access/stored-sessions.ts'
import type { Leaver } from '../accounts/deletion-service.ts'
import type { Deps } from './ports.ts'
import { accountSection, laterSections, type HolderData } from './archive-sections.ts'

/** Export and deletion of everything that the site stores about a person. */
export function privacyService(deps: Deps) {
  return { ...createArchiveService(deps), ...createDeletionService(deps) }
}

/** Exports everything about a person as files. */
function createArchiveService({ clock, accounts, mail, slices }: Deps) {
  /** Returns a ZIP that is made while it is read. Data internal to the office is not included. */
  const archive = (holder: Holder, locale: Locale): Readable =>
    createArchive(entriesFor({ holder, locale, t: translatorFor(locale), at: clock.now() }))

  async function* entriesFor(request: OwnDataRequest): AsyncGenerator<ArchiveEntry> {
    const ownSections: OwnSection[] = []
    for (const slice of slices) ownSections.push(...(yield* slice.archive(request)))
    const holderData = await readHolderData(request.holder)
    for (const [name, value] of Object.entries(holderData)) yield jsonEntry(request, name, value)
    const sections = [accountSection(request, holderData), ...ownSections, ...laterSections(request, holderData)]
    yield pageEntry(request, 'index.html', { title: request.t('privacy.archive.title'), sections })
  }

  /** Mails sent to an unconfirmed address are left out: the address may belong to somebody else. */
  const readHolderData = async ({ id, email, verified }: Holder): Promise<HolderData> => ({
    account: await accounts.own.get(id),
    sessions: await sessionsOf(id),
    letters: verified ? await mail.mailsTo(email) : [],
  })

  return { archive }
}

type Step = (leaver: Leaver) => Promise<unknown>

/** Deletion of an account at its holder's request: step by step, each of which may be repeated. */
function createDeletionService(deps: Deps) {
  const { accounts, mail, slices, standingInTheWay: whatStandsInTheWay } = deps

  const farewellOf = ({ id }: Leaver): string => `account:${id}:deleted`

  /** The account itself is deleted last: while it exists, the job continues after a kill. */
  const steps: readonly Step[] = [
    ({ id }) => removeSessionsOf(id),
    ...slices.map(
      ({ erase }): Step =>
        leaver =>
          erase?.(leaver) ?? Promise.resolve(),
    ),
    // Except the farewell mail: repeating the step would send it twice.
    leaver => (leaver.verified ? mail.forgetTo(leaver.email, farewellOf(leaver)) : Promise.resolve()),
    leaver => write(leaver, 'account-deleted', farewellOf(leaver)),
    ({ id }) => accounts.leaving.removeAccount(id),
  ]

  const write = ({ email: to, locale }: Leaver, template: 'account-deleted' | 'deletion-refused', cause: string) =>
    mail.queue({ cause, to, locale, template, facts: { link: pathTo(locale, '/account/privacy') } })

  /** Deletes the accounts whose waiting time is over. Returns how many; safe to run at any time and in several processes. */
  async function deleteAccounts(log: Log): Promise<number> {
    await accounts.leaving.tellUntold()
    let deleted = 0
    for (const id of await accounts.leaving.dueForDeletion()) deleted += await deleteAccount(id, log)
    return deleted
  }

  async function deleteAccount(id: string, log: Log): Promise<number> {
    const leaver = await accounts.leaving.closeForDeletion(id)
    if (!leaver || !(await canGo(leaver, log))) return 0
    await accounts.leaving.beginErasing(id)
    for (const step of steps) await step(leaver)
    recordAudit({ action: 'account.deleted', subject: { kind: 'account', id } })
    log.info({ account: id }, 'account deleted at the wish of its holder')
    return 1
  }

  /**
   * Checked again once nobody can sign in, because an application may have been submitted during the waiting time. Once
   * erasing has begun it cannot be undone; whatever was reopened meanwhile has to end first.
   */
  async function canGo(leaver: Leaver, log: Log): Promise<boolean> {
    const inTheWay = await whatStandsInTheWay(leaver.id)
    if (inTheWay.length === 0) return true
    if (leaver.erasing) log.warn({ account: leaver.id }, 'deletion of an account waits for a case that was reopened')
    else {
      await write(leaver, 'deletion-refused', `account:${leaver.id}:deletion-refused:${String(inTheWay[0]?.id)}`)
      await accounts.leaving.reopenAfterRefusal(leaver.id)
    }
    return false
  }

  return { deleteAccounts, whatStandsInTheWay }
}
