import { Router } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import type { Locale, MessageKey, Translate } from '#shared/texts/i18n.ts'
import type { SessionAccount } from '#web/locals.ts'
import { view } from '#web/pages/view.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'

const shortcutsForm = z.object({ shortcuts: z.enum(['on', 'off']).catch('on') })

/** Routes for the list of keyboard shortcuts on staff pages and the switch that turns them off. */
export function keyboardRoutes({ accounts }: Pick<Services, 'accounts'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/staff/keyboard', staff(), (_req, res) => {
    const { t, locale } = res.locals
    renderKeyboard(res, keyboardPage({ t, locale, account: accountOf(res) }))
  })

  router.post('/staff/keyboard', staff(), async (req, res) => {
    const { shortcuts } = shortcutsForm.parse(req.body ?? {})
    await accounts.own.useShortcuts(accountOf(res).id, shortcuts === 'on')
    flashNotice(res, shortcuts === 'on' ? 'keyboard.now-on' : 'keyboard.now-off')
    res.redirect(303, pathTo(res.locals.locale, '/staff/keyboard'))
  })

  return router
}

type KeyboardPage = {
  title: string
  breadcrumb: Breadcrumb
  keys: { key: string; does: string }[]
  state: string
  action: string
  next: { value: 'on' | 'off'; label: string }
}
const renderKeyboard = view<KeyboardPage>('accounts/keyboard')

/** Must match `public/js/listings/row-keys.js`. */
const shortcuts: readonly [key: string, does: MessageKey][] = [
  ['/', 'keyboard.search'],
  ['j', 'keyboard.down'],
  ['k', 'keyboard.up'],
  ['o', 'keyboard.open'],
  ['x', 'keyboard.tick'],
  ['e', 'keyboard.edit'],
  ['b', 'keyboard.bulk'],
  ['n', 'keyboard.next'],
  ['p', 'keyboard.previous'],
  ['?', 'keyboard.help'],
]

function keyboardPage({ t, locale, account }: { t: Translate; locale: Locale; account: SessionAccount }): KeyboardPage {
  const on = account.shortcuts
  return {
    title: t('keyboard.title'),
    breadcrumb: [deskCrumb({ t, locale }), { label: t('keyboard.title') }],
    keys: shortcuts.map(([key, does]) => ({ key, does: t(does) })),
    state: t(on ? 'keyboard.on' : 'keyboard.off'),
    action: pathTo(locale, '/staff/keyboard'),
    next: on ? { value: 'off', label: t('keyboard.turn-off') } : { value: 'on', label: t('keyboard.turn-on') },
  }
}
