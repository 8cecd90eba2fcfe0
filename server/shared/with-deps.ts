/** Returns a function with its first parameter, what it depends on, already given. */
export const withDeps =
  <Deps, Rest extends unknown[], Result>(deps: Deps, run: (deps: Deps, ...rest: Rest) => Result) =>
  (...rest: Rest): Result =>
    run(deps, ...rest)
