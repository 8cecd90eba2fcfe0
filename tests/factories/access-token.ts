import { createHash, randomBytes } from 'node:crypto'
import { AccessTokenModel, tokenScopes, type AccessToken } from '#models/accounts/access-token.ts'
import { aColleague, type TestAccount } from './account.ts'

type Overrides = Partial<Omit<AccessToken, '_id' | 'hash' | 'prefix'>>
export type TestToken = { secret: string; id: string; account: TestAccount }

/** Creates a token with every scope, valid for the year in which the tests take place. */
export async function aToken(account?: TestAccount, overrides: Overrides = {}): Promise<TestToken> {
  const owner = account ?? (await aColleague('listing_manager'))
  const secret = `sst_${randomBytes(32).toString('base64url')}`
  const token = await AccessTokenModel.create({
    account: owner._id,
    name: 'Space register',
    prefix: secret.slice(0, 12),
    hash: createHash('sha256').update(secret).digest('hex'),
    scopes: [...tokenScopes],
    createdAt: new Date('2026-11-20T00:00:00Z'),
    expiresAt: new Date('2026-12-31T00:00:00Z'),
    ...overrides,
  })
  return { secret, id: token._id.toHexString(), account: owner }
}
