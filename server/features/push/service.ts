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
  return {
    devices,
    /** Our public key, with which browsers switch messages on; null: they are not offered. */
    publicKey: deps.settings?.publicKey ?? null,
    /** Letters as before; devices of their readers are told, too. The letter comes first: it is what counts. */
    beside:
      (queue: Queue): Queue =>
      async letter => {
        await queue(letter)
        await note(letter)
      },
    outbox: pushOutbox(deps, devices),
    personalData: pushPersonalData(devices),
  }
}
