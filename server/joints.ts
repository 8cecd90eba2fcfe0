import type { Services } from './services.ts'
import type { Locale } from './shared/texts/i18n.ts'
import { readText } from './shared/texts/localised-text.ts'

// What the door of one slice asks of slices that it does not know.

/** The buildings as an administrator chooses among them. */
export const namesOf =
  ({ buildings }: Pick<Services, 'buildings'>) =>
  async (locale: Locale) =>
    (await buildings.list({ buildings: null })).map(({ code, name }) => ({ code, name: readText(name, locale).text }))

/** What an enquiry can be linked to: any premises, and any case that has a reference. */
export const linkable = ({ listings, applications }: Pick<Services, 'listings' | 'applications'>) => ({
  isPremises: (code: string) => listings.exists(code),
  applicationOf: async (reference: string) => {
    const id = await applications.idOf(reference)
    return id === null ? null : { id, reference }
  },
})

/** How long a session may lie unused is a setting: it is asked for before the age of one is judged. */
export const bySettings = ({ accounts, programme }: Pick<Services, 'accounts' | 'programme'>) => ({
  async forSession(session: Parameters<typeof accounts.forSession>[0]) {
    await programme.refresh()
    return accounts.forSession(session)
  },
})
