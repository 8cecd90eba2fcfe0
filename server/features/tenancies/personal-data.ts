import type { Tenancy } from '#models/tenancies/tenancy.ts'
import { pageEntry } from '#outside/own-page-rendering.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { jsonEntry, ownSection, type PersonalData } from '#shared/personal-data.ts'
import { ownTenancy, ownTenancyPage } from './texts/own-record.ts'

type Parts = { ofTenant: (id: string) => Promise<Tenancy[]> }

/** The tenancies of somebody. They go with time (`retention.ts`), not with the account. */
export const tenanciesPersonalData = ({ ofTenant }: Parts): PersonalData => ({
  async *archive(asked) {
    const { holder, t, locale, at } = asked
    const links = []
    for (const tenancy of await ofTenant(holder.id)) {
      const name = `tenancies/${tenancy.reference}`
      const title = t('tenancy.title', { premises: tenancy.premises })
      yield jsonEntry(asked, name, ownTenancy(tenancy))
      const sections = ownTenancyPage({ t, locale, today: cityDayOf(at) }, tenancy)
      yield pageEntry(asked, `${name}.html`, { title, back: '../index.html', sections })
      links.push({ title, text: tenancy.reference, href: `${name}.html` })
    }
    return ownSection(t('lease.list.title'), links)
  },
})
