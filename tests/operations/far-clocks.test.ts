import { trusted } from 'mongoose'
import { beforeEach, describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { demonstrationPassword, demonstrationPeople } from '#features/accounts/demonstration.ts'
import type { Role } from '#web/locals.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aWorkingStreet } from '../support/database/filled-once.ts'
import { oddWordsIn } from '../support/texts/odd-words.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const noon = '2026-11-25T12:00:00+08:00'

const pages: Partial<Record<Role | 'visitor', readonly string[]>> = {
  visitor: [
    ...['', '/premises', '/premises?view=table', '/premises/:code', '/premises/:code/viewings', '/compare?code=:code'],
    ...[
      '/plan',
      '/incentives',
      '/zones/suifenhe',
      '/calculator',
      '/eligibility',
      '/guides',
      '/glossary',
      '/figures',
      '/notices',
    ],
    ...['/contact', '/open-data', '/privacy', '/applications/needed', '/sign-in', '/sign-up', '/premises.atom'],
  ],
  applicant: ['/applications', '/account', '/account/privacy', '/account/sessions', '/viewings', '/saved'],
  reviewer: [
    ...['/staff', '/staff/applications', '/staff/applications/waiting', '/staff/applications/:case'],
    ...['/staff/tenancies', '/staff/tenancies/earlier', '/staff/reports', '/staff/help'],
  ],
  administrator: [
    ...['/staff', '/staff/audit', '/staff/users', '/staff/settings', '/staff/outbox', '/staff/applications/:case'],
  ],
  listing_manager: [
    ...['/staff', '/staff/premises', '/staff/premises/:code', '/staff/premises/:code/versions', '/staff/plan'],
    ...['/staff/viewings', '/staff/enquiries', '/staff/buildings', '/staff/incentives'],
  ],
}
/** Conditions of cases whose deadline has passed and whose state does not show it. */
const overdue = (now: Date) => {
  const past = trusted({ $lt: now })
  return ApplicationModel.countDocuments({
    $or: [
      { state: 'offered', 'offer.deadline': past },
      { state: 'information_requested', answerBy: past },
      { state: 'waitlisted', 'waiting.until': past },
      { state: 'public_notice', 'notice.until': past },
    ],
  })
}

describe('the demonstration street, opened on another day,', () => {
  beforeEach(async () => {
    site.clock.set(noon)
    await aWorkingStreet(site, 60)
  }, 60_000)

  it.each([
    ['three years ahead', 3 * 365],
    ['ten years ahead', 10 * 365],
    ['a year back', -365],
  ])(
    'shows every role pages without errors %s, and no overdue item after the jobs have run',
    async (_when, days) => {
      site.clock.walk({ days })
      expect(await overdue(site.clock.now())).toBe(days < 0 ? 0 : 6)
      await site.runJobs()
      expect(await overdue(site.clock.now())).toBe(0)
      const { code } = (await PremisesModel.findOne({ status: 'available', intent: 'shown' }).sort({ code: 1 }).lean())!
      const { _id } = (await ApplicationModel.findOne({ state: 'rejected' }).lean())!
      const gaps: Record<string, string> = { ':code': code, ':case': _id.toHexString() }
      const filled = (path: string) => path.replace(/:(code|case)/g, gap => gaps[gap] ?? gap)
      const faults: string[] = []
      // A listing is shown from its publication day on.
      if (days < 0) await site.visit.get(`/en/premises/${code}`).expect(404)
      for (const [who, paths] of Object.entries(pages)) {
        const agent = await agentOf(who as Role | 'visitor')
        const there = paths.filter(path => days >= 0 || who !== 'visitor' || !path.includes('/:code'))
        for (const path of there)
          for (const locale of locales) {
            const { status, text } = await agent.get(`/${locale}${filled(path)}`)
            const odd = status === 200 ? oddWordsIn(text) : [String(status)]
            faults.push(...odd.map(said => `${who} ${locale}${path}: ${said}`))
          }
      }
      expect(faults).toEqual([])
    },
    90_000,
  )

  const agentOf = (who: Role | 'visitor') => {
    const person = demonstrationPeople.find(({ role }) => role === who)
    return person ? site.as({ email: person.email, password: demonstrationPassword }) : Promise.resolve(site.visit)
  }
})
