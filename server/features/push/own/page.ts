import { pathTo } from '#server/paths.ts'
import { formatInstant } from '#shared/texts/format.ts'
import type { Reader, Translate } from '#shared/texts/i18n.ts'
import type { Role } from '#web/locals.ts'
import type { Option } from '#web/forms/fields.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { view } from '#web/pages/view.ts'
import type { Preferences, ShownDevice } from '../devices.ts'
import { deviceName } from '../device-name.ts'
import { kindsFor } from '../rules.ts'

type DeviceLine = { name: string; facts: string; hash: string; remove: { action: string; label: string } }
type NotificationsPage = {
  title: string
  breadcrumb: Breadcrumb
  /** For the script: our public key, and where to send the browser's subscription. */
  publicKey: string
  action: { devices: string; preferences: string }
  devices: DeviceLine[]
  kinds: { id: string; value: string; label: string; checked: boolean }[]
  from: Option[]
  to: Option[]
}
export const renderNotifications = view<NotificationsPage>('push/notifications')

type Subject = { devices: readonly ShownDevice[]; preferences: Preferences; role: Role; publicKey: string }

export function notificationsPage(
  reader: Reader,
  { devices, preferences: { off, quiet }, role, publicKey }: Subject,
): NotificationsPage {
  const { t, locale } = reader
  return {
    title: t('push.title'),
    breadcrumb: [{ label: t('account.settings.title'), href: pathTo(locale, '/account') }, { label: t('push.title') }],
    publicKey,
    action: {
      devices: pathTo(locale, '/account/notifications/devices'),
      preferences: pathTo(locale, '/account/notifications'),
    },
    devices: devices.map(device => deviceLine(reader, device)),
    kinds: kindsFor(role).map((kind, index) => ({
      id: index === 0 ? 'kinds' : `kinds-${kind}`,
      value: kind,
      label: t(`push.kind.${kind}`),
      checked: !off.includes(kind),
    })),
    from: hours(t, quiet.from),
    to: hours(t, quiet.to),
  }
}

function deviceLine({ t, locale }: Reader, { id, device, since, lastUsedAt, endpointHash }: ShownDevice): DeviceLine {
  const name = deviceName(t, device)
  return {
    name,
    facts: t('push.device.facts', {
      since: formatInstant(locale, since),
      used: lastUsedAt ? formatInstant(locale, lastUsedAt) : t('push.device.never'),
    }),
    hash: endpointHash,
    remove: {
      action: pathTo(locale, '/account/notifications/devices/:id/remove', { id }),
      label: t('push.device.remove.named', { name }),
    },
  }
}

const hours = (t: Translate, chosen: number): Option[] =>
  Array.from({ length: 24 }, (_, hour) => ({
    value: String(hour),
    label: t('push.hour', { time: `${String(hour).padStart(2, '0')}:00` }),
    selected: hour === chosen,
  }))
