import { pathTo } from '#server/paths.ts'
import type { RefusedFile } from '#shared/files/file-rules.ts'
import { formatBytes } from '#shared/texts/format.ts'
import { megabytes } from '#shared/site-settings.ts'
import type { MessageKey, Reader } from '#shared/texts/i18n.ts'
import type { IntakeRules } from '#web/files/upload-intake.ts'
import type { ProgrammeSettings } from '../rules.ts'

export type SealComplaint = 'none' | 'damaged' | 'type' | 'large' | 'several' | 'small' | 'faint' | 'stale'
export type SealPart = {
  action: string
  remove: string
  seen: string
  hint: string
  error: string | null
  /** Address of the current picture; null when there is none. */
  src: string | null
}

export const sealRules: IntakeRules = {
  room: { files: 1, bytes: megabytes(2) },
  extensions: ['png'],
  maxBytes: megabytes(2),
}

const complaintOf: Record<RefusedFile['reason'], SealComplaint> = {
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

/** Returns why no seal was made from an upload. */
export const sealComplaintOf = ([first]: readonly RefusedFile[]): SealComplaint =>
  first ? complaintOf[first.reason] : 'none'

export function sealPart({ t, locale }: Reader, { seal }: ProgrammeSettings, complaint?: SealComplaint): SealPart {
  const limit = formatBytes(locale, sealRules.maxBytes ?? 0)
  const key: MessageKey | undefined = complaint && `letterhead.seal.refused.${complaint}`
  return {
    action: pathTo(locale, '/staff/settings/letterhead/seal'),
    remove: pathTo(locale, '/staff/settings/letterhead/seal/remove'),
    seen: seal,
    hint: t('letterhead.seal.hint', { limit }),
    error: key ? t(key, { limit }) : null,
    src: seal ? pathTo(locale, '/staff/settings/letterhead/seal/:seal.png', { seal }) : null,
  }
}
