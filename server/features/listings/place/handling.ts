import type { Request, RequestHandler, Response } from 'express'
import { localisePath } from '#server/paths.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { accountOf } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { type FieldErrors, type FormResult, type FormValues } from '#web/forms/forms.ts'
import { withTakenValues } from '#web/forms/edit-merge.ts'
import type { Author } from '../listings-service.ts'
import type { Clash } from '../form/clash-part.ts'
import { type PlacePage, type PlaceTrouble, renderPlace } from './form.ts'
import { parseOpened, placeSaving, readPlaceInput } from './input.ts'

type Saving = { version: number; seen: string; by: Author & { role: string } }
/** `path`: where to redirect if not to the same page, below `/:l`. */
type Saved =
  | { ok: true; path?: string }
  | { ok: false; reason: 'clash'; clash: Clash }
  | { ok: false; reason: 'refused' }

/** Functions for one kind of record with a place, a premises or a building, to set its place. */
export type PlaceAdapter<Found, Facts> = {
  /** Fields of the place. */
  names: readonly string[]
  /** Returns the record that the path names. Throws "not found". */
  find(params: Request['params']): Promise<Found>
  valuesOf(found: Found): FormValues
  /** Returns all facts with the typed place; an error when the floors do not fit. */
  read(found: Found, input: FormValues): Promise<FormResult<Facts>>
  /** Checks whether something about the place must be confirmed. */
  isDoubtful(found: Found, facts: Facts): Promise<boolean>
  save(found: Found, facts: Facts, saving: Saving): Promise<Saved>
  /** Errors of a refused save: somebody has changed the floors of the building meanwhile. */
  refusal: FieldErrors
  page(context: Reader, found: Found, trouble: PlaceTrouble): Promise<PlacePage>
}

/**
 * Creates the two handlers of a page that sets a place. A preview of other numbers changes nothing, because they are in the
 * URL.
 */
export function createPlaceHandlers<Found, Facts>(
  door: PlaceAdapter<Found, Facts>,
): Record<'look' | 'save', RequestHandler> {
  type Params = Request['params']

  const look: RequestHandler = async (req, res) => {
    const opened = parseOpened(req.query)
    await show(res, req.params, { typed: readPlaceInput(door.names, req.query), ...(opened ? { opened } : {}) })
  }

  const save: RequestHandler = async (req, res) => {
    const found = await door.find(req.params)
    const typed = readPlaceInput(door.names, withTakenValues(req.body, door.valuesOf(found)))
    const opened = parseOpened(req.body)
    const trouble = { typed, ...(opened ? { opened } : {}) }
    const read = await door.read(found, typed)
    if (!read.ok) {
      await show(res, req.params, { ...trouble, errors: read.errors }, 422)
      return
    }

    const { confirmed, version, seen } = placeSaving.parse(req.body ?? {})
    if (!confirmed && (await door.isDoubtful(found, read.value))) {
      await show(res, req.params, { ...trouble, ask: true }, 422)
      return
    }
    const saved = await door.save(found, read.value, { version, seen, by: accountOf(res) })
    if (saved.ok) {
      flashNotice(res, 'placing.saved')
      res.redirect(303, redirectPath(res, saved))
    } else await showRefused(res, trouble, saved)
  }

  async function showRefused(res: Response, trouble: PlaceTrouble, saved: Exclude<Saved, { ok: true }>): Promise<void> {
    const { params } = res.req
    if (saved.reason === 'clash') await show(res, params, { ...trouble, clash: saved.clash }, 409)
    else await show(res, params, { ...trouble, errors: door.refusal }, 422)
  }

  async function show(res: Response, params: Params, trouble: PlaceTrouble, status = 200): Promise<void> {
    const { t, locale } = res.locals
    renderPlace(res, await door.page({ t, locale }, await door.find(params), trouble), status)
  }

  return { look, save }
}

const redirectPath = ({ req, locals }: Response, { path = req.path }: { path?: string }): string =>
  localisePath(locals.locale, path)
