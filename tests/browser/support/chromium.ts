import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

/** The headless shell needs half of the processor time for a page. */
const executablePath =
  process.env.CHROMIUM ?? ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(path => existsSync(path)) ?? ''

/**
 * The features that Playwright enables, because the last `--enable-features` counts; and one without which a navigation takes
 * 15 % more processor time, because Chromium replaces the frame and not only its document.
 */
const features = ['CDPScreenshotNewSurface', 'SkipListAccountsWithoutGaiaCookies', 'RenderDocument:level/crashed-frame']

/** Starts Debian's Chromium, or the one that `CHROMIUM` names. */
export const launchChromium = (more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--enable-features=${features.join(',')}`,
      ...more,
    ],
  })
