import type { Slice, SliceParts } from '#server/slice.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { recogniseAccount, sweepExpiredSessions } from '#web/access/session.ts'
import type { Job } from '#server/jobs/job.ts'
import type { BuildingsToChoose } from './people/buildings-service.ts'
import type { SignInCallback, SessionEndCallback } from './signed-out.ts'
import { absenceRoutes } from './absence/routes.ts'
import { reassignmentRoutes } from './hands/routes.ts'
import { introductionRoutes } from './introduction/routes.ts'
import { keyboardRoutes } from './keyboard/routes.ts'
import { ownAccountRoutes } from './own/routes.ts'
import { passwordRoutes } from './password/routes.ts'
import { appointmentRoutes } from './people/appointment-routes.ts'
import { peopleRoutes } from './people/routes.ts'
import { sessionRoutes } from './sessions/routes.ts'
import { signInRoutes } from './sign-in/routes.ts'
import { tokenRoutes } from './tokens/routes.ts'
import { signUpRoutes } from './sign-up/routes.ts'
import { twoFactorRoutes } from './two-factor/routes.ts'

/** Callbacks of other slices for a sign-in and for a session ended by its holder. */
type SessionCallbacks = { arrived: SignInCallback; left: SessionEndCallback }

/** The slice of accounts: signing up and in, the own account, colleagues. */
export const accountsSlice = ({ services, clock }: SliceParts, { arrived, left }: SessionCallbacks): Slice => ({
  name: 'accounts',
  jobs: [sweepSessions],
  work: services.accounts.work,
  checks: services.hands.checks,
  cards: [
    {
      heading: 'desk.users',
      path: '/users',
      roles: ['administrator'],
      figures: async () => [
        { label: 'desk.colleagues', count: (await services.accounts.people.listColleagues()).length, path: '/users' },
      ],
    },
  ],
  doors: () => ({
    visitor: [recogniseAccount(recognitionSettings(services), clock)],
    pages: [
      signUpRoutes(services),
      signInRoutes(services, clock, { arrived, left }),
      passwordRoutes(services),
      ownAccountRoutes(services, clock),
      introductionRoutes(services),
      absenceRoutes(services, clock),
      reassignmentRoutes(services),
      keyboardRoutes(services),
      twoFactorRoutes(services, clock),
      sessionRoutes(services, left),
      tokenRoutes(services, clock),
      peopleRoutes(services, clock, { buildings: buildingNamesOf(services), left }),
      appointmentRoutes(services, clock, buildingNamesOf(services)),
    ],
  }),
})

/** Deletes expired sessions, attempt counts and role proposals. TTL indexes never fire on the embedded engine. */
export const sweepSessions: Job = {
  name: 'sweep-sessions',
  everySeconds: 3_600,
  async run({ services, log }) {
    const sessions = await sweepExpiredSessions()
    const limits = await services.accounts.sweepLimits()
    const proposals = await services.accounts.appointments.sweep()
    if (proposals > 0) log.info({ proposals }, 'role proposals that nobody confirmed swept')
    if (sessions + limits > 0) log.info({ sessions, limits }, 'expired sessions and limits swept')
  },
}

type Services = SliceParts['services']

/** Refreshes the settings before a session is checked, because the idle time is a setting. */
const recognitionSettings = ({ accounts, programme }: Services) => ({
  async forSession(session: Parameters<typeof accounts.authentication.forSession>[0]) {
    await programme.refresh()
    return accounts.authentication.forSession(session)
  },
})

/** Returns the buildings from which an administrator chooses. */
const buildingNamesOf =
  ({ listings }: Services): BuildingsToChoose =>
  async locale =>
    (await listings.buildings.list({ buildings: null })).map(({ code, name }) => ({
      code,
      name: readText(name, locale).text,
    }))
