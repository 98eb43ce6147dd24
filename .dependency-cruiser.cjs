const { readdirSync } = require('node:fs');
const { join } = require('node:path');

/**
 * The arrows of docs/architecture.md in code: each folder of lib/ and what it may import.
 * A folder that is not listed here may import nothing of its neighbours. `contract` is the ground floor: every folder may import it.
 */
const MAY_IMPORT = {
  contract: [],
  environment: [],
  gateway: [],
  client: ['environment'],
  constructs: ['environment'],
  bootstrap: ['environment'],
  costs: [],
  isolation: ['environment'],
  stacks: ['constructs', 'environment', 'isolation'],
  operations: [
    'bootstrap',
    'client',
    'costs',
    'environment',
    'gateway/apps',
    'gateway/storage',
    'gateway/providers/contract',
    'isolation',
    'stacks/synthesis/assembly-inputs',
  ],
  local: ['bootstrap', 'client', 'environment', 'operations'],
  cli: ['bootstrap', 'local', 'operations', 'isolation', 'stacks', 'client', 'environment'],
};

/** The same inside the auditor, the lowest floor first. What lies beside these folders, `audit.ts` and `openings.ts`, may import all of them; all may import `once-per.ts`. */
const ISOLATION_MAY_IMPORT = {
  template: [],
  policy: ['template'],
  tables: ['policy/patterns/glob'],
  findings: ['template'],
  adversary: ['policy', 'tables', 'template'],
  model: ['adversary', 'findings', 'tables', 'template'],
  input: ['model', 'template'],
  secrets: ['findings', 'model', 'tables', 'template'],
  address: ['findings', 'model', 'tables', 'template'],
  identity: ['address', 'adversary', 'findings', 'model', 'policy', 'tables', 'template'],
  graph: ['adversary', 'findings', 'identity', 'model', 'policy', 'template'],
  parity: ['findings', 'model', 'template'],
  rules: ['address', 'adversary', 'findings', 'identity', 'model', 'policy', 'secrets', 'tables', 'template'],
  report: ['findings'],
  audit: ['adversary', 'findings', 'identity', 'input', 'model', 'parity', 'rules', 'tables', 'template'],
  deployed: ['audit', 'findings', 'model', 'parity', 'template'],
};

const arrows = [
  ...arrowsIn('lib/', 'contract', MAY_IMPORT),
  ...arrowsIn('lib/isolation/', 'once-per', ISOLATION_MAY_IMPORT),
];

/** @param ground what every folder may import */
function arrowsIn(above, ground, mayImport) {
  const folders = readdirSync(join(__dirname, above), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name: folder }) => {
    const targets = mayImport[folder] ?? [];
    return {
      name: `${above}${folder}-imports-only-${targets.join('-and-') || 'itself'}`.replaceAll('/', '-'),
      severity: 'error',
      from: { path: `^${above}${folder}/` },
      to: {
        path: `^${above}`,
        pathNot: [folder, ground, ...targets]
          .map((target) => `^${above}${target}(/|\\.ts$)`)
          .concat(EXCEPTIONS(folder)),
      },
    };
  });
}

/** The code in Lambda knows modes and ids, how to show a text, the contract, and nothing else of the project. */
function EXCEPTIONS(folder) {
  return folder === 'gateway' ? ['^lib/environment/(modes|ids|visible)\\.ts$'] : [];
}

/** What serves payments without knowing how it is asked, or what AWS is: routes and replies are in the folders `api/`. */
const DOMAIN = '^lib/gateway/(apps|ledger|limits|payments|ports|providers)/(?!api/)';

const insideGateway = [
  {
    name: 'gateway-domain-knows-no-http-and-no-aws',
    severity: 'error',
    from: { path: DOMAIN },
    to: {
      path: [
        '^lib/gateway/(http|aws|handlers)/',
        '^lib/gateway/[a-z]+/api/',
        '^lib/gateway/storage/(?!store|shards)',
        '@aws-sdk|@smithy|@aws-lambda',
      ],
    },
  },
  {
    name: 'gateway-http-knows-no-payments-and-no-aws',
    severity: 'error',
    from: { path: '^lib/gateway/(http|[a-z]+/api)/' },
    to: { path: ['^lib/gateway/(aws|handlers)/', '^lib/gateway/storage/(?!store)', '@aws-sdk|@smithy'] },
  },
  {
    name: 'gateway-http-serves-any-subject',
    severity: 'error',
    from: { path: '^lib/gateway/http/' },
    to: { path: '^lib/gateway/(payments|ledger|providers)/' },
  },
  {
    name: 'tables-in-memory-are-for-tests',
    severity: 'error',
    from: { path: '^(bin|lib)/', pathNot: '^lib/gateway/storage/memory/' },
    to: { path: '^lib/gateway/storage/memory/' },
  },
  {
    name: 'gateway-only-storage-aws-and-handlers-know-aws',
    severity: 'error',
    from: { path: '^lib/gateway/', pathNot: '^lib/gateway/(storage|aws|handlers)/' },
    to: { path: ['^lib/gateway/aws/', '@aws-sdk|@smithy'] },
  },
];

module.exports = {
  forbidden: [
    ...arrows,
    ...insideGateway,
    {
      name: 'accounts-are-entered-through-withAccount',
      comment: 'it closes every client, however the work in the account ends',
      severity: 'error',
      from: { path: '^lib/', pathNot: '^lib/operations/account/with-account\\.ts$' },
      to: { path: '^lib/operations/account/connect\\.ts$' },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'contract-is-pure',
      severity: 'error',
      from: { path: '^lib/contract/' },
      to: { pathNot: '^lib/contract/' },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'lambda-has-no-full-zod',
      severity: 'error',
      from: { path: '^lib/gateway/' },
      to: { path: 'node_modules/zod/(index|v4/classic)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^(\\.build|cdk\\.out|\\.emulator)' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'types'] },
  },
};
