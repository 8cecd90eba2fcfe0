import { outboxRunner } from '#outside/outbox/runner.ts'
import type { MailRequest } from '#outside/mail/mail-message.ts'
import { PushSubscriptionModel } from '#models/push/push-subscription.ts'
import { createPushDeviceService } from './devices.ts'
import { noteNews } from './push-effects.ts'
import { pushOutbox } from './outbox.ts'
import { pushPersonalData } from './personal-data.ts'
import type { Deps } from './ports.ts'
import { serviceNameOf, serviceNames } from './rules.ts'

type Queue = (letter: MailRequest) => Promise<void>

/** Push messages, which accompany mails: they say that there is news, not what it is. */
export function pushService(deps: Deps) {
  const devices = createPushDeviceService(deps)
  const outbox = pushOutbox(deps, devices)
  const { clock, log, settings, isOffered } = deps
  return {
    devices,
    /** Our public key, which browsers need to subscribe; null if push messages are not offered. */
    publicKey: isOffered ? (settings?.publicKey ?? null) : null,
    /**
     * Wraps the mailer: mails are sent as before, and the recipient's devices are notified too. The mail is queued first
     * because it is the one that counts.
     */
    beside:
      (queue: Queue): Queue =>
      async letter => {
        await queue(letter)
        await noteNews(deps, letter)
      },
    outbox,
    figures: pushFigures(deps),
    /** Sends the messages that are due until `signal` aborts. Returns the number of messages handled. */
    carryOut: outboxRunner({ clock, log, outboxes: [outbox] }).carryOut,
    personalData: pushPersonalData(devices),
  }
}

/**
 * Figures of devices whose message failed and waits for a retry: their number, the number by service as named in the
 * metrics, and the hosts. Devices held untried behind a service that is away are not counted.
 */
type PushFigures = { retrying: number; byName: Record<string, number>; services: string[] }

/** Null for a site that sends no push messages. */
const pushFigures = ({ settings }: Pick<Deps, 'settings'>) =>
  async function figures(): Promise<PushFigures | null> {
    if (!settings) return null
    // The index on the keys contains just the devices with a waiting message.
    const found = await PushSubscriptionModel.aggregate<{ _id: string; count: number }>([
      { $match: { 'pendingEffects.key': { $exists: true }, failures: { $gt: 0 } } },
      { $group: { _id: '$service', count: { $sum: 1 } } },
      { $sort: { count: -1, _id: 1 } },
    ])
    const total = (of: typeof found) => of.reduce((sum, { count }) => sum + count, 0)
    const byName = Object.fromEntries(
      serviceNames.map(name => [name, total(found.filter(({ _id }) => serviceNameOf(_id) === name))]),
    )
    return { retrying: total(found), byName, services: found.map(({ _id }) => _id) }
  }
