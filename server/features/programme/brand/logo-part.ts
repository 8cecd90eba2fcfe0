import { pathTo } from '#server/paths.ts'
import type { RefusedFile } from '#shared/files/file-rules.ts'
import { formatBytes } from '#shared/texts/format.ts'
import { megabytes, type SiteSettings } from '#shared/site-settings.ts'
import type { MessageKey, Reader } from '#shared/texts/i18n.ts'
import type { IntakeRules } from '#web/files/upload-intake.ts'
import type { ProgrammeSettings } from '../rules.ts'
import { logoOf } from './logo-name.ts'

export type LogoComplaint = 'none' | 'damaged' | 'type' | 'large' | 'several' | 'small' | 'faint' | 'stale'
export type LogoPart = {
  action: string
  remove: string
  seen: string
  hint: string
  accept: string
  error: string | null
  now: SiteSettings['logo']
}

/** Limits of an upload. SVG is excluded, because it can contain scripts. */
export const logoRules: IntakeRules = {
  room: { files: 1, bytes: megabytes(2) },
  extensions: ['png', 'jpg', 'jpeg', 'webp'],
  maxBytes: megabytes(2),
}

const complaintOf: Record<RefusedFile['reason'], LogoComplaint> = {
  empty: 'damaged',
  unpacked: 'damaged',
  damaged: 'damaged',
  extension: 'type',
  content: 'type',
  pixels: 'damaged',
  texts: 'damaged',
  'too-large': 'large',
  'no-room': 'large',
  'too-many': 'several',
}

/** Returns why no logo was made from an upload. */
export const logoComplaintOf = ([first]: readonly RefusedFile[]): LogoComplaint =>
  first ? complaintOf[first.reason] : 'none'

export function logoPart(
  { t, locale }: Reader,
  { logo }: ProgrammeSettings,
  complaint: LogoComplaint | undefined,
): LogoPart {
  const action = pathTo(locale, '/staff/settings/brand/logo')
  const limit = formatBytes(locale, logoRules.maxBytes ?? 0)
  const key: MessageKey | undefined = complaint && `brand.logo.refused.${complaint}`
  return {
    action,
    remove: pathTo(locale, '/staff/settings/brand/logo/remove'),
    seen: logo,
    hint: t('brand.logo.hint', { limit }),
    accept: '.png,.jpg,.jpeg,.webp',
    error: key ? t(key, { limit }) : null,
    now: logoOf(logo),
  }
}
