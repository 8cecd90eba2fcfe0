import type { Page } from 'playwright-core'
import { bundled } from './bundled.ts'

const reader = "export { virtual } from '@guidepup/virtual-screen-reader/browser.js'"

/**
 * Returns what a screen reader says while a part of the page is read from beginning to end, one phrase a line, with the role
 * and state of each item. `within` is a selector.
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
