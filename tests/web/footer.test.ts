import { afterEach, describe, expect, it } from 'vitest'
import { siteSettings, useSiteSettings } from '#shared/site-settings.ts'
import { translatorFor, useWordings, type Locale } from '#shared/texts/i18n.ts'
import { siteFooter } from '#web/pages/footer.ts'

const foot = (locale: Locale, wide = false) => siteFooter({ t: translatorFor(locale), locale }, { wide })
const settings = siteSettings()

describe('the footer', () => {
  afterEach(() => {
    useWordings([])
    useSiteSettings(settings)
  })

  it('is rendered once for each language and width', () => {
    expect(foot('en')).toBe(foot('en'))
    expect(String(foot('en'))).not.toBe(String(foot('ru')))
    expect(String(foot('en', true))).toContain('container--wide')
    expect(String(foot('en'))).not.toContain('container--wide')
  })

  it('shows a changed wording at once', () => {
    foot('en')
    useWordings([{ locale: 'en', key: 'footer.about', text: 'Rooms for founders' }])
    expect(String(foot('en'))).toContain('Rooms for founders')
  })

  it('shows changed settings of the office at once', () => {
    foot('en')
    useSiteSettings({ ...settings, contact: { ...settings.contact, en: 'Room 12' } })
    expect(String(foot('en'))).toContain('Room 12')
  })
})
