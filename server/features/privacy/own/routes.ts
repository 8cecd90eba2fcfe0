import { Router, type Request, type Response } from 'express'
import type { Clock } from '../../../outside/clock.ts'
import type { Services } from '../../../services.ts'
import { cityDayOf } from '../../../shared/city-day.ts'
import type { MessageKey } from '../../../shared/i18n.ts'
import { accountOf, applicant } from '../../../web/access.ts'
import { sendAttachment } from '../../../web/downloads.ts'
import { readForm, type FieldErrors } from '../../../web/forms.ts'
import { passwordForm } from './input.ts'
import { ownPrivacyPage, renderOwnPrivacy, type Refused } from './page.ts'

type Parts = Pick<Services, 'accounts' | 'privacy'>
const tooOften: readonly (MessageKey | undefined)[] = ['account.too-many', 'privacy.archive.too-many']

/** What applicants may ask of the data about them. */
export function ownPrivacyRoutes({ accounts, privacy }: Parts, clock: Clock): Router {
  const router = Router({ caseSensitive: true })

  router.get('/account/privacy', applicant, (_req, res) => {
    show(res)
  })

  /** Answers with the file itself: a link to it would work without the password, and would be fetched ahead by programs. */
  router.post('/account/privacy/archive', applicant, async (req, res) => {
    const account = accountOf(res)
    const wrong = (await wrongPassword(req, account.id)) ?? (await tooManyArchives(account.id))
    if (wrong) {
      show(res, { archive: wrong })
      return
    }
    req.log.info({ account: account.id }, 'archive of own data taken')
    const name = `startup-street-${cityDayOf(clock.now())}.zip`
    await sendAttachment(res, { name, mediaType: 'application/zip' }, privacy.archive(account, res.locals.locale))
  })

  /** Null when the password is right. */
  async function wrongPassword(req: Request, id: string): Promise<FieldErrors | null> {
    const form = readForm(passwordForm, req.body)
    if (!form.ok) return form.errors
    const verdict = await accounts.confirmPassword(id, form.value.password)
    if (verdict.ok) return null
    return { password: verdict.reason === 'wrong' ? 'account.password.wrong' : 'account.too-many' }
  }

  const tooManyArchives = async (id: string): Promise<FieldErrors | null> =>
    (await accounts.noteArchive(id)) ? null : { password: 'privacy.archive.too-many' }

  function show(res: Response, refused: Refused = {}): void {
    renderOwnPrivacy(res, ownPrivacyPage(res.locals, accountOf(res), refused), statusOf(refused))
  }

  return router
}

function statusOf({ archive }: Refused): number {
  if (!archive) return 200
  return tooOften.includes(archive.password) ? 429 : 422
}
