import { load, type CheerioAPI } from 'cheerio'
import { expect, it } from 'vitest'
import { aColleague } from '../factories/account.ts'
import { halfWidthMark } from '../support/texts/chinese-marks.ts'
import { aWorkingStreet } from '../support/database/filled-once.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
type Agent = typeof site.visit

/** People may type what they like in their own texts. */
const theirs = 'script, style, .own-words, [translate=no], [lang]:not([lang^=zh]):not(html)'
const short = 'p, li, td, th, label, button, a, dt, dd, legend, summary, h1, h2, h3'
const names = ['alt', 'title', 'aria-label'] as const

/**
 * Returns the sentences of a page with a mark of the wrong width, including those that are composed of parts. Removes what
 * people have typed themselves.
 */
function wrongIn($: CheerioAPI): string[] {
  $(theirs).remove()
  const texts = $(short)
    .toArray()
    .map(one => $(one).text().replace(/\s+/g, ' ').trim())
  const attributes = names.flatMap(name =>
    $(`[${name}]`)
      .toArray()
      .map(one => $(one).attr(name) ?? ''),
  )
  return [...texts.filter(text => text.length < 200), ...attributes, $('title').text()].filter(text =>
    halfWidthMark.test(text),
  )
}

/** Visits one page of each kind by following links. */
async function walk(agent: Agent, from: string, seen: Set<string>): Promise<string[]> {
  const kindOf = (path: string) => path.replace(/\?.*/, '').replace(/[0-9a-f]{24}|SFH-[A-Z0-9-]+|\d+/g, '*')
  const queue = [from]
  const wrong: string[] = []
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const kind = kindOf(path)
    if (seen.has(kind)) continue
    seen.add(kind)
    const { text, headers } = await agent.get(path)
    if (!String(headers['content-type']).includes('html')) continue
    const $ = load(text)
    const links = $('a[href^="/zh"]').toArray()
    queue.push(...links.map(({ attribs }) => (attribs['href'] ?? '').replace(/#.*/, '')))
    wrong.push(...wrongIn($).map(sentence => `${kind} ${sentence}`))
  }
  return wrong
}

it('shows only full-width punctuation on every linked page in Chinese', async () => {
  await aWorkingStreet(site, 24)
  const seen = new Set<string>()
  expect(await walk(site.visit, '/zh', seen)).toEqual([])
  const kinds = seen.size
  for (const role of ['decider', 'listing_manager', 'administrator'] as const) {
    seen.delete('/zh/staff')
    expect(await walk(await site.as(await aColleague(role)), '/zh/staff', seen), role).toEqual([])
  }
  expect(kinds).toBeGreaterThan(15)
  expect(seen.size).toBeGreaterThan(60)
}, 300_000)
