import type { Page, Request } from 'playwright-core'

/**
 * Runs an act that leads to another page, and waits until that page is loaded. The next `load` event alone is not enough: it
 * may belong to the previous page.
 */
export async function arriving(page: Page, act: () => Promise<unknown>): Promise<void> {
  let isAskedFor = false
  const note = (request: Request): void => {
    isAskedFor ||= request.isNavigationRequest() && request.frame() === page.mainFrame()
  }
  page.on('request', note)
  try {
    const isThere = page.waitForEvent('framenavigated', frame => isAskedFor && frame === page.mainFrame())
    await Promise.all([isThere, act()])
    await page.waitForLoadState()
  } finally {
    page.off('request', note)
  }
}
