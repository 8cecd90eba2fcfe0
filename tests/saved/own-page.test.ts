import { describe, expect, it } from 'vitest'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

type Visitor = ReturnType<ReturnType<typeof useSite>['agent']>

const save = (visitor: Visitor, ...code: string[]) =>
  visitor.post('/en/saved/premises').type('form').send({ code, do: 'add' })
const saveSearch = (visitor: Visitor, search: string) =>
  visitor.post('/en/saved/searches').type('form').send({ search })
const savedBy = async (visitor: Visitor) => {
  const page = renderedPage(await visitor.get('/en/saved').expect(200))
  const searches = page.$('[data-test=search] h3').toArray()
  return { page, cards: page.cards(), searches: searches.map(one => page.$(one).text()) }
}
const keyIn = (location: string | undefined) => location?.split('#')[1] ?? ''

describe('the saved list of a visitor', () => {
  const site = useSite()

  it('is stored in a cookie that only the site can write, newest first', async () => {
    const one = await aPremises()
    const two = await aPremises()
    const visitor = site.visit
    const first = await save(visitor, one.code).expect(303).expect('Location', '/en/saved')
    expect(first.headers['set-cookie']?.[0]).toMatch(/^saved=.+; Max-Age=15552000; Path=\/; .*HttpOnly; SameSite=Lax$/)
    await save(visitor, two.code).expect(303)
    await saveSearch(visitor, 'minArea=40&use=retail&page=2').expect(303)
    const { cards, searches } = await savedBy(visitor)
    expect(cards).toEqual([two.title.en, one.title.en])
    expect(searches).toEqual(['from 40\u00a0m²\u00a0· Retail'])

    const forged = (first.headers['set-cookie']?.[0] ?? '').split(';')[0]?.replace(/.$/, 'x') ?? ''
    const page = renderedPage(await site.visit.get('/en/saved').set('Cookie', forged).expect(200))
    expect(page.text('no-favourites')).toContain('Nothing here yet')
  })

  it('shows recently viewed units in the browser’s order, if they are still listed', async () => {
    const one = await aPremises()
    const two = await aPremises()
    const hidden = await aPremises({ status: 'draft' })
    const asked = [two.code, hidden.code, one.code.toLowerCase(), two.code, 'SFH-A-9999', '<script>']
    const query = asked.map(code => `code=${encodeURIComponent(code)}`).join('&')
    const page = renderedPage(await site.visit.get(`/en/saved/viewed?${query}`).expect(200))
    expect(page.cards()).toEqual([two.title.en, one.title.en])
    expect(page.$('meta[name=robots]').attr('content')).toBe('noindex')
    const none = renderedPage(await site.visit.get('/en/saved/viewed?code=x&code[$ne]=y').expect(200))
    expect(none.text('lead')).toBe('Premises whose pages you open will be listed here.')
  })

  it('takes several ticked units at once, removes them again, and returns to the page', async () => {
    const one = await aPremises()
    const two = await aPremises()
    const visitor = site.visit
    const send = (form: object) =>
      visitor
        .post('/en/saved/premises')
        .set('Referer', 'http://street.test/en/premises?use=retail')
        .type('form')
        .send(form)
    const form = { code: [one.code, two.code.toLowerCase()], do: 'add' }
    await send(form).expect(303).expect('Location', '/en/premises?use=retail')
    expect((await savedBy(visitor)).cards).toHaveLength(2)
    await send({ ...form, do: 'remove' }).expect(303)
    expect((await savedBy(visitor)).cards).toEqual([])
  })

  it('is marked on cards and pages, for its own visitor only', async () => {
    const saved = await aPremises()
    const other = await aPremises()
    const visitor = site.visit
    await save(visitor, saved.code).expect(303)
    const marked = async (who: Visitor) => {
      const { $ } = renderedPage(await who.get('/en/premises').expect(200))
      return $('.pc--saved [name=code]')
        .map((_, box) => $(box).val())
        .get()
    }
    expect(await marked(visitor)).toEqual([saved.code])
    expect(await marked(site.visit)).toEqual([])
    const heart = async (code: string) =>
      renderedPage(await visitor.get(`/en/premises/${code}`).expect(200))
        .$('form.heart button')
        .val()
    expect(await heart(saved.code)).toBe('remove')
    expect(await heart(other.code)).toBe('add')
  })

  it('shows on a search that it is saved', async () => {
    const visitor = site.visit
    await saveSearch(visitor, 'use=office').expect(303)
    const { $ } = renderedPage(await visitor.get('/en/premises?use=office&sort=cheap').expect(200))
    expect($('.search__save').text()).toContain('Search saved')
    const other = renderedPage(await visitor.get('/en/premises?use=retail').expect(200))
    expect(other.$('.search__save button').val()).toBe('use=retail')
  })

  it('keeps a unit that is no longer listed, and allows removing it', async () => {
    const premises = await aPremises()
    const visitor = site.visit
    await save(visitor, premises.code).expect(303)
    const { id, name } = await aColleague('listing_manager')
    await site.services.listings.records.move({ code: premises.code, move: 'archive', note: '', by: { id, name } })
    const { page, cards } = await savedBy(visitor)
    expect(cards).toEqual([])
    expect(page.main).toContain(`${premises.code}: no longer listed.`)
    await visitor.post('/en/saved/premises').type('form').send({ code: premises.code, do: 'remove' }).expect(303)
    expect((await savedBy(visitor)).page.main).not.toContain(premises.code)
  })

  it('sets no cookie before something is saved, and deletes it with the last entry', async () => {
    const { code } = await aPremises()
    const visitor = site.visit
    for (const path of ['/en/saved', '/en/premises', `/en/premises/${code}`])
      expect((await visitor.get(path).expect(200)).headers['set-cookie']).toBeUndefined()
    await save(visitor, code).expect(303)
    const removed = await visitor.post('/en/saved/premises').type('form').send({ code, do: 'remove' }).expect(303)
    expect(removed.headers['set-cookie']?.[0]).toMatch(/^saved=;.*Expires=Thu, 01 Jan 1970/)
  })

  it.each([
    [{ do: 'add', code: 'SFH-A-9999' }, 404],
    [{ do: 'explode', code: 'SFH-A-9999' }, 422],
    [{ do: 'add' }, 422],
    [{ do: 'remove', code: 'no code' }, 422],
    [{}, 422],
  ])('refuses %j', async (form, status) => {
    await site.visit.post('/en/saved/premises').type('form').send(form).expect(status)
  })

  it('reports that it is full, and keeps its entries', async () => {
    const visitor = site.visit
    for (let count = 0; count < 30; count += 1) await saveSearch(visitor, `minArea=${count + 1}`).expect(303)
    const full = renderedPage(await saveSearch(visitor, 'use=office').expect(409))
    expect(full.text('refusal')).toContain('no room for more searches')
    await saveSearch(visitor, 'minArea=1').expect(303)
    expect((await savedBy(visitor)).searches).toHaveLength(30)
  })

  it.each(['/en/saved/premises', '/en/saved/searches', '/en/saved?done=search'])(
    'is shown again after a change from %s',
    async from => {
      const { code } = await aPremises()
      const visitor = site.visit
      await save(visitor, code).expect(303)
      const removed = visitor.post('/en/saved/premises').set('Referer', `http://street.test${from}`)
      await removed.type('form').send({ code, do: 'remove' }).expect(303).expect('Location', '/en/saved')
      if (!from.includes('?')) await visitor.get(from).expect(303).expect('Location', '/en/saved')
    },
  )

  it('is marked on cards without scripts, and only ticked units are added', async () => {
    const saved = await aPremises()
    const other = await aPremises()
    const visitor = site.visit
    await save(visitor, saved.code).expect(303)
    const list = renderedPage(await visitor.get('/en/premises').expect(200))
    expect(list.$('.pc--saved [role=img]').attr('aria-label')).toBe('Saved')
    const one = renderedPage(await visitor.get(`/en/premises/${other.code}`).expect(200))
    const form = one.$('form:has(.cards)')
    expect(form.find('input[type=hidden][name=code]')).toHaveLength(0)
    expect(form.find('button[name=code]').val()).toBe(other.code)
  })

  it('limits its cookie to the size that browsers accept', async () => {
    const visitor = site.visit
    // Text that does not compress: random letters.
    const words = (seed: number) =>
      Array.from({ length: 90 }, (_, at) =>
        String.fromCodePoint(0x4e00 + ((at * at * 7919 * seed + seed * 104_729) % 20_000)),
      ).join('')
    const answers: number[] = []
    for (let seed = 1; seed <= 24; seed += 1) {
      const { status, headers } = await saveSearch(visitor, new URLSearchParams({ q: words(seed) }).toString())
      answers.push(status)
      if (status === 303) expect(Buffer.byteLength(headers['set-cookie']?.[0] ?? '')).toBeLessThanOrEqual(4_096)
    }
    expect(answers[0]).toBe(303)
    expect(answers.at(-1)).toBe(409)
    expect((await savedBy(visitor)).searches).toHaveLength(answers.filter(status => status === 303).length)
  })

  it.each(locales)('is shown in %s, and offers alerts after sign-in', async locale => {
    const visitor = site.visit
    await visitor.post(`/${locale}/saved/searches`).type('form').send({ search: '' }).expect(303)
    const page = renderedPage(await visitor.get(`/${locale}/saved?done=search`).expect(200))
    expect(page.language).toBe(locale)
    expect(page.text('done')).not.toBe('')
    expect(page.$('[data-test=letters] a').attr('href')).toBe(`/${locale}/sign-in?next=%2F${locale}%2Fsaved`)
    expect(page.$('select[name=alert]')).toHaveLength(0)
    expect(page.$('meta[name=robots]').attr('content')).toContain('noindex')
  })
})

