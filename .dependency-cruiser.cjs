/**
 * The arrows of docs/architecture.md in code: each folder of lib/ and what it may import.
 * A folder that is not listed here may import nothing of its neighbours.
 */
const MAY_IMPORT = {
  contract: [],
  environment: [],
  gateway: [],
  client: ['contract', 'environment'],
  constructs: ['environment'],
  bootstrap: ['environment'],
  costs: [],
  isolation: ['environment'],
  stacks: ['constructs', 'environment', 'isolation'],
  operations: [
    'bootstrap',
    'client',
    'contract',
    'costs',
    'environment',
    'gateway/apps',
    'gateway/storage',
    'gateway/providers/contract',
  ],
  local: ['bootstrap', 'client', 'contract', 'environment', 'operations'],
  cli: ['contract', 'bootstrap', 'costs', 'local', 'operations', 'isolation', 'stacks', 'client', 'environment'],
};

const arrows = Object.entries(MAY_IMPORT).map(([folder, targets]) => ({
  name: `${folder}-imports-only-${targets.join('-and-') || 'itself'}`.replaceAll('/', '-'),
  severity: 'error',
  from: { path: `^lib/${folder}/` },
  to: {
    path: '^lib/',
    pathNot: [folder, ...targets].map((target) => `^lib/${target}(/|\\.ts$)`).concat(EXCEPTIONS(folder)),
  },
}));

/** The code in Lambda knows modes and ids, how to show a text, and nothing else of the project. */
function EXCEPTIONS(folder) {
  return folder === 'gateway' ? ['^lib/environment/(modes|ids|visible)\\.ts$'] : [];
}

module.exports = {
  forbidden: [
    ...arrows,
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
