/** Browser and system, by their common names; null for unknown ones. */
export type Device = { browser: string | null; system: string | null }

// The first that fits: most browsers also claim to be Chrome or Safari, and phones to be Linux or a Mac.
const browsers: readonly [RegExp, string][] = [
  [/MicroMessenger/, '微信'],
  [/\bMQQBrowser|\bQQBrowser/, 'QQ浏览器'],
  [/YaBrowser/, 'Яндекс Браузер'],
  [/YaSearchBrowser/, 'Яндекс'],
  [/\bEdg(A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera/, 'Opera'],
  [/UCBrowser/, 'UC'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/\bFirefox\/|FxiOS/, 'Firefox'],
  [/\bChrome\/|CriOS|HeadlessChrome/, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const systems: readonly [RegExp, string][] = [
  [/OpenHarmony|HarmonyOS/, 'HarmonyOS'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Macintosh|Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

/**
 * Returns the device of a user agent. Browsers may claim anything: good enough to tell one's own devices apart, not for
 * decisions.
 */
export const deviceOf = (userAgent: string): Device => ({
  browser: firstOf(browsers, userAgent),
  system: firstOf(systems, userAgent),
})

const firstOf = (patterns: readonly [RegExp, string][], text: string): string | null =>
  patterns.find(([pattern]) => pattern.test(text))?.[1] ?? null
