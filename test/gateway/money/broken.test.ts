import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/core';
import { projectRoot } from '../../../lib/environment/project-root';

/** The properties of this folder, on the code as it is loaded when they are asked. */
const PROPERTIES = {
  'one answer for one key': async () => {
    const [{ oneAnswerForOneKey, requestsWith }, { everyOrder }, { CREATE, CANCEL }] = await loaded();
    for (const operation of [CREATE, CANCEL]) {
      const requests = await requestsWith(operation, ['nonce-nonce-nonce-1', 'nonce-nonce-nonce-2']);
      await everyOrder((choose) => oneAnswerForOneKey(operation, requests, choose));
    }
  },
  'once for one nonce': async () => {
    const [{ onceForOneNonce, requestsWith }, { everyOrder }, { CREATE }] = await loaded();
    const requests = await requestsWith(CREATE, ['nonce-nonce-nonce-1', 'nonce-nonce-nonce-1']);
    await everyOrder((choose) => onceForOneNonce(CREATE, requests, choose));
  },
  'one way for one payment': async () => {
    const [{ oneWayForOnePayment }, { everyOrder }, { PAY, CANCEL }] = await loaded();
    await everyOrder((choose) => oneWayForOnePayment(PAY, CANCEL, choose));
  },
  'goes on after an interruption': async () => {
    const { goesOnAfter, FAULTS } = await import('./interrupted.js');
    const { CREATE, CREATE_AT_PSP, CANCEL } = await import('./shop.js');
    for (const operation of [CREATE, CREATE_AT_PSP, CANCEL]) {
      for (const fault of FAULTS) for (let at = 1; at <= 6; at += 1) await goesOnAfter(operation, [[at, fault]]);
    }
  },
  'a refusal of the provider is forgotten': async () => {
    const { REFUSALS, refusedIsForgotten } = await import('./provider-refuses.js');
    for (const refusal of REFUSALS) await refusedIsForgotten(refusal);
  },
} as const;

function loaded() {
  return Promise.all([import('./at-once.js'), import('./orders.js'), import('./shop.js')]);
}

/** Mistakes that money code could have: a text that stands once in a file of `lib/gateway`, what stands there instead, and what sees it. */
const MISTAKES: readonly (readonly [file: string, from: string, to: string, seenBy: keyof typeof PROPERTIES])[] = [
  ['http/request-store.ts', '[...writes, this.nonce]', 'writes', 'once for one nonce'],
  [
    'http/request-store.ts',
    'attribute_not_exists(pk) OR expiresAt < :now OR claimedBy = :me',
    'expiresAt < :now OR NOT claimedBy = :me',
    'once for one nonce',
  ],
  ['http/serve.ts', "if ('replay' in begun) return begun.replay;", '', 'goes on after an interruption'],
  ['http/serve.ts', 'refused ? await attempt.overtaken() : undefined', 'undefined', 'one answer for one key'],
  [
    'http/idempotency.ts',
    'this.claimed ? this.mine() : free(now)',
    "{ expression: 'NOT #owner = :me', names: { '#owner': 'owner' }, values: { ':me': this.owner } }",
    'one answer for one key',
  ],
  [
    'http/idempotency.ts',
    "return [this.write({ state: 'done', subject: subject ?? null, reply, lockedUntil: 0 })];",
    'return [];',
    'one answer for one key',
  ],
  ['http/idempotency.ts', 'guard.subject ?? undefined', 'undefined', 'goes on after an interruption'],
  [
    'http/idempotency.ts',
    'if (found.lockedUntil > now)',
    'if (found.lockedUntil >= 0)',
    'goes on after an interruption',
  ],
  ['payments/create.ts', '[...writes, ...record.begun(id)]', 'writes', 'goes on after an interruption'],
  ['payments/create.ts', '[...writes, ...record.undone()]', 'writes', 'a refusal of the provider is forgotten'],
  [
    'payments/transitions.ts',
    'stateWrite(payment, set, advanceCondition(to, at))',
    "stateWrite(payment, set, { expression: 'attribute_exists(pk)' })",
    'one way for one payment',
  ],
];

test.each(Object.entries(PROPERTIES))('%s, as the code is', async (_, property) => {
  await property();
});

test.each(MISTAKES)('lib/gateway/%s with another than %s is seen', async (file, from, to, seenBy) => {
  const path = join(projectRoot(), 'lib', 'gateway', file);
  const source = readFileSync(path, 'utf8');
  expect(source.split(from)).toHaveLength(2);
  await jest.isolateModulesAsync(async () => {
    jest.doMock(path, () =>
      compiled(
        path,
        source.replace(from, () => to),
      ),
    );
    await expect(PROPERTIES[seenBy]()).rejects.toHaveProperty('matcherResult');
    jest.dontMock(path);
  });
});

/** What a changed file exports; all that it imports is what the rest of the code has. */
function compiled(path: string, source: string): object {
  const { code } = transformSync(source, {
    filename: path,
    jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  const module = { exports: {} };
  const beside = (name: string) => require(name.startsWith('.') ? join(dirname(path), name) : name);
  new Function('require', 'module', 'exports', code)(beside, module, module.exports);
  return module.exports;
}
