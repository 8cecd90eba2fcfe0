import type { Slice, SliceParts } from '#server/slice.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { recogniseAccount } from '#web/access/session.ts'
import { sweepSessions } from './jobs.ts'
import type { BuildingsToChoose } from './people/buildings-service.ts'
import type { Arrival, Leaving } from './signed-out.ts'
import { accountsRoutes } from './routes.ts'

/** What other slices do when somebody has signed in, and when a session was ended by its holder. */
type Elsewhere = { arrived: Arrival; left: Leaving }

/** People: signing up and in, their own account, colleagues. */
export const accountsSlice = ({ services, clock }: SliceParts, { arrived, left }: Elsewhere): Slice => ({
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
    visitor: [recogniseAccount(bySettings(services), clock)],
    pages: [accountsRoutes(services, clock, { arrived, left, buildings: namesOf(services) })],
  }),
})

type Services = SliceParts['services']

/** How long a session may lie unused is a setting: it is asked for before the age of one is judged. */
const bySettings = ({ accounts, programme }: Services) => ({
  async forSession(session: Parameters<typeof accounts.authentication.forSession>[0]) {
    await programme.refresh()
    return accounts.authentication.forSession(session)
  },
})

/** The buildings as an administrator chooses among them. */
const namesOf =
  ({ listings }: Services): BuildingsToChoose =>
  async locale =>
    (await listings.buildings.list({ buildings: null })).map(({ code, name }) => ({
      code,
      name: readText(name, locale).text,
    }))
