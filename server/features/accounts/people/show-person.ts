import type { Request, Response } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Clock } from '#outside/clock.ts'
import type { Services } from '#server/services.ts'
import type { MessageKey, Locale } from '#shared/texts/i18n.ts'
import { accountOf } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { formFailure } from '#web/forms/forms.ts'
import type { BuildingsToChoose } from './buildings-service.ts'
import type { Person } from './people-list.ts'
import { personPage, renderPerson } from './person-page.ts'

type Accounts = Services['accounts']
export type ShowPerson = (
  res: Response,
  id: string,
  errors?: Partial<Record<string, MessageKey>>,
  status?: number,
) => Promise<void>

type Parts = { accounts: Accounts; clock: Clock; buildings: BuildingsToChoose }

/** Renders the person's page; with complaints, as the response to a refused act. */
export const createPersonRenderer =
  ({ accounts, clock, buildings }: Parts): ShowPerson =>
  async (res, id, errors, status = 422) => {
    /** Only for listing managers; nobody else is limited. */
    const limitsOf = async ({ role }: Person, locale: Locale) =>
      role === 'listing_manager' ? { all: await buildings(locale), chosen: await accounts.buildings.of(id) } : null
    const viewer = { id: accountOf(res).id, now: clock.now() }
    const person = await accounts.people.get(id)
    const [history, sessions, [proposal = null], confirmable, limits, absence] = await Promise.all([
      accounts.people.historyOf(id),
      sessionsFor(accounts, person),
      accounts.appointments.listWaiting(id),
      accounts.appointments.canBeConfirmed(id, viewer.id),
      limitsOf(person, res.locals.locale),
      person.state === 'active' && person.role !== 'applicant' ? accounts.absences.of(id) : null,
    ])
    const refused = errors && formFailure(res.req.body, errors)
    const record = { person, history, sessions, proposal, confirmable, viewer, limits, absence }
    renderPerson(res, personPage(res.locals, record, refused), refused ? status : 200)
  }

/** Only for colleagues. Where applicants are signed in is private. */
const sessionsFor = async (accounts: Accounts, { id, role }: Person) =>
  role === 'applicant' ? [] : accounts.sessions.list(id)

type PersonActResult = { act: string; said: MessageKey; role?: string }

/** Redirects to the person's page with a message and logs the act. */
export function redirectToPerson(res: Response, id: string, { said, ...act }: PersonActResult): void {
  logAct(res.req, res, { person: id, ...act })
  flashNotice(res, said)
  res.redirect(303, `${pathTo(res.locals.locale, '/staff/users')}/${id}`)
}

/** Logs who did what to whose account. */
export const logAct = (req: Request, res: Response, act: { person: string; act: string; role?: string }): void =>
  req.log.info({ account: accountOf(res).id, ...act }, 'account administered')
