/** The end of an account. */
export const leaving = {
  'application.nobody-left': 'This application cannot be reopened: the data of its applicant have been deleted.',
  'case.event.applicant_left': 'the applicant had the account deleted',
  'privacy.leaving.banner': 'Your account will be deleted on {day}, as you asked.',
  'privacy.leaving.change': 'Changed your mind?',
  'privacy.deletion.title': 'Delete the account',
  'privacy.deletion.lead':
    'Once you have asked, you have {count, plural, one{# day} other{# days}} to change your mind. Then the data are deleted and cannot be brought back.',
  'privacy.deletion.gone': 'What will be deleted',
  'privacy.deletion.gone.account': 'the account, all sessions, what you saved, saved searches and their letters;',
  'privacy.deletion.gone.drafts': 'drafts of applications with their documents;',
  'privacy.deletion.gone.cases':
    'of applications that have ended: answers, documents, messages, your name and whatever points to you;',
  'privacy.deletion.gone.rest':
    'viewings (those to come are cancelled), enquiries, and the record of letters sent to you.',
  'privacy.deletion.kept': 'What stays, and why',
  'privacy.deletion.kept.decision':
    'an application that the city has decided, as long as the decision can be appealed: {count, plural, one{# day} other{# days}} from the decision; then it is anonymised too;',
  'privacy.deletion.kept.nameless':
    'of an anonymised application: its number, decision, dates, premises and scores, by which it is checked whether the programme works fairly;',
  'privacy.deletion.kept.tenancy':
    'the documents of a tenancy that has ended, for {count, plural, one{# month} other{# months}} after its end, in which either side may make claims;',
  'privacy.deletion.kept.letter':
    'the file of a decision’s letter goes together with your name; its hash stays, by which a genuine copy is known.',
  'privacy.periods.months': '{count, plural, one{# month} other{# months}}',
  'privacy.periods.lead':
    'The periods run from the day on which the application or tenancy ended, of letters from their sending, of messages from their arrival. Then the site deletes or anonymises the data by itself. The record of who opened your documents is kept as long as the application.',
  'privacy.deletion.first': 'To be ended first',
  'privacy.deletion.first.case':
    'Application {reference} ({premises}) is still under way: withdraw it or wait for the decision',
  'privacy.deletion.first.tenancy': 'The tenancy of {premises} is still running: leave the unit first',
  'privacy.deletion.refused': 'As long as an application or a tenancy has not ended, the account cannot be deleted.',
  'privacy.deletion.submit': 'Delete the account',
  'privacy.deletion.asked': 'Your account will be deleted on {day}. A letter with a link to call it off is on its way.',
  'privacy.deletion.waiting': 'Your account will be deleted on {day}',
  'privacy.deletion.waiting.text':
    'Until then everything stays as it is. If you change your mind, press the button or open the link in the letter.',
  'privacy.deletion.keep': 'Do not delete',
  'privacy.deletion.kept-on': 'The deletion is called off. Your account stays.',
  'privacy.deletion.too-late': 'There is nothing to call off: that was done before, or the deletion has begun.',
  'privacy.keep.title': 'Keep the account?',
  'privacy.keep.lead': 'You asked for it to be deleted. Press the button and everything stays as it was.',
  'privacy.keep.dead':
    'The link has been used, replaced by a newer one, or comes too late. Sign in: if the account is still there, the page “Your data” says whether it will be deleted.',
  'mail.deletion-asked.subject': 'Your account will be deleted on {day}',
  'mail.deletion-asked.body':
    'You have asked for your account on Startup Street in Suifenhe to be deleted. This will happen on {day}.\n\nIf you have changed your mind, or it was not you who asked, call it off by the link: it works until that day.\n\nIf it was not you, change your password afterwards.',
  'mail.deletion-asked.action': 'Call the deletion off',
  'mail.account-deleted.subject': 'Your account has been deleted',
  'mail.account-deleted.body':
    'Your account on Startup Street in Suifenhe has been deleted, as you asked, with all data that we have no duty to keep.\n\nShould you ever want to come back, you can sign up with this address again.',
  'mail.deletion-refused.subject': 'Your account has not been deleted',
  'mail.deletion-refused.body':
    'You asked for your account to be deleted, but by now you have an application or a tenancy that has not ended. So the account stays, with everything in it.\n\nEnd the application or the tenancy and ask again.',
  'mail.deletion-refused.action': 'See what stands in the way',
}
