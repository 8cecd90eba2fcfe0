import { trusted, type QueryFilter } from 'mongoose'
import { PremisesModel, textGaps, type Premises } from '#models/premises/premises.ts'
import { dayFilter, instantFilter, workSource } from '#outside/database/work-query.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { locales, type MessageKey } from '#shared/texts/i18n.ts'
import type { Colleague, WorkItem, WorkSource } from '#shared/work.ts'
import { buildingsOf } from '../accounts/scope.ts'

const managers = ['listing_manager', 'administrator'] as const
const fields = { code: 1, buildingCode: 1, expiresAt: 1 } as const

type WorkStep = { step: MessageKey; at?: string; due?: boolean }
const itemFor =
  ({ step, at = '', due = false }: WorkStep) =>
  ({ code, buildingCode, expiresAt }: Premises): WorkItem => ({
    about: code,
    more: buildingCode,
    step: { key: step },
    dueOn: due && expiresAt ? cityDayOf(expiresAt) : null,
    path: `/premises/${code}${at}`,
  })

/** Returns the filter for the buildings that a colleague keeps. */
function scopeFilter(colleague: Colleague) {
  const buildings = buildingsOf(colleague)
  return buildings ? { buildingCode: trusted({ $in: [...buildings] }) } : {}
}

/** Matches the partial index that the hint names. */
const withGaps = {
  status: 'available',
  $or: textGaps.map(field => ({ [field]: trusted({ $in: [null, ''] }) })),
} as QueryFilter<Premises>

/** All texts exist, and one language is not reviewed; matches the partial index that the hint names. */
const unreviewed = {
  status: 'available',
  textGaps: [],
  $or: locales.map(locale => ({ [`reviewed.${locale}`]: false })),
} as QueryFilter<Premises>

/** Work that waits for those who keep the listings. */
export const listingWork: readonly WorkSource[] = [
  {
    kind: 'listings-ending',
    heading: 'work.ending',
    roles: managers,
    bands: ['today', 'week', 'later'],
    horizon: 30,
    ...workSource(PremisesModel, {
      filter: (colleague, span) => ({
        ...scopeFilter(colleague),
        expiresAt: trusted({ $type: 'date', ...instantFilter(span) }),
        status: trusted({ $in: ['available', 'paused'] }),
      }),
      sort: { expiresAt: 1 },
      fields: { ...fields },
      hint: 'listings_that_end',
      item: itemFor({ step: 'work.ending.step', due: true }),
    }),
  },
  {
    kind: 'listings-closed',
    heading: 'work.closed',
    roles: managers,
    bands: ['today'],
    ...workSource(PremisesModel, {
      filter: (colleague, span) => ({
        ...scopeFilter(colleague),
        'applicationWindow.to': trusted({ $type: 'string', ...dayFilter(span) }),
        status: 'available',
      }),
      sort: { 'applicationWindow.to': 1 },
      fields: { ...fields, 'applicationWindow.to': 1 },
      hint: 'listings_with_a_last_day',
      item: (found: Premises) => ({
        ...itemFor({ step: 'work.closed.step' })(found),
        dueOn: found.applicationWindow.to ?? null,
      }),
    }),
  },
  {
    kind: 'listings-untranslated',
    heading: 'work.untranslated',
    roles: managers,
    bands: ['later'],
    undated: 'later',
    ...workSource(PremisesModel, {
      filter: colleague => ({ ...withGaps, ...scopeFilter(colleague) }),
      sort: { code: 1 },
      fields: { ...fields },
      hint: 'listings_with_gaps',
      item: itemFor({ step: 'work.untranslated.step' }),
    }),
  },
  {
    kind: 'listings-unreviewed',
    heading: 'work.unreviewed',
    roles: managers,
    bands: ['later'],
    undated: 'later',
    ...workSource(PremisesModel, {
      filter: colleague => ({ ...unreviewed, ...scopeFilter(colleague) }),
      sort: { code: 1 },
      fields: { ...fields },
      hint: 'listings_unreviewed',
      item: itemFor({ step: 'work.unreviewed.step' }),
    }),
  },
  {
    kind: 'listings-without-photos',
    heading: 'work.unpictured',
    roles: managers,
    bands: ['later'],
    undated: 'later',
    ...workSource(PremisesModel, {
      filter: colleague => ({ status: 'available', photos: [], ...scopeFilter(colleague) }),
      sort: { code: 1 },
      fields: { ...fields },
      hint: 'listings_without_photos',
      item: itemFor({ step: 'work.unpictured.step', at: '#photos' }),
    }),
  },
]
