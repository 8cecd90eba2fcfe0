import { Router } from 'express'
import type { Services } from '../../../services.ts'
import { AppError } from '../../../shared/errors.ts'
import { accountOf, staff } from '../../../web/access.ts'
import { notice } from '../../../web/flash.ts'
import { formFailure, readForm, readPath } from '../../../web/forms.ts'
import { enquiryFilter, enquiryForm, enquiryPath } from './input.ts'
import { enquiryListPage, enquiryPage, renderEnquiries, renderEnquiry } from './page.ts'

/** The office's inbox: personal data, so only those who answer see it. */
export function enquiryDeskRoutes({ enquiries }: Pick<Services, 'enquiries'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/staff/enquiries', staff('listing_manager', 'administrator'), async (req, res) => {
    const filter = enquiryFilter.parse(req.query)
    renderEnquiries(res, enquiryListPage(res.locals, filter, await enquiries.list(filter)))
  })

  router.get('/staff/enquiries/:id', staff('listing_manager', 'administrator'), async (req, res) => {
    const { id } = readPath(enquiryPath, req.params)
    renderEnquiry(res, enquiryPage(res.locals, await enquiries.one(id)))
  })

  router.post('/staff/enquiries/:id', staff('listing_manager', 'administrator'), async (req, res) => {
    const { id } = readPath(enquiryPath, req.params)
    const enquiry = await enquiries.one(id)
    const form = readForm(enquiryForm, req.body)
    if (!form.ok) {
      renderEnquiry(res, enquiryPage(res.locals, enquiry, form), 422)
      return
    }

    const { version, note, answered: status } = form.value
    const { id: accountId, name, role } = accountOf(res)
    const by = { kind: role, id: accountId, name }
    if (await wasStale(enquiries.record({ id, version, by }, { status, note }))) {
      const failure = formFailure(req.body, { note: 'error.stale' })
      renderEnquiry(res, enquiryPage(res.locals, enquiry, failure), 409)
      return
    }
    notice(res, 'enquiries.saved')
    res.redirect(303, `/${res.locals.locale}/staff/enquiries/${id}`)
  })

  return router
}

/** Somebody was quicker: what was typed must not be lost with it. */
async function wasStale(writing: Promise<void>): Promise<boolean> {
  try {
    await writing
    return false
  } catch (error) {
    if (error instanceof AppError && error.code === 'error.stale') return true
    throw error
  }
}
