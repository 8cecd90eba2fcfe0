/** The structure rules of ARCHITECTURE.md, so that a machine says no before a reviewer has to. */
const order = [
  'audit',
  'outbox',
  'accounts',
  'programme',
  'wording',
  'documents',
  'premises',
  'street',
  'catalogue',
  'listings',
  'transfer',
  'incentives',
  'enquiries',
  'saved',
  'viewings',
  'calculator',
  'guides',
  'open-data',
  'home',
  'cases',
  'reviewing',
  'deciding',
  'acceptance',
  'applying',
  'applications',
  'tenancies',
  'figures',
  'reports',
  'privacy',
  'search',
  'desk',
  'help',
  'backups',
  'components',
  'status',
  'accessibility',
  'push',
  'installed',
]
const leftOf = {
  audit: [],
  // Knows the documents of others by their outboxes only.
  outbox: [],
  accounts: [],
  programme: [],
  wording: [],
  documents: [],
  // What a premises is and who has it; then how it is shown, kept, and carried in and out.
  premises: ['accounts'],
  street: ['premises'],
  catalogue: ['programme', 'premises', 'street'],
  listings: ['accounts', 'premises', 'street', 'catalogue'],
  transfer: ['accounts', 'premises', 'street', 'listings'],
  incentives: [],
  enquiries: ['accounts'],
  saved: ['premises', 'catalogue'],
  viewings: ['accounts'],
  calculator: [],
  // The papers of its steps are those of the table of cases.
  guides: ['programme', 'premises', 'incentives', 'cases', 'tenancies', 'figures'],
  'open-data': ['premises', 'street', 'catalogue', 'incentives'],
  // The home page shows what the public slices know.
  home: ['programme', 'premises', 'street', 'catalogue', 'incentives'],
  // What every part of an application's way knows of it, then the parts, then what puts them together.
  cases: ['accounts', 'documents'],
  reviewing: ['documents', 'cases'],
  deciding: ['programme', 'wording', 'enquiries', 'cases'],
  acceptance: ['documents', 'cases'],
  applying: ['documents', 'catalogue', 'cases', 'acceptance'],
  applications: ['accounts', 'documents', 'cases', 'reviewing', 'deciding', 'acceptance', 'applying'],
  tenancies: ['accounts', 'programme', 'documents', 'premises', 'street', 'cases'],
  figures: ['catalogue', 'cases', 'tenancies'],
  // One box for everything that the others keep.
  search: ['accounts', 'cases'],
  reports: ['programme', 'premises', 'street', 'listings', 'enquiries', 'cases', 'tenancies', 'figures'],
  // Shows the work that the slices hand it.
  desk: ['accounts'],
  help: [],
  backups: [],
  // Shows, in development, what the partials get from the slices that show them.
  components: ['street', 'catalogue', 'incentives'],
  // What people may ask of whatever is kept about them.
  privacy: ['accounts'],
  // Counts what the others leave undone.
  status: ['outbox', 'documents', 'backups'],
  accessibility: [],
  push: [],
  // Its worker says what comes for a device.
  installed: ['push'],
}

const sliceRules = order.map(slice => ({
  name: `${slice}-uses-only-slices-to-its-left`,
  severity: 'error',
  from: { path: `^server/features/${slice}/` },
  to: {
    path: '^server/features/[^/]+/',
    pathNot: `^server/features/(${slice}|${leftOf[slice].join('|') || slice})/`,
  },
}))

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'models-import-nothing-of-ours', severity: 'error', from: { path: '^models/' }, to: { path: '^server/' } },
    {
      name: 'no-feature-in-the-ground-floor',
      severity: 'error',
      comment: 'shared, web and outside know no feature',
      from: { path: '^server/(shared|web|outside)/' },
      to: { path: '^server/(features|jobs|bin)/' },
    },
    {
      name: 'another-slice-only-by-its-service-or-rules',
      severity: 'error',
      comment:
        'a slice enters another through a service (handed in), its pure rules and drawings, or all of what a premises and an application are; applications, listings and transfer, which put parts of others together, may go deeper',
      from: { path: '^server/features/([^/]+)/', pathNot: '^server/features/(applications|listings|transfer)/' },
      to: {
        path: '^server/features/([^/]+)/[^/]+/',
        pathNot: [
          '^server/features/$1/',
          '^server/features/(premises|cases)/',
          '^server/features/[^/]+/drawing/',
          '^server/features/[^/]+/[^/]+/service\\.ts$',
        ],
      },
    },
    {
      name: 'only-the-list-knows-the-index-of-a-slice',
      severity: 'error',
      comment: 'what a slice offers is for server/slices.ts; another slice uses its service or its rules',
      from: { pathNot: '^server/slices\\.ts$' },
      to: { path: '^server/features/[^/]+/index\\.ts$' },
    },
    {
      name: 'pictures-only-with-our-settings',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/outside/files/sharp\\.ts$' },
      to: { path: '^node_modules/sharp/' },
    },
    {
      name: 'migrations-know-no-models',
      severity: 'error',
      from: { path: '^server/migrations/' },
      to: { path: '^models/' },
    },
    ...sliceRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
}
