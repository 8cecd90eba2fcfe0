import { pathTo } from '#server/paths.ts'
import type { Locale, MessageKey, Translate } from '#shared/texts/i18n.ts'
import type { SessionAccount } from '#web/locals.ts'
import { view } from '#web/pages/view.ts'
import type { Breadcrumb } from '#web/pages/head.ts'

type KeyboardPage = {
  title: string
  breadcrumb: Breadcrumb
  keys: { key: string; does: string }[]
  state: string
  action: string
  next: { value: 'on' | 'off'; label: string }
}
export const renderKeyboard = view<KeyboardPage>('accounts/keyboard')

/** As `public/js/listings/row-keys.js` reads them. */
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

export function keyboardPage({
  t,
  locale,
  account,
}: {
  t: Translate
  locale: Locale
  account: SessionAccount
}): KeyboardPage {
  const on = account.shortcuts
  return {
    title: t('keyboard.title'),
    breadcrumb: [{ label: t('nav.staff'), href: pathTo(locale, '/staff') }, { label: t('keyboard.title') }],
    keys: shortcuts.map(([key, does]) => ({ key, does: t(does) })),
    state: t(on ? 'keyboard.on' : 'keyboard.off'),
    action: pathTo(locale, '/staff/keyboard'),
    next: on ? { value: 'off', label: t('keyboard.turn-off') } : { value: 'on', label: t('keyboard.turn-on') },
  }
}
