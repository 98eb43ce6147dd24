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
  ],
  local: ['bootstrap', 'client', 'environment', 'operations'],
  cli: ['bootstrap', 'costs', 'local', 'operations', 'isolation', 'stacks', 'client', 'environment'],
};

const arrows = Object.entries(MAY_IMPORT).map(([folder, targets]) => ({
  name: `${folder}-imports-only-${targets.join('-and-') || 'itself'}`.replaceAll('/', '-'),
  severity: 'error',
  from: { path: `^lib/${folder}/` },
  to: {
    path: '^lib/',
    pathNot: [folder, 'contract', ...targets].map((target) => `^lib/${target}(/|\\.ts$)`).concat(EXCEPTIONS(folder)),
  },
}));

/** The code in Lambda knows modes and ids, how to show a text, the contract, and nothing else of the project. */
function EXCEPTIONS(folder) {
  return folder === 'gateway' ? ['^lib/environment/(modes|ids|visible)\\.ts$'] : [];
}

/** What serves payments without knowing how it is asked, or what AWS is: routes and replies are in the folders `api/`. */
const DOMAIN = '^lib/gateway/(apps|ledger|limits|ports|providers)/(?!api/)';

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
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
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
