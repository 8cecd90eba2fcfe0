import { Router } from 'express'
import type { Clock } from '#outside/clock.ts'
import type { Services } from '#server/services.ts'
import type { BuildingsToChoose } from './people/buildings-service.ts'
import type { Arrival, Leaving } from './signed-out.ts'
import { absenceRoutes } from './absence/routes.ts'
import { handsRoutes } from './hands/routes.ts'
import { introductionRoutes } from './introduction/routes.ts'
import { keyboardRoutes } from './keyboard/routes.ts'
import { ownAccountRoutes } from './own/routes.ts'
import { passwordRoutes } from './password/routes.ts'
import { appointmentRoutes } from './people/appointment-routes.ts'
import { peopleRoutes } from './people/routes.ts'
import { sessionRoutes } from './sessions/routes.ts'
import { signInRoutes } from './sign-in/routes.ts'
import { tokenRoutes } from './tokens/routes.ts'
import { signUpRoutes } from './sign-up/routes.ts'
import { twoFactorRoutes } from './two-factor/routes.ts'

/** What other slices do for this one. */
type FromElsewhere = { arrived: Arrival; left: Leaving; buildings: BuildingsToChoose }

/** Every door of the slice. */
export function accountsRoutes(
  services: Pick<Services, 'accounts' | 'hands' | 'push'>,
  clock: Clock,
  { arrived, left, buildings }: FromElsewhere,
): Router {
  const router = Router({ caseSensitive: true })
  router.use(
    signUpRoutes(services),
    signInRoutes(services, clock, { arrived, left }),
    passwordRoutes(services),
    ownAccountRoutes(services, clock),
    introductionRoutes(services),
    absenceRoutes(services, clock),
    handsRoutes(services),
    keyboardRoutes(services),
    twoFactorRoutes(services, clock),
    sessionRoutes(services, left),
    tokenRoutes(services, clock),
    peopleRoutes(services, clock, { buildings, left }),
    appointmentRoutes(services, clock, buildings),
  )
  return router
}
