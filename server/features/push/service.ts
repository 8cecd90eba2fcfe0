import { outboxRunner } from '#outside/outbox/runner.ts'
import type { MailRequest } from '#outside/mail/mail-message.ts'
import { PushSubscriptionModel } from '#models/push/push-subscription.ts'
import { pushDevices } from './devices.ts'
import { noting } from './noting.ts'
import { pushOutbox } from './outbox.ts'
import { pushPersonalData } from './personal-data.ts'
import type { Deps } from './ports.ts'
import { serviceNameOf, serviceNames } from './rules.ts'

type Queue = (letter: MailRequest) => Promise<void>

/** Messages on people's devices, beside their letters: that there is news, and nothing of what it is. */
export function pushService(deps: Deps) {
  const devices = pushDevices(deps)
  const note = noting(deps)
  const outbox = pushOutbox(deps, devices)
  const { clock, log, settings, isOffered } = deps
  return {
    devices,
    /** Our public key, with which browsers switch messages on; null: they are not offered. */
    publicKey: isOffered ? (settings?.publicKey ?? null) : null,
    /** Letters as before; devices of their readers are told, too. The letter comes first: it is what counts. */
    beside:
      (queue: Queue): Queue =>
      async letter => {
        await queue(letter)
        await note(letter)
      },
    outbox,
    figures: pushFigures(deps),
    /** Sends what is due, until `signal` asks to stop. Returns how many messages were done. */
    carryOut: outboxRunner({ clock, log, outboxes: [outbox] }).carryOut,
    personalData: pushPersonalData(devices),
  }
}

/**
 * Devices whose message was tried, and refused or not answered, and waits to be tried again; by the name of the service that
 * metrics give it, too, and the hosts of the services. Devices that wait untried behind one of them are not among these.
 */
type PushFigures = { retrying: number; byName: Record<string, number>; services: string[] }

/** Null for a site that sends none. */
const pushFigures = ({ settings }: Pick<Deps, 'settings'>) =>
  async function figures(): Promise<PushFigures | null> {
    if (!settings) return null
    // The index on the keys has just the devices for which something waits.
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
