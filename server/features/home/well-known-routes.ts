import { Router } from 'express'
import type { Config } from '#server/config.ts'
import { pathTo } from '#server/paths.ts'
import type { Clock } from '#outside/clock.ts'
import { anyone } from '#web/access/access.ts'
import { preferredLocale } from '#web/pages/locale.ts'

const dayMs = 86_400_000
/** Days for which a downloaded `security.txt` is valid; the RFC recommends less than a year. */
const goodForDays = 180

type Settings = Pick<Config, 'publicUrl' | 'securityContact'>

/** Addresses below `/.well-known` (RFC 8615). */
export function wellKnownRoutes(settings: Settings, clock: Pick<Clock, 'machineNow'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/.well-known/security.txt', anyone, (_req, res) => {
    const text = securityTxt(settings, clock.machineNow())
    res.type('text/plain').set('Cache-Control', 'public, max-age=3600').send(text)
  })

  // Password managers send their users here (W3C, "A Well-Known URL for Changing Passwords").
  router.get('/.well-known/change-password', anyone, (req, res) => {
    res.vary('Accept-Language')
    res.redirect(303, `${pathTo(preferredLocale(req), '/account')}#current`)
  })

  return router
}

/** RFC 9116. `Expires` is a midnight, so that the file is the same all day. */
function securityTxt({ publicUrl, securityContact }: Settings, now: Date): string {
  const expires = new Date((Math.floor(now.getTime() / dayMs) + goodForDays) * dayMs)
  return [
    `Contact: ${securityContact ?? publicUrl + pathTo('en', '/contact')}`,
    `Expires: ${expires.toISOString()}`,
    'Preferred-Languages: en, ru, zh',
    `Canonical: ${publicUrl}/.well-known/security.txt`,
    `Policy: ${publicUrl + pathTo('en', '/security')}`,
    '',
  ].join('\n')
}
