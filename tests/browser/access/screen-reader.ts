import type { Page } from 'playwright-core'
import { bundled } from './bundled.ts'

const reader = "export { virtual } from '@guidepup/virtual-screen-reader/browser.js'"

/**
 * What a screen reader says when somebody goes through a part of the page from its beginning to its end, one phrase a line.
 * `within` is a selector. Each phrase comes with the role and the state of what is read.
 */
export async function heardOn(page: Page, within = 'main'): Promise<string[]> {
  await page.evaluate(await bundled('guidepup', reader))
  return page.evaluate<string[]>(`(async () => {
    const { virtual } = guidepup
    await virtual.start({ container: document.querySelector(${JSON.stringify(within)}) })
    const end = await virtual.lastSpokenPhrase()
    const heard = [end]
    do {
      await virtual.next()
      heard.push(await virtual.lastSpokenPhrase())
    } while (heard.at(-1) !== 'end of ' + end && heard.length < 3000)
    await virtual.stop()
    return heard
  })()`)
}
