import { dot } from '#shared/texts/facts.ts'
import { formatInstant } from '#shared/texts/format.ts'
import type { Translate, Reader } from '#shared/texts/i18n.ts'
import type { Device } from '#shared/user-agent.ts'
import type { LiveSession } from '#web/access/stored-sessions.ts'

/** A session as a line of a list; `end` is null for a session without a handle, which cannot be ended one by one. */
export type SessionLine = {
  device: string
  facts: string
  current: boolean
  end: string | null
}

export function sessionLines(
  { t, locale }: Reader,
  sessions: readonly LiveSession[],
  { base, current }: { base: string; current?: string | undefined },
): SessionLine[] {
  return sessions.map(({ handle, device, from, signedInAt, lastUsedAt }) => ({
    device: deviceWords(t, device),
    facts: t('sessions.facts', {
      since: formatInstant(locale, signedInAt),
      seen: formatInstant(locale, lastUsedAt),
      from: from ?? t('sessions.from.unknown'),
    }),
    current: handle !== null && handle === current,
    end: handle && `${base}/${handle}/end`,
  }))
}

function deviceWords(t: Translate, device: Device | null): string {
  const parts = [device?.browser, device?.system].filter(Boolean)
  return parts.length > 0 ? parts.join(dot) : t('sessions.device.unknown')
}
