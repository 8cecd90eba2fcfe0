import { describe, expect, it } from 'vitest'
import { PremisesModel } from '#models/premises/premises.ts'
import { aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { desktop } from './support/browser.ts'
import { useOpenSite } from './support/open-site.ts'

const save = '.save-bar [type=submit]:not([formmethod])'

describe('a form whose button is pressed twice', () => {
  const { signedIn, visit } = useOpenSite()

  it('is sent once, without a false conflict with the first press, and can be sent again later', async () => {
    const { code } = await aPremises()
    const page = await signedIn(await aColleague('listing_manager'), { viewport: desktop })
    let sent = 0
    let pressedAgain = (): void => undefined
    let held = Promise.resolve()
    await page.route(`**/staff/premises/${code}`, async route => {
      if (route.request().method() === 'POST') {
        sent += 1
        await held
      }
      await route.continue()
    })
    for (const title of ['Bakery at the corner', 'Bakery at the crossing']) {
      await visit(page, `/en/staff/premises/${code}`)
      await page.fill('[name="title.en"]', title)
      held = new Promise<void>(resolve => (pressedAgain = resolve))
      const asked = page.waitForRequest(request => request.method() === 'POST')
      await page.locator(save).hover()
      const { x, y, width, height } = (await page.locator(save).boundingBox())!
      // A locator's click would wait until the first request is finished.
      const press = () => page.mouse.click(x + width / 2, y + height / 2)
      await press()
      await asked
      await press()
      pressedAgain()
      await page.locator('[data-test=notice]').waitFor()
      expect((await PremisesModel.findOne({ code }).lean())?.title.en).toBe(title)
    }
    expect(sent).toBe(2)
    await page.context().close()
  })
})
