import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

const browserGlobals = Object.fromEntries(
  [
    'window',
    'document',
    'fetch',
    'FormData',
    'XMLHttpRequest',
    'navigator',
    'location',
    'history',
    'URL',
    'URLSearchParams',
    'MutationObserver',
    'HTMLElement',
  ].map(name => [name, 'readonly']),
)

export default defineConfig(
  { ignores: ['dist', 'dist-tests', 'data', 'coverage', 'node_modules'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // Fires on every Mongoose schema literal.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Fires on view<Page>().
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Express handlers and view engines are async callbacks.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'max-params': ['error', 4],
      'max-depth': ['error', 2],
      complexity: ['error', 8],
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Export by name, so that a thing is called the same everywhere.',
        },
      ],
    },
  },
  {
    files: ['server/**/*.ts', 'models/**/*.ts'],
    ignores: ['server/bin/**', 'server/config.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Settings are read once, in server/config.ts.' },
      ],
    },
  },
  {
    // Message catalogues are data; factories of services hold one function per capability.
    files: ['server/locales/**/*.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['server/features/**/{service,routes}.ts', 'server/features/**/*-service.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: ['tests/**/*.ts', 'bench/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'max-lines': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  {
    files: ['server/bin/**', 'bench/**', 'scripts/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['vitest*.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['public/**/*.js'],
    languageOptions: { globals: browserGlobals },
    rules: { eqeqeq: 'error', complexity: ['error', 8], 'no-unused-vars': 'error', 'no-undef': 'error' },
  },
)
