import { IncentiveModel } from '#models/incentives/incentive.ts'
import { ZoneModel } from '#models/incentives/zone.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { startingIncentives, startingZones } from './starting-content/index.ts'
import type { StartingFact } from './starting-content/content-types.ts'
import { checked } from './starting-content/sources.ts'

/**
 * Gives an empty installation its incentives and zones. Existing slugs are left as staff edited them, so it may run at every
 * start. The texts start as not proofread, because no person has read them yet.
 */
export async function seedStartingContent(now: Date): Promise<void> {
  const born = { at: now, by: { kind: 'system' as const }, kind: 'created' }
  // Two questions instead of an upsert for each, as every start asks.
  const known = new Set(await IncentiveModel.distinct('slug'))
  const knownZones = new Set(await ZoneModel.distinct('slug'))
  for (const { slug, ...incentive } of startingIncentives.filter(one => !known.has(one.slug))) {
    await insertIfMissing(() =>
      IncentiveModel.updateOne(
        { slug },
        {
          $setOnInsert: {
            slug,
            ...incentive,
            zones: [...incentive.zones],
            audiences: [...incentive.audiences],
            status: 'published',
            version: 0,
            events: [born],
          },
        },
        { upsert: true, setDefaultsOnInsert: true },
      ),
    )
  }
  for (const { slug, facts, ...zone } of startingZones.filter(one => !knownZones.has(one.slug))) {
    await insertIfMissing(() =>
      ZoneModel.updateOne(
        { slug },
        { $setOnInsert: { slug, ...zone, facts: facts.map(checkedFact), version: 0 } },
        { upsert: true, setDefaultsOnInsert: true },
      ),
    )
  }
}

const checkedFact = (fact: StartingFact) => ({ confirmed: true, ...fact, checkedAt: checked })

/** Inserts unless it exists. When two processes start together, the unique index admits one of them. */
async function insertIfMissing(insert: () => Promise<unknown>): Promise<void> {
  try {
    await insert()
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
  }
}
