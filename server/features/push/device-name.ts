import { dot } from '#shared/texts/facts.ts'
import type { Translate } from '#shared/texts/i18n.ts'

type Device = { browser?: string | null; system?: string | null }

/** "Firefox · Android", as far as it is known. */
export const deviceName = (t: Translate, { browser, system }: Device): string =>
  [browser, system].filter(Boolean).join(dot) || t('sessions.device.unknown')
