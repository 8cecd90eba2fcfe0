import { expect, it } from 'vitest'
import { locales, translatorFor } from '#shared/texts/i18n.ts'

const six = { ru: /шести месяцев/, en: /six months/, zh: /六个月/ }

it.each(locales)('a request asks for an extract no older than the form allows, in %s', locale => {
  const t = translatorFor(locale)
  expect(t('apply.document-hint.company_extract')).toMatch(six[locale])
  expect(t('request.template.outdated.text')).toMatch(six[locale])
})
