/** The part of autocannon that is used here; the package has no types. */
declare module 'autocannon' {
  type Options = {
    url: string
    connections: number
    duration?: number
    /** Number of requests, instead of a duration. */
    amount?: number
    headers?: Record<string, string>
    requests: { path: string }[]
  }
  type Result = {
    requests: { average: number; total: number }
    latency: { p50: number; p99: number }
    non2xx: number
    errors: number
  }
  const autocannon: (options: Options) => Promise<Result>
  // oxlint-disable-next-line import/no-default-export -- the package is written so
  export default autocannon
}
