import { trusted, type Model } from 'mongoose'
import { endOfCityDay, startOfCityDay } from '#shared/days/city-day.ts'
import { mostCounted, type Colleague, type Span, type WorkItem, type WorkSource } from '#shared/work.ts'

type Asked<T> = {
  /** What waits, of one colleague and of a span; null when nothing can. */
  filter: (colleague: Colleague, span: Span) => object | null | Promise<object | null>
  /** By what is stored; what is due on a day that follows from several fields is ordered by `order` instead. */
  sort: Record<string, 1 | -1>
  /** An expression of the least first, of a span. */
  order?: (span: Span) => object
  fields: Record<string, 1>
  item: (found: T, span: Span) => WorkItem
  /** The index that answers it, where the planner would choose another. */
  hint?: string
}

/** Work that a query of one collection finds. */
export function workSource<T>(one: { modelName: string }, { filter, sort, order, fields, item, hint }: Asked<T>) {
  // The types of models differ by how their schemas were written; what is asked of them here does not.
  const model = one as Model<unknown>
  const hinted = hint ? { hint } : {}

  const list: WorkSource['list'] = async (colleague, span, { skip, limit }) => {
    const asked = await filter(colleague, span)
    if (!asked) return []
    const found = order
      ? await model.aggregate<T>([
          { $match: asked },
          { $set: { workOrder: order(span) } },
          { $sort: { workOrder: 1, ...sort } },
          ...[{ $skip: skip }, { $limit: limit }, { $project: fields }],
        ])
      : await model.find(asked, fields, hinted).sort(sort).skip(skip).limit(limit).lean<T[]>()
    return found.map(one => item(one, span))
  }

  const count: WorkSource['count'] = async (colleague, span) => {
    const asked = await filter(colleague, span)
    return asked ? model.countDocuments(asked, { ...hinted, limit: mostCounted }) : 0
  }

  return { list, count }
}

/**
 * A field that holds a city day, within a span. What has no day is asked for by what it is not, so it stands with the
 * first band or with the last: "is null" is a question that an index alone cannot answer.
 */
export function dayFilter({ from, to, undated }: Span): { $gte: string } {
  const bounds = trusted({ $gte: from ?? '', ...(to ? { $lte: to } : {}) })
  if (!undated || (from && to)) return bounds
  // Mongoose's types know no `$not` of a text.
  const outside = from ? { $lt: from } : to ? { $gt: to } : { $lt: '' }
  return trusted({ $not: trusted(outside) }) as unknown as { $gte: string }
}

/** A field that holds an instant, within the days of a span in the city. */
export function instantFilter({ from, to }: Span) {
  return trusted({
    $gte: from ? startOfCityDay(from) : new Date(0),
    ...(to ? { $lte: endOfCityDay(to) } : {}),
  })
}
