import type { Page } from 'playwright-core'
import { askJudges } from '../judges.ts'
import type { judgedByAlfa } from '../alfa.js'
import type { Held } from './journal.ts'

/**
 * Checks a page as it stands, with its drawer open, and after each of its forms with a required field was sent empty.
 * Resolves when the page may navigate; `held` are the failures.
 */
export async function judgeStates(page: Page, alfa: typeof judgedByAlfa): Promise<{ held: Promise<Held[]> }> {
  const address = page.url()
  const asked = [{ state: '', ...(await askJudges(page, { alfa })) }]
  if (await openDrawer(page)) asked.push({ state: ', with its drawer open', ...(await askJudges(page, { alfa })) })
  const count = await page.evaluate<number>(`${forms}.length`)
  for (let number = 0; number < count; number += 1) {
    if (asked.length > 1) await page.goto(address)
    const state = number === 0 ? ', sent empty' : `, form ${number + 1} sent empty`
    if (await sendEmpty(page, number)) asked.push({ state, ...(await askJudges(page, { alfa })) })
  }
  return { held: Promise.all(asked.map(async ({ state, failures }) => ({ state, failures: await failures }))) }
}

/** Opens a closed drawer and returns whether there was one. */
const openDrawer = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>(`(drawer => {
    if (!drawer) return false
    drawer.open = true
    return true
  })(document.querySelector('details[data-drawer]:not([open])'))`)

/**
 * Forms with a required field. The others would be carried out when sent empty: the one that closes an account would lock a
 * reader out. Radio buttons usually have a default, and a translation may be left out where nothing is written.
 */
const forms = `[...document.querySelectorAll('main form[method=post]')].filter(form =>
  form.querySelector('[aria-invalid], [required]') ||
  [...form.querySelectorAll('.field :is(input:not([type=hidden], [type=radio], [type=checkbox]), textarea)')].some(
    field => !field.closest('.writing') && !field.closest('.field').querySelector(':scope > label > span.muted'),
  ))`

/**
 * Sends a form empty and returns whether it existed and came back. Browsers would not send it; programs and old browsers do.
 */
async function sendEmpty(page: Page, number: number): Promise<boolean> {
  if ((await page.evaluate<number>(`${forms}.length`)) <= number) return false
  const answered = [page.waitForEvent('load'), page.waitForEvent('download')].map(event => event.catch(() => null))
  await page.evaluate(`(form => {
    for (const field of form.querySelectorAll('input:not([type=hidden], [type=checkbox], [type=radio]), textarea')) field.value = ''
    HTMLFormElement.prototype.submit.call(form)
  })(${forms}[${number}])`)
  // A form that answers with a file leaves the page as it is.
  await Promise.race(answered)
  return (await page.locator('[data-error-summary]').count()) > 0
}
