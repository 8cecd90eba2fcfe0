import { trusted, type Model } from 'mongoose'
import { endOfCityDay, startOfCityDay } from '#shared/days/city-day.ts'
import { maxCounted, type Colleague, type Span, type WorkItem, type WorkSource } from '#shared/work.ts'

type WorkQuery<T> = {
  /** Filter for what waits for a colleague within a span; null when nothing can. */
  filter: (colleague: Colleague, span: Span) => object | null | Promise<object | null>
  /** Sort by stored fields. Where the due day follows from several fields, `order` sorts instead. */
  sort: Record<string, 1 | -1>
  /** Expression to sort by within a span, smallest first. */
  order?: (span: Span) => object
  fields: Record<string, 1>
  item: (found: T, span: Span) => WorkItem
  /** Index to use where the planner would choose another. */
  hint?: string
}

/** Returns a source of work that queries one collection. */
export function workSource<T>(one: { modelName: string }, { filter, sort, order, fields, item, hint }: WorkQuery<T>) {
  // Mongoose's model types differ by how the schemas were written; what is used of them here does not.
  const model = one as Model<unknown>
  const hinted = hint ? { hint } : {}

  const list: WorkSource['list'] = async (colleague, span, { skip, limit }) => {
    const conditions = await filter(colleague, span)
    if (!conditions) return []
    const found = order
      ? await model.aggregate<T>(
          [
            { $match: conditions },
            { $set: { workOrder: order(span) } },
            { $sort: { workOrder: 1, ...sort } },
            ...[{ $skip: skip }, { $limit: limit }, { $project: fields }],
          ],
          hinted,
        )
      : await model.find(conditions, fields, hinted).sort(sort).skip(skip).limit(limit).lean<T[]>()
    return found.map(one => item(one, span))
  }

  const count: WorkSource['count'] = async (colleague, span) => {
    const conditions = await filter(colleague, span)
    return conditions ? model.countDocuments(conditions, { ...hinted, limit: maxCounted }) : 0
  }

  return { list, count }
}

/**
 * Returns a filter for a field with a city day within a span. Documents without a day are matched by negation, so they come
 * with the first band or with the last: an index alone cannot answer "is null".
 */
export function dayFilter({ from, to, undated }: Span): { $gte: string } {
  const bounds = trusted({ $gte: from ?? '', ...(to ? { $lte: to } : {}) })
  if (!undated || (from && to)) return bounds
  // Mongoose's types do not allow `$not` on a text.
  const outside = from ? { $lt: from } : to ? { $gt: to } : { $lt: '' }
  return trusted({ $not: trusted(outside) }) as unknown as { $gte: string }
}

/** Returns a filter for a field with an instant, within the days of a span in Suifenhe. */
export function instantFilter({ from, to }: Span) {
  return trusted({
    $gte: from ? startOfCityDay(from) : new Date(0),
    ...(to ? { $lte: endOfCityDay(to) } : {}),
  })
}
