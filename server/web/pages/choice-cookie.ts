import type { Request, Response } from 'express'

type ChoiceOptions<Value extends string> = {
  name: string
  values: readonly Value[]
  /** Default value, stored without a cookie. */ usual: Value
  keptDays: number
}

/**
 * Returns functions to read and store a visitor's choice about the display in a cookie. It holds nothing else, so it is not
 * signed; unknown values give the default.
 */
export function choiceCookie<Value extends string>({ name, values, usual, keptDays }: ChoiceOptions<Value>) {
  const cookiePattern = new RegExp(`(?:^|;\\s*)(?:__Host-)?${name}=(\\w+)(?=;|$)`)
  return {
    of(req: Pick<Request, 'get'>): Value {
      const [, chosen] = cookiePattern.exec(req.get('cookie') ?? '') ?? []
      return values.find(value => value === chosen) ?? usual
    },
    remember(res: Response, chosen: Value): void {
      const secure = res.locals.publicUrl.startsWith('https:')
      const cookieName = secure ? `__Host-${name}` : name
      const options = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const
      if (chosen === usual) res.clearCookie(cookieName, options)
      else res.cookie(cookieName, chosen, { ...options, maxAge: keptDays * 24 * 3_600_000 })
    },
  }
}
