import { Router } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { readPhone } from '#shared/office/messengers.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { fieldOf, type Field } from '#web/forms/fields.ts'
import { flashNotice } from '#web/forms/flash.ts'
import {
  errorSummary,
  readForm,
  text,
  type ErrorSummary,
  type FieldLabels,
  type FormFailure,
} from '#web/forms/forms.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { view } from '#web/pages/view.ts'
import { buildingGuideRoles } from '../rules.ts'
import type { Introduction } from './introduction-service.ts'

const name = text(60).transform(input => input.replace(/\s+/g, ' '))

const introductionForm = z.object({
  nameRu: name,
  nameEn: name,
  nameZh: name,
  phone: text(30)
    .refine(input => input === '' || readPhone(input) !== null, 'programme.officePhone.wrong')
    .transform(input => readPhone(input) ?? ''),
})

/** Routes for colleagues who show premises: what the people they meet are told about them. */
export function introductionRoutes({ accounts }: Pick<Services, 'accounts'>): Router {
  const router = Router({ caseSensitive: true })
  const guide = staff(...buildingGuideRoles)

  router.get('/account/introduction', guide, async (_req, res) => {
    renderIntroduction(res, introductionPage(res.locals, await accounts.introduction.get(accountOf(res).id)))
  })

  router.post('/account/introduction', guide, async (req, res) => {
    const { id } = accountOf(res)
    const form = readForm(introductionForm, req.body)
    if (!form.ok) {
      renderIntroduction(res, introductionPage(res.locals, await accounts.introduction.get(id), form), 422)
      return
    }
    const { nameRu: ru, nameEn: en, nameZh: zh, phone } = form.value
    await accounts.introduction.change(id, { names: { ru, en, zh }, phone })
    flashNotice(res, 'introduction.saved')
    res.redirect(303, pathTo(res.locals.locale, '/account/introduction'))
  })

  return router
}

type IntroductionPage = {
  title: string
  breadcrumb: Breadcrumb
  errors: ErrorSummary
  action: string
  nameRu: Field
  nameEn: Field
  nameZh: Field
  phone: Field
}
const renderIntroduction = view<IntroductionPage>('accounts/introduction')

const labels: FieldLabels = {
  nameRu: 'introduction.name.ru',
  nameEn: 'introduction.name.en',
  nameZh: 'introduction.name.zh',
  phone: 'introduction.phone',
}

function introductionPage({ t, locale }: Reader, { names, phone }: Introduction, form?: FormFailure): IntroductionPage {
  return {
    title: t('introduction.title'),
    breadcrumb: [
      { label: t('account.settings.title'), href: pathTo(locale, '/account') },
      { label: t('introduction.title') },
    ],
    errors: errorSummary(t, form?.errors, labels),
    action: pathTo(locale, '/account/introduction'),
    nameRu: fieldOf(t, 'nameRu', { form, stored: names.ru }),
    nameEn: fieldOf(t, 'nameEn', { form, stored: names.en }),
    nameZh: fieldOf(t, 'nameZh', { form, stored: names.zh }),
    phone: fieldOf(t, 'phone', { form, stored: phone }),
  }
}
