import type { Clock } from '#outside/clock.ts'
import type { MailService } from '#outside/mail/mail.ts'
import { appointmentsService } from './people/appointments-service.ts'
import { buildingScopeService } from './people/buildings-service.ts'
import { demonstrationAccountIds, seedDemonstrationAccounts } from './demonstration.ts'
import { accountSearch } from './staff-search.ts'
import { sweepLimits } from './limits.ts'
import { leavingService } from './deletion-service.ts'
import { ownDataService } from './own/own-data-service.ts'
import { passwordService } from './password/password-service.ts'
import { introductionService } from './introduction/introduction-service.ts'
import { findByEmail, listColleagues } from './people/people-list.ts'
import { peopleService } from './people/people-service.ts'
import type { ResponseTime } from './secrets.ts'
import type { SealingSecrets } from './two-factor/sealing.ts'
import { secondFactorService } from './two-factor/second-factor-service.ts'
import { sessionsService, type SignInPolicy } from './sessions/sessions-service.ts'
import { signInService } from './sign-in/sign-in-service.ts'
import { signUpService } from './sign-up/sign-up-service.ts'
import { roleWork } from './work.ts'
import { absencesService } from './absence/absences-service.ts'
import { calendarFeedsService } from './tokens/calendar-feeds.ts'
import { accessTokensService } from './tokens/tokens-service.ts'

type Deps = ResponseTime & {
  clock: Clock
  mail: Pick<MailService, 'queue'>
  policy: SignInPolicy
  /** Secrets of the installation, which encrypt the app secrets of the second step and make links that a form asks for. */
  secrets: SealingSecrets
}

/** The service for all accounts: applicants and staff. */
export function accountsService({ clock, mail, policy, leastMs, secrets }: Deps) {
  const { demonstration } = policy
  const { changeProfile, useShortcuts, ...authentication } = signInService(policy)
  return {
    authentication,
    sessions: sessionsService({ clock }),
    secondFactor: secondFactorService({ clock, mail, policy, secrets }),
    registration: signUpService({ clock, mail, secrets, leastMs }),
    passwords: passwordService({ clock, mail, secrets, leastMs }),
    own: { ...ownDataService({ clock }), changeProfile, useShortcuts },
    introduction: introductionService(),
    people: {
      ...peopleService({ clock, mail, secrets, demonstration }),
      listColleagues,
      findByEmail,
      ...accountSearch,
    },
    appointments: appointmentsService({ clock, mail, demonstration }),
    buildings: buildingScopeService({ clock }),
    tokens: accessTokensService({ clock, policy }),
    absences: absencesService({ clock }),
    calendarFeeds: calendarFeedsService({ clock, policy }),
    leaving: leavingService({ clock, mail }),
    demonstration: {
      /** See `demonstrationPeople`. Only for installations with a demonstration. */
      seed: () => seedDemonstrationAccounts(clock.now()),
      accountIds: demonstrationAccountIds,
    },
    work: roleWork,
    sweepLimits,
  }
}
export type AccountsService = ReturnType<typeof accountsService>