describe('the saved list of an account', () => {
  const site = useSite()

  it('receives the visitor’s entries at sign-in, once, in front of its own', async () => {
    const own = await aPremises()
    const both = await aPremises()
    const guest = await aPremises()
    const account = await anApplicant()
    await site.services.saved.favourites.add(account.id, [own.code, both.code])
    await site.services.saved.searches.add(account.id, ['use=retail'])
    const visitor = site.visit
    await save(visitor, both.code).expect(303)
    await save(visitor, guest.code).expect(303)
    await saveSearch(visitor, 'use=retail').expect(303)
    await saveSearch(visitor, 'use=office').expect(303)

    const credentials = { email: account.email, password: 'correct horse battery' }
    const signedIn = await visitor.post('/en/sign-in').type('form').send(credentials).expect(303)
    expect(String(signedIn.headers['set-cookie'])).toMatch(/saved=;[^,]*Expires=Thu, 01 Jan 1970/)
    const { cards, searches } = await savedBy(visitor)
    expect(cards).toEqual([guest.title.en, both.title.en, own.title.en])
    expect(searches).toEqual(['Office', 'Retail'])

    const elsewhere = await site.as(account)
    expect((await savedBy(elsewhere)).cards).toHaveLength(3)
  })

  it('belongs to one person, and cannot be duplicated or overfilled by two tabs', async () => {
    const person = await anApplicant()
    const other = await anApplicant()
    const { code } = await aPremises()
    const codes = Array.from({ length: 199 }, (_, at) => `SFH-A-${String(5000 + at)}`)
    await site.services.saved.favourites.add(person.id, codes)
    const add = (...more: string[]) => site.services.saved.favourites.add(person.id, more)
    const answers = await Promise.all([add(code), add(code), add('SFH-A-9001'), add('SFH-A-9002')])
    const { favourites } = await site.services.saved.lists.ofAccount(person.id)
    expect(favourites).toHaveLength(200)
    expect(new Set(favourites).size).toBe(200)
    expect(answers.some(({ ok }) => !ok)).toBe(true)
    expect(await site.services.saved.lists.ofAccount(other.id)).toEqual({ favourites: [], searches: [] })
  })

  it('sets how often alerts are sent, and stops them', async () => {
    const person = await anApplicant()
    const visitor = await site.as(person)
    const key = keyIn((await saveSearch(visitor, 'use=office').expect(303)).headers.location)
    const set = (alert: string) => visitor.post(`/en/saved/searches/${key}`).type('form').send({ alert })
    await set('daily').expect(303).expect('Location', `/en/saved?done=alert#${key}`)
    const chosen = async () => (await savedBy(visitor)).page.$('select[name=alert] option[selected]').val()
    expect(await chosen()).toBe('daily')
    await set('hourly').expect(422)
    await set('none').expect(303).expect('Location', `/en/saved?done=ended#${key}`)
    expect(await chosen()).toBe('none')
    await visitor.post(`/en/saved/searches/${key}/remove`).expect(303)
    expect((await savedBy(visitor)).searches).toEqual([])
    await set('daily').expect(404)
  })

  it('sends daily alerts for a saved search until they are stopped', async () => {
    const visitor = await site.as(await anApplicant())
    const chosen = async () => (await savedBy(visitor)).page.$('select[name=alert] option[selected]').val()
    const { location } = (await saveSearch(visitor, 'use=office').expect(303)).headers
    const page = renderedPage(await visitor.get(location?.split('#')[0] ?? '').expect(200))
    expect(page.main).toContain('New matches come by e-mail once a day')
    expect(await chosen()).toBe('daily')
    const end = visitor
      .post(`/en/saved/searches/${keyIn(location)}`)
      .type('form')
      .send({ alert: 'none' })
    await end.expect(303)
    await saveSearch(visitor, 'use=office').expect(303)
    expect(await chosen()).toBe('none')
  })

  it('asks for a confirmed address before it sends alerts', async () => {
    const person = await anApplicant({ verifiedAt: null })
    const visitor = await site.as(person)
    const key = keyIn((await saveSearch(visitor, 'use=office').expect(303)).headers.location)
    const { page } = await savedBy(visitor)
    expect(page.text('letters')).toContain('confirmed address')
    const refused = await visitor.post(`/en/saved/searches/${key}`).type('form').send({ alert: 'daily' }).expect(403)
    expect(renderedPage(refused).text('refusal')).toContain('Confirm your e-mail address')
  })

  it('asks a visitor who is not signed in to sign in', async () => {
    const key = keyIn((await saveSearch(site.visit, 'use=office').expect(303)).headers.location)
    await site.visit
      .post(`/en/saved/searches/${key}`)
      .type('form')
      .send({ alert: 'daily' })
      .expect(303)
      .expect('Location', /^\/en\/sign-in/)
  })
})
