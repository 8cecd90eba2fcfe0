import type { Page, Request } from 'playwright-core'

/**
 * Does what leads to another page, and waits until that is loaded. The next event `load` alone does not say so: it may be that of
 * the page before.
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
