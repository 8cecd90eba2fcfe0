import { storedSecret } from './stored-secret.ts'

type Settings = { sessionSecret: string | undefined; dataFolder: string }

/**
 * Returns the configured secret. Outside production one is generated once and stored, so that a restart does not sign people
 * out. Throws a sentence when it cannot be stored, or when the stored value is no secret.
 */
export async function sessionSecretOf({ sessionSecret: configured, dataFolder }: Settings): Promise<string> {
  if (configured) return configured
  const remedy = 'Remove it, and another is made; people sign in again.'
  return storedSecret({ name: 'session-secret', dataFolder, what: 'The session secret', remedy })
}
