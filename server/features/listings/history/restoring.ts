import type { Request, RequestHandler, Response } from 'express'
import { localisePath } from '#server/paths.ts'
import type { MessageKey, Translate, Reader } from '#shared/texts/i18n.ts'
import { notFound } from '#shared/errors.ts'
import { accountOf } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { readForm, readPath, type FormValues } from '#web/forms/forms.ts'
import type { BuildingDoubt, PlaceDoubt } from '#features/street/placing.ts'
import { changedValues } from '#features/premises/listing/recording.ts'
import type { Author } from '../listings-service.ts'
import { describeDoubt, noticeDoubts } from '../place/doubts.ts'
import { restoreForm, versionPath } from './input.ts'
import { type Compared, renderVersion, type VersionPage } from './page.ts'

type Doubt = PlaceDoubt | BuildingDoubt
type RestoreRequest = { typed: FormValues; now: number; reason: string; by: Author }
/** `doubts` tell what is odd about the restored place, or which premises conflict with it. */
type Restored = { ok: boolean; stale?: boolean; doubts: readonly Doubt[] }

/** Functions for one kind of record, a premises or a building, to restore a version. */
export type HistoryAdapter<Found extends { code: string; version: number }> = {
  /** Returns the record that the path names. Throws "not found". */
  find(params: Request['params']): Promise<Found>
  valuesOf(found: Found): FormValues
  /**
   * Returns the fields changed since a version, with their values then. Throws "not found" when they are no longer known.
   */
  valuesAt(code: string, version: number): Promise<FormValues>
  restore(found: Found, request: RestoreRequest): Promise<Restored>
  page(context: Reader, found: Found, compared: Compared): VersionPage
  hrefOf(found: Found): string
}

/** Creates the two handlers of a version's page. Restoring is an edit that makes a new version; no history is lost. */
export function createRestoreHandlers<Found extends { code: string; version: number }>(door: HistoryAdapter<Found>) {
  const look: RequestHandler = async (req, res) => {
    await show(res, req.params)
  }

  const restore: RequestHandler = async (req, res) => {
    const found = await door.find(req.params)
    const version = readVersion(req.params, found)
    const form = readForm(restoreForm, req.body)
    const typed = await door.valuesAt(found.code, version)
    if (!form.ok) {
      await show(res, req.params, { ok: false, doubts: [] })
      return
    }
    const restored = await door.restore(found, { typed, ...form.value, by: accountOf(res) })
    if (!restored.ok) {
      await show(res, req.params, restored)
      return
    }
    flashNotice(res, 'listing.versions.restored', { number: version })
    noticeDoubts(res, restored.doubts)
    res.redirect(303, localisePath(res.locals.locale, door.hrefOf(found)))
  }

  async function show(res: Response, params: Request['params'], refused?: Restored): Promise<void> {
    const { t, locale } = res.locals
    const found = await door.find(params)
    const version = readVersion(params, found)
    const now = door.valuesOf(found)
    const changes = changedValues(now, { ...now, ...(await door.valuesAt(found.code, version)) })
    const refusal = refused ? describeRefusal(t, refused) : null
    const compared = { code: found.code, version, now: found.version, changes, refusal }
    renderVersion(res, door.page({ t, locale }, found, compared), refused ? (refused.stale ? 409 : 422) : 200)
  }

  return { look, restore }
}

/** Returns the version that the path names. Throws "not found" for one that does not exist yet. */
function readVersion(params: Request['params'], found: { version: number }): number {
  const { version } = readPath(versionPath, params)
  if (version > found.version) throw notFound()
  return version
}

function describeRefusal(t: Translate, { stale, doubts }: Restored): string {
  const key: MessageKey = stale ? 'listing.versions.stale' : 'listing.versions.impossible'
  return [t(key), ...doubts.map(doubt => describeDoubt(t, doubt))].join(' ')
}
