import type { accounts as ru } from '#server/locales/ru/accounts/accounts.ts'

export const accounts: Record<keyof typeof ru, string> = {
  'account.role.applicant': 'Founder',
  'account.role.listing_manager': 'Listing manager',
  'account.role.reviewer': 'Reviewer',
  'account.role.decider': 'Decider',
  'account.role.administrator': 'Administrator',

  'account.field.name': 'Your name',
  'account.field.name.hint': 'What we should call you. The name in your passport comes later, in the application.',
  'account.field.email': 'E-mail address',
  'account.field.email.hint': 'A link to confirm it, and every letter about your application, goes here.',
  'account.field.password': 'Password',
  'account.field.password.hint': 'At least 8 characters. A few words that only you know work best.',
  'account.field.new-password': 'New password',
  'account.field.current-password': 'Current password',
  'account.field.locale': 'Language of letters',
  'account.field.locale.hint': 'You change the language of pages at the top, that of letters here.',
  'account.password.show': 'Show',
  'account.password.hide': 'Hide',
  'account.password.show-it': 'Show password',
  'account.password.hide-it': 'Hide password',

  'account.password.too-short': 'The password is too short: use at least 8 characters.',
  'account.password.too-long': 'The password is too long: use at most 128 characters.',
  'account.password.common': 'This password is too well known and would be guessed first. Choose another.',
  'account.password.is-email': 'The password must not be your e-mail address.',
  'account.password.about-you':
    'The password is little more than your name, your address or the name of this site. Choose another.',
  'account.password.wrong': 'The current password is not right.',
  'account.sign-in.wrong': 'The address or the password is not right. Check the keyboard layout and Caps Lock.',
  'account.too-many': 'Too many attempts. Wait a quarter of an hour, or set a new password with a link by e-mail.',
  'account.too-many-letters': 'Too many requests came from your network address. Try again in an hour.',

  'account.mailbox-full':
    'Five letters of this kind have gone to this mailbox within an hour. The link in the newest one works; ask for another in an hour.',
  'account.not-invited': 'This person has chosen a password already: there is nothing to invite to.',

  'account.sign-up.title': 'Sign up',
  'account.sign-up.lead': 'You need an account to apply, to add documents and to follow the decision.',
  'account.sign-up.submit': 'Sign up',
  'account.sign-up.have-one': 'Already have an account?',
  'account.sign-up.privacy':
    'We write only about your applications. Personal data in an application goes to China only with your consent.',
  'account.sent.title': 'Check your e-mail',
  'account.sent.sign-up':
    'We have sent a letter to the address you gave. Open the link in it to confirm that the address is yours. It works for three days.',
  'account.sent.reset':
    'If we know this address, a letter with a link is on its way. The link works once, within an hour.',
  'account.sent.spam':
    'Nothing after a few minutes? Look in the spam folder, and check the address for a typing error.',
  'account.sent.sign-in': 'Go to sign in',

  'account.sign-in.title': 'Sign in',
  'account.sign-in.submit': 'Sign in',
  'account.sign-in.forgot': 'Forgot your password?',
  'account.sign-in.no-account': 'No account yet?',
  'account.sign-in.after.verified': 'Your address is confirmed. Now sign in.',
  'account.sign-in.after.password': 'The new password is saved and earlier sessions have ended. Sign in with it.',
  'account.sign-in.after.signed-out': 'You have signed out.',
  'account.sign-in.after.everywhere': 'All sessions on all devices have ended.',
  'account.sign-in.after.ended': 'Your session ended before this could be saved. Sign in again to go on.',
  'account.sign-in.after.apply': 'To apply, sign in or sign up. You will then come back to what you chose.',
  'account.sign-in.after.viewing':
    'To book a viewing, sign in or sign up. You will then come back to the time you chose.',
  'account.sign-in.kept': 'What you typed is kept in this tab and will be back in the form once you have signed in.',

  'account.verify.title': 'Confirm your address',
  'account.verify.lead': 'Press the button to confirm that this e-mail address is yours.',
  'account.verify.submit': 'Confirm address',
  'account.verify.done': 'Your address is confirmed. Thank you!',
  'account.link-dead.title': 'This link no longer works',
  'account.link-dead.verify':
    'The link was used already, is too old, or a newer one has taken its place. Sign in: if the address is not confirmed yet, your account page can send a new letter.',
  'account.link-dead.password':
    'The link was used already, is too old, or a newer one has taken its place. Ask for a new one and we will e-mail it.',

  'account.forgot.title': 'Forgotten password',
  'account.forgot.lead': 'Enter the address you signed up with and we will send a link for a new password.',
  'account.forgot.submit': 'Send the link',
  'account.reset.title': 'New password',
  'account.reset.lead': 'For {email}. Saving it ends all open sessions.',
  'account.reset.submit': 'Save password',
  'account.invite.title': 'Welcome, {name}',
  'account.invite.lead':
    'You have been invited to the team of Startup Street. Choose a password, and you can sign in with {email}.',
  'account.invite.submit': 'Start working',

  'account.settings.title': 'Account',
  'account.settings.email': 'E-mail',
  'account.settings.role': 'Role',
  'account.settings.unverified.title': 'Confirm your address',
  'account.settings.unverified':
    'We sent a letter to {email}. Open the link in it: an application cannot be submitted before the address is confirmed.',
  'account.settings.resend': 'Send the letter again',
  'account.settings.resent': 'The letter is on its way. The earlier link no longer works.',
  'account.settings.profile': 'Name and language of letters',
  'account.settings.saved': 'Saved.',
  'account.settings.password': 'Password',
  'account.settings.password.lead': 'Changing the password ends all other sessions; this one goes on.',
  'account.settings.password.keep': 'Goes on working after the change',
  'account.settings.password.keep.hint': 'Tick what you want to keep. What is not ticked ends with the old password.',
  'account.settings.password.keep.feed': 'The address of my calendar',
  'account.settings.password.keep.tokens': 'The access tokens of programs',
  'account.settings.password.submit': 'Change password',
  'account.settings.password.changed': 'The password is changed. Other sessions have ended.',
  'account.settings.sessions': 'Sessions',
  'account.settings.sessions.lead':
    'Lost your phone, or signed in on a shared computer? End all sessions at once, this one included.',
  'account.settings.sessions.submit': 'Sign out on all devices',

  'mail.verify-address.subject': 'Confirm your e-mail address',
  'mail.verify-address.body':
    'This address was used to sign up on Startup Street in Suifenhe.\n\nIf that was you, confirm the address. The link works once, within three days.\n\nIf it was not you, there is nothing to do.',
  'mail.verify-address.action': 'Confirm address',
  'mail.already-registered.subject': 'You already have an account',
  'mail.already-registered.body':
    'Somebody, probably you, tried to sign up again with this address on Startup Street in Suifenhe. An account with it exists, and nothing in it has changed.\n\nSign in with the password you have. If you forgot it, the sign-in page can send a link for a new one.\n\nIf it was not you, there is nothing to do.',
  'mail.already-registered.action': 'Sign in',
  'mail.reset-password.subject': 'Your new password',
  'mail.reset-password.body':
    'Somebody asked for a new password for the account with this address.\n\nSet it with the link. It works once, within an hour.\n\nIf it was not you, there is nothing to do: your password stays as it is.',
  'mail.reset-password.action': 'Set a new password',
  'mail.invitation.subject': 'Your invitation to the team of Startup Street',
  'mail.invitation.body':
    'Hello {name},\n\nAn administrator of Startup Street in Suifenhe made an account for you. You will work as {role, select, listing_manager{a listing manager} reviewer{a reviewer} decider{a decider} administrator{an administrator} other{a colleague}}.\n\nChoose a password with the link. It works once, within seven days.',
  'mail.invitation.action': 'Choose a password',
  'sessions.title': 'Where signed in',
  'sessions.lead':
    'Devices on which you are signed in now. End the ones you do not know and change your password. Times are Suifenhe time (UTC+8).',
  'sessions.link': 'See the devices',
  'sessions.current': 'this session',
  'sessions.end': 'End',
  'sessions.ended': 'The session has ended.',
  'sessions.device.unknown': 'unknown device',
  'sessions.from.unknown': 'network not kept',
  'sessions.facts': 'Signed in {since}, last used {seen}, network {from}',
  'people.event.session_ended': 'Session ended by an administrator',
  'introduction.title': 'How you are introduced to visitors',
  'introduction.lead':
    'Whoever has booked a viewing with you sees your name in their own script, and your number to call when they are late. Nobody else sees the number.',
  'introduction.about':
    'Your name in Cyrillic, Latin and Chinese letters, and a number for those who have booked a viewing with you.',
  'introduction.link': 'Name and number for visitors',
  'introduction.names': 'Name in other scripts',
  'introduction.name.ru': 'Name in Russian letters',
  'introduction.name.en': 'Name in Latin letters',
  'introduction.name.en.hint': 'Shown to Russian readers too where there is no name in Russian letters.',
  'introduction.name.zh': 'Name in Chinese characters',
  'introduction.phone': 'Number for visitors',
  'introduction.phone.hint':
    'With the country code, such as +86 131 0453 0000. Seen only until the viewing is over; removed when your account is closed.',
  'introduction.saved': 'Saved. Visitors see it at once.',
}
