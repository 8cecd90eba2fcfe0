import { Router, type Request, type Response } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Clock } from '#outside/clock.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { formFailure, readForm, readPath } from '#web/forms/forms.ts'
import { receiveFiles } from '#web/files/uploads.ts'
import type { ListingRecords } from '../listings-service.ts'
import type { FindOffered } from '#features/premises/fields/offered.ts'
import { createListingDisplay } from '../form/show-listing.ts'
import {
  focusForm,
  panoramaForm,
  photoDescriptionsForm,
  photoMoveForm,
  photoOrderForm,
  photoPath,
  premisesPath,
} from '../form/input.ts'
import { photoComplaints, type PhotoComplaint } from '../form/photo-page.ts'
import { photoExtensions, uploadRoom } from './photo-limits.ts'
import type { PhotosService } from './photos-service.ts'

type Parts = { records: ListingRecords; photos: PhotosService; keepingTerms: FindOffered; clock: Clock }

/** Routes for the photos of a premises: each small form does one thing and returns to the photos. */
export function managePhotoRoutes({ records, photos, keepingTerms, clock }: Parts): Router {
  const router = Router({ caseSensitive: true })
  const manager = staff('listing_manager', 'administrator')
  const show = createListingDisplay({ records, keepingTerms, clock })

  router.post('/staff/premises/:code/photos', manager, async (req, res) => {
    const { code } = readPath(premisesPath, req.params)
    await records.get(code)
    const { files, refused } = await receive(req, res, uploadRoom)
    const result = await photos.add({ code, files, by: accountOf(res) })
    const complaint = { refused: [...refused, ...result.refused], none: files.length + refused.length === 0 }
    if (req.accepts(['html', 'json']) === 'json') {
      const complaints = photoComplaints(res.locals, complaint)
      res.status(complaints.length > 0 ? 422 : 201).json({ added: result.added, complaints })
      return
    }
    if (complaint.none || complaint.refused.length > 0) {
      await showComplaint(res, code, complaint)
      return
    }
    if (result.added > 0) flashNotice(res, 'listing.photos.added', { count: result.added })
    if (result.there > 0) flashNotice(res, 'listing.photos.there', { count: result.there })
    redirectBack(res, code)
  })

  router.post('/staff/premises/:code/floor-plan', manager, async (req, res) => {
    const { code } = readPath(premisesPath, req.params)
    await records.get(code)
    const { files, refused } = await receive(req, res, { ...uploadRoom, files: 1 })
    const [file] = files
    if (!file) {
      await showComplaint(res, code, { refused, none: refused.length === 0 })
      return
    }
    if (!(await photos.setFloorPlan({ code, file, by: accountOf(res) }))) {
      await showComplaint(res, code, { refused: [{ field: file.field, name: file.name, reason: 'damaged' }] })
      return
    }
    flashNotice(res, 'listing.plan.saved')
    redirectBack(res, code, 'plan')
  })

  router.post('/staff/premises/:code/photos/order', manager, async (req, res) => {
    const { code } = readPath(premisesPath, req.params)
    const form = readForm(photoOrderForm, req.body)
    if (!form.ok) {
      await showComplaint(res, code, { refused: [], places: form.typed })
      return
    }
    const ordered = await photos.order({ code, ...form.value, by: accountOf(res) })
    if (!ordered.ok) {
      await showComplaint(res, code, { refused: [], reordered: true }, 409)
      return
    }
    flashNotice(res, 'photos.order.saved')
    redirectBack(res, code)
  })

  router.post('/staff/premises/:code/photos/:photoId/focus', manager, async (req, res) => {
    const place = { ...readPath(photoPath, req.params), by: accountOf(res) }
    const form = readForm(focusForm, req.body)
    const { typed } = formFailure(req.body, {})
    if (!form.ok) {
      await showComplaint(res, place.code, { refused: [], focus: { id: place.photoId, why: 'wrong', typed } })
      return
    }
    const focused = await photos.focus({ ...place, ...form.value })
    if (!focused.ok) {
      await showComplaint(res, place.code, { refused: [], focus: { id: place.photoId, why: 'changed', typed } }, 409)
      return
    }
    flashNotice(res, 'photos.focus.saved')
    redirectBack(res, place.code)
  })

  router.post('/staff/premises/:code/photos/:photoId/panorama', manager, async (req, res) => {
    const place = { ...readPath(photoPath, req.params), by: accountOf(res) }
    const form = readForm(panoramaForm, req.body)
    if (form.ok) {
      const done = await photos.showAsPanorama({ ...place, ...form.value })
      if (!done.ok) {
        await showComplaint(res, place.code, { refused: [], panorama: { id: place.photoId, why: done.reason } })
        return
      }
      flashNotice(res, form.value.shown ? 'photos.panorama.shown' : 'photos.panorama.flat')
    }
    redirectBack(res, place.code)
  })

  router.post('/staff/premises/:code/photos/descriptions', manager, async (req, res) => {
    const { code } = readPath(premisesPath, req.params)
    const form = readForm(photoDescriptionsForm, req.body)
    const { typed } = formFailure(req.body, {})
    if (!form.ok) {
      await showComplaint(res, code, { refused: [], texts: { typed, stale: [], errors: form.errors } })
      return
    }
    const described = await photos.describe({ code, descriptions: form.value, by: accountOf(res) })
    if (!described.ok) {
      await showComplaint(res, code, { refused: [], texts: { typed, stale: described.photos, errors: {} } }, 409)
      return
    }
    flashNotice(res, 'listing.photos.saved')
    redirectBack(res, code)
  })

  router.post('/staff/premises/:code/photos/:photoId/order', manager, async (req, res) => {
    const place = { ...readPath(photoPath, req.params), by: accountOf(res) }
    const form = readForm(photoMoveForm, req.body)
    if (form.ok) {
      const { to, seen } = form.value
      const shifted = await photos.shift({ ...place, places: to === 'earlier' ? -1 : 1, seen })
      if (!shifted.ok) {
        await showComplaint(res, place.code, { refused: [], reordered: true }, 409)
        return
      }
    }
    redirectBack(res, place.code)
  })

  router.post('/staff/premises/:code/photos/:photoId/remove', manager, async (req, res) => {
    const place = { ...readPath(photoPath, req.params), by: accountOf(res) }
    await photos.remove(place)
    flashNotice(res, 'listing.photos.removed')
    redirectBack(res, place.code)
  })

  const receive = (req: Request, res: Response, room: { files: number; bytes: number }) =>
    receiveFiles(req, res, { store: photos.store, room, extensions: photoExtensions, fields: ['photos'] })

  /** Shows which files were refused; the good ones are kept. */
  const showComplaint = (res: Response, code: string, complaint: PhotoComplaint, status = 422): Promise<void> =>
    show(res, code, { photos: complaint }, status)

  return router
}

function redirectBack(res: Response, code: string, part = 'photos'): void {
  res.redirect(303, `${pathTo(res.locals.locale, '/staff/premises/:code', { code })}#${part}`)
}
