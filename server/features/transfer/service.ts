import { importsService } from './imports-service.ts'

/** Files of premises, into the site. What goes out is read from the listings' table. */
export const transferService = (deps: Parameters<typeof importsService>[0]) => ({ imports: importsService(deps) })
