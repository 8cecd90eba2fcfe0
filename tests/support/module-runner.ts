/**
 * Whether vite loads the modules of the tests. Node takes half the time and needs no cache, where it can leave out their
 * types: since 22.18.
 */
export const viteModuleRunner = !('typescript' in process.features && process.features.typescript)
