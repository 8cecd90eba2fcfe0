import { outboxRunner } from '#outside/outbox/runner.ts'
import type { MailRequest } from '#outside/mail/mail-message.ts'
import { pushDevices } from './devices.ts'
import { noting } from './noting.ts'
import { pushOutbox } from './outbox.ts'
import { pushPersonalData } from './personal-data.ts'
import type { Deps } from './ports.ts'

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
    /** Sends what is due, until `signal` asks to stop. Returns how many messages were done. */
    carryOut: outboxRunner({ clock, log, outboxes: [outbox] }).carryOut,
    personalData: pushPersonalData(devices),
  }
}
