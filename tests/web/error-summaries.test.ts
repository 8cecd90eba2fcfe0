import { expect, it } from 'vitest'
import { translatorFor } from '#shared/texts/i18n.ts'
import { existing } from '../support/routes/hostile-input.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { addressOf, someAtOnce, walk, walkers } from '../support/routes/route-walk.ts'
import { routesOf } from '../support/routes/routes.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const t = translatorFor('en')
/** Messages that fit any field, and so say nothing in an error summary. */
const fitAny = [t('form.required'), t('form.choose'), t('form.too-long'), t('form.number'), t('form.date')]

it.each(walkers)('refuses an empty form of %s with its fields named in order', { timeout: 60_000 }, async role => {
  const { account, agent } = await walk(site, role)
  const valuesOf = await existing(account)
  const posts = routesOf(site.app).filter(
    ({ method, path, roles }) => method === 'post' && roles?.includes(role) && !/sign-out|inbound/.test(path),
  )
  const wrong: string[] = []
  let seen = 0
  await someAtOnce(posts, async ({ path }) => {
    const answer = await agent.post(addressOf(path, valuesOf(path))).type('form').send('') // oxfmt-ignore
    if (answer.status !== 422) return
    const page = renderedPage(answer)
    seen += page.errors().length
    for (const { field, text } of page.errors()) {
      // A hidden field is not filled in by anybody.
      const shown = page.$(`[id="${field ?? ''}"]:not([type=hidden])`).length > 0
      if (shown && fitAny.includes(text)) wrong.push(`${path} ${field ?? ''}: ${text}`)
    }
    const ids = page.$('[id]').toArray().map(({ attribs }) => attribs['id']) // oxfmt-ignore
    const listed = page.errors().map(({ field }) => field ?? '')
    const places = listed.map(field => ids.indexOf(field)).filter(place => place >= 0)
    if (places.some((place, at) => place < (places[at - 1] ?? 0)))
      wrong.push(`${path} in another order: ${listed.join(', ')}`)
    if (page.$('[data-error-summary] h2').first().text().trim() === page.heading) wrong.push(`${path}: its title`)
  })
  expect(wrong).toEqual([])
  expect(seen).toBeGreaterThan(0)
})
