import type { PushSettings } from '#server/config.ts'
import type { Clock } from '#outside/clock.ts'
import type { Log } from '#outside/log.ts'
import type { Role, SessionAccount } from '#web/locals.ts'
import type { PushSender } from './sending.ts'

type Session = { id: string; epoch: number; handle: string | null }

type Accounts = {
  authentication: {
    /** Null once the session or the account has ended. */
    forSession(session: Session): Promise<SessionAccount | null>
  }
  people: {
    findByEmail(email: string): Promise<{ id: string; role: Role; state: string } | null>
  }
}

/** What the slice uses of others. Without `settings` nothing is offered or sent. */
export type Deps = {
  clock: Clock
  log: Log
  accounts: Accounts
  settings: PushSettings | null
  /** Whether browsers have a service worker that can show messages. */
  isOffered: boolean
  send: PushSender
  /** Counts one more attempt and returns whether it is still allowed. */
  allows: (limit: 'push-account', who: string) => Promise<boolean>
}
