import { doIUseEmail } from 'doiuse-email'
import { describe, expect, it } from 'vitest'
import { letter, mailItems, mailTemplates } from '../support/texts/letters.ts'

/**
 * Mail clients of our readers: Mail.ru in Russia, mostly the phone's own in China; caniemail covers neither Yandex nor QQ.
 */
const emailClients = ['gmail.*', 'outlook.*', 'apple-mail.*', 'mail-ru.*', 'samsung-email.*', 'thunderbird.*']

/** Features that some clients lack, and why a letter stays readable. */
const bearable = {
  '@media': 'the letter stays light',
  '<body> element': 'the outer table has its colours, too',
  'border-radius': 'corners are square',
  'word-break': 'a long address makes the letter wider',
  'role attribute': 'the tables are read as such by one program of 2016',
}

describe('a letter', () => {
  it('uses only features that the mail programs of our readers support', () => {
    expect(doIUseEmail('<p style="display:grid">', { emailClients }).success).toBe(false)
    for (const template of mailTemplates) {
      const { html } = letter('ru', template, { items: mailItems, unsubscribe: '/ru/unsubscribe/abc' })
      const judged = doIUseEmail(html, { emailClients })
      const left = judged.success ? [] : judged.errors
      const unbearable = left.filter(
        error => !Object.keys(bearable).some(feature => error.startsWith(`\`${feature}\``)),
      )
      expect(unbearable, template).toEqual([])
    }
  })
})
