import { formatDay } from '#shared/texts/format.ts'
import { jsonEntry, ownSection, type PersonalData } from '#shared/personal-data.ts'
import type { PushDevices } from './devices.ts'
import { deviceName } from './device-name.ts'

/** Exports somebody's devices, without the keys used to send to them. */
export function pushPersonalData({ list, preferences, forget }: PushDevices): PersonalData {
  return {
    async *archive(request) {
      const { holder, t, locale } = request
      const devices = await list(holder.id)
      const wishes = await preferences(holder.id)
      const deviceEntries = devices.map(({ device, service, zone, since, lastUsedAt }) => ({
        browser: device.browser ?? null,
        system: device.system ?? null,
        service,
        zone,
        since,
        lastUsedAt,
      }))
      yield jsonEntry(request, 'push', { devices: deviceEntries, off: wishes.off, quiet: wishes.quiet })
      return ownSection(
        t('push.title'),
        devices.map(one => ({ title: deviceName(t, one.device), text: formatDay(locale, one.since) })),
      )
    },
    erase: ({ id }) => forget(id),
  }
}
