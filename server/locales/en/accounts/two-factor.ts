import type { twoFactor as ru } from '#server/locales/ru/accounts/two-factor.ts'

export const twoFactor: Record<keyof typeof ru, string> = {
  'two-factor.title': 'Two-step sign-in',
  'two-factor.lead':
    'After the password the site asks for a six-digit code from an app on your phone. A stolen password is then not enough to get in.',
  'two-factor.required':
    'You decide on applications or appoint people, so the staff pages stay closed without a second step. Setting it up takes two minutes.',
  'two-factor.on': 'On since {day}.',
  'two-factor.codes-left': '{count, plural, one{# recovery code is left.} other{# recovery codes are left.}}',
  'two-factor.field.code': 'Code',
  'two-factor.account.title': 'Two-step sign-in',
  'two-factor.account.off': 'Off. Besides the password the site can ask for a code from an app on your phone.',
  'two-factor.account.link': 'Set up',

  'two-factor.begin.title': 'How to switch it on',
  'two-factor.begin.app':
    'Install an app for one-time codes on your phone: Microsoft Authenticator, Google Authenticator, Aegis or another.',
  'two-factor.begin.scan': 'Scan the picture on the next page with it and type in the code that it shows.',
  'two-factor.begin.keep': 'Keep the ten recovery codes: you will need them if the phone is lost.',
  'two-factor.begin.hint': 'We ask once more to be sure that it is you.',
  'two-factor.begin.submit': 'Continue',

  'two-factor.set-up.title': 'Setting up the app',
  'two-factor.set-up.scan': '1. Scan the picture',
  'two-factor.set-up.scan.lead': 'Open the app, choose “Add account” and point the camera here.',
  'two-factor.set-up.picture': 'QR code for the app. The same key stands below as text.',
  'two-factor.set-up.secret': 'No camera? Type in the key:',
  'two-factor.set-up.open': 'Open the app on this phone',
  'two-factor.set-up.code': '2. Type in the code from the app',
  'two-factor.set-up.hint': 'Six digits, new every half minute.',
  'two-factor.set-up.submit': 'Switch on two-step sign-in',
  'two-factor.set-up.wrong':
    'The code did not fit. Type in the one shown now; if it does not fit either, set the phone’s time to automatic.',

  'two-factor.codes.title': 'Recovery codes',
  'two-factor.codes.once': 'Keep the codes now: we will not show them again.',
  'two-factor.codes.lead':
    'Each code stands in once for a code from the app. Print them or write them down and keep them apart from the phone. Older recovery codes no longer work.',
  'two-factor.codes.done': 'I have kept the codes',

  'two-factor.renew.lead': 'Codes lost or nearly used up? Get ten new ones; the old ones stop working.',
  'two-factor.renew.submit': 'Get new codes',
  'two-factor.off.title': 'Switch off or change the phone',
  'two-factor.off.lead':
    'To move to another phone, switch the second step off and on again at once with the new app. It takes your password and a code: from the app or a recovery code.',
  'two-factor.off.submit': 'Switch off',
  'two-factor.off.done': 'The second step is off. We have written to you about it.',

  'two-factor.step.title': 'One more step',
  'two-factor.step.lead': 'The password is right. Now type in the code from the app on your phone.',
  'two-factor.step.hint': 'Six digits from the app, or one of your recovery codes.',
  'two-factor.step.again': 'Sign in anew',
  'two-factor.step.late': 'Time is up',
  'two-factor.step.late.lead': 'There are ten minutes to type in the code. Please sign in again.',

  'two-factor.code.wrong':
    'The code did not fit or was used before. Wait for the next one: it changes every half minute.',
  'two-factor.code.unreadable':
    'Codes from the app cannot be checked now, because the site’s key has changed. Type in a recovery code and set the app up anew, or ask an administrator to reset the second step.',
  'two-factor.code.too-many': 'Too many wrong codes. Wait a quarter of an hour; after twenty in a day, until tomorrow.',

  'two-factor.lost.title': 'Lost your phone?',
  'two-factor.lost.code': 'Instead of the code type in one of the recovery codes that you kept when you set it up.',
  'two-factor.lost.new-phone':
    'Then switch the second step off and on again with the new phone; the old app will no longer fit.',
  'two-factor.lost.ask':
    'No recovery codes either? Ask an administrator to reset the second step on your page under “People”: they must be sure that it is you. Then sign in with your password and set it up anew.',

  'two-factor.already': 'Two-step sign-in is on already.',
  'two-factor.not-on': 'Two-step sign-in is not on.',

  'people.event.second_factor_on': 'Two-step sign-in switched on',
  'people.event.second_factor_off': 'Two-step sign-in switched off',
  'people.event.second_factor_reset': 'Two-step sign-in reset by an administrator',
  'people.event.recovery_renewed': 'New recovery codes made',
  'people.event.recovery_used': 'Signed in with a recovery code',

  'people.second-factor': 'Two-step sign-in',
  'people.second-factor.off': 'off',
  'people.second-factor.reset': 'Reset two-step sign-in',
  'people.second-factor.reset.lead':
    'For somebody who has lost the phone and the recovery codes. Make sure that it is they who ask: in person, or on a telephone number you know. Their sessions end and they get a letter.',
  'people.second-factor.reset.submit': 'Reset the second step',
  'people.second-factor.reset.done': 'The second step is reset, sessions have ended, a letter is on its way.',
  'people.refused.not-on': 'Two-step sign-in is not on.',

  'mail.second-factor.subject':
    '{what, select, on{Two-step sign-in is on} off{Two-step sign-in is off} reset{An administrator has reset your two-step sign-in} other{Recovery codes for signing in}}',
  'mail.second-factor.body':
    '{what, select, on{Two-step sign-in is now on for your Startup Street account: besides the password it takes a code from the app.} off{Two-step sign-in is now off for your Startup Street account: the password is enough.} reset{An administrator of Startup Street has reset the two-step sign-in of your account. All sessions have ended; sign in with your password and set the second step up anew.} recovery_used{Somebody signed in to your Startup Street account with a recovery code. Codes left: {left}.} other{New recovery codes were made for your Startup Street account. The old ones no longer work.}}\n\nIf it was not you, change your password at once and tell an administrator.',
  'mail.second-factor.action': 'Check how you sign in',
}
