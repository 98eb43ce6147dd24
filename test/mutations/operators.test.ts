import { isDeepStrictEqual } from 'node:util';
import { isKnown, typeFacts } from '../../lib/isolation/tables/resource-types';
import { isJsonObject, type Json } from '../../lib/isolation/template/json';
import { ownApp } from './apps/own-app';
import { unrelatedApps } from './apps/unrelated-apps';
import { type Mutant, mutantsOf } from './mutants';

process.env['CDK_VALIDATION'] = 'false';
const bases = [ownApp(), ...unrelatedApps()];
const mutants = mutantsOf(bases);
const of = (kind: Mutant['kind']) => mutants.filter((mutant) => mutant.kind === kind);

function resourcesOf(template: Json | undefined): [string, { [key: string]: Json }][] {
  const resources = isJsonObject(template) ? template['Resources'] : undefined;
  return isJsonObject(resources)
    ? Object.entries(resources).map(([id, resource]) => [id, { ...(isJsonObject(resource) ? resource : {}) }])
    : [];
}

describe('the base apps', () => {
  test.each(bases.map((base) => [base.name, base] as const))(
    '%s has at least 40 resources on each side',
    (_, { sides }) => {
      for (const { stacks } of [sides.sandbox, sides.live]) {
        expect(stacks.flatMap(({ template }) => resourcesOf(template)).length).toBeGreaterThanOrEqual(40);
      }
    },
  );

  test.each(bases.map((base) => [base.name, base] as const))(
    '%s names no account, host or bucket of its other side',
    (_, { sides, parties }) => {
      for (const [name, other] of [
        ['sandbox', parties.live],
        ['live', parties.sandbox],
      ] as const) {
        const text = JSON.stringify(sides[name].stacks);
        for (const value of [other.account, other.host, other.bucket]) expect(text).not.toContain(value);
      }
    },
  );

  test.each(bases.map((base) => [base.name, base] as const))(
    '%s has the bucket that edits name',
    (_, { sides, parties }) => {
      for (const name of ['sandbox', 'live'] as const) {
        const names = sides[name].stacks
          .flatMap(({ template }) => resourcesOf(template))
          .filter(([, { Type }]) => Type === 'AWS::S3::Bucket')
          .map(([, { Properties }]) => JSON.stringify(Properties).replaceAll('${Environment}', name));
        expect(names.filter((text) => text.includes(parties[name].bucket)).length).toBeGreaterThan(0);
      }
    },
  );
});

describe('the edits', () => {
  test('at least 300 open the boundary, and at least 300 do not', () => {
    expect(of('opening').length).toBeGreaterThanOrEqual(300);
    expect(of('benign').length).toBeGreaterThanOrEqual(300);
  });

  test('each has an id of its own', () => {
    expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length);
  });

  test('they come in the same order every time', () => {
    expect(mutantsOf(bases).map(({ id }) => id)).toEqual(mutants.map(({ id }) => id));
  });

  test('every opening is made in both directions', () => {
    const openings = of('opening').map(({ id, edited: [side] }) => `${id.slice(0, id.lastIndexOf('/'))} in ${side}`);
    const twins = openings.map((text) =>
      text.replace(/ in (sandbox|live)$/, (_, side) => (side === 'live' ? ' in sandbox' : ' in live')),
    );
    expect(twins.sort()).toEqual(openings.sort());
  });

  test('every group that opens has benign twins', () => {
    const benign = new Set(of('benign').map(({ group }) => group));
    expect([...new Set(of('opening').map(({ group }) => group))].filter((group) => !benign.has(group))).toEqual([]);
  });

  test('at least 60 types and every app are opened', () => {
    expect(new Set(of('opening').map(({ type }) => type)).size).toBeGreaterThanOrEqual(60);
    expect(new Set(of('opening').map(({ app }) => app))).toEqual(new Set(bases.map(({ name }) => name)));
  });

  test('each changes what it says it changes, and names resources that are there', () => {
    const changed: string[] = [];
    for (const mutant of mutants) {
      const base = bases.find(({ name }) => name === mutant.app);
      const { pair, expected } = mutant.apply();
      for (const name of ['sandbox', 'live'] as const) {
        const same = isDeepStrictEqual(pair[name], base?.sides[name]);
        if (same === mutant.edited.includes(name)) changed.push(`${mutant.id} ${name}`);
      }
      for (const { environment, stack, logicalIds } of expected) {
        const template = pair[environment].stacks.find(({ name }) => name === stack)?.template;
        const there = resourcesOf(template).map(([id]) => id);
        const missing = logicalIds.includes('') ? [] : logicalIds.filter((id) => !there.includes(id));
        if (missing.length > 0) changed.push(`${mutant.id} has no ${missing.join()}`);
      }
    }
    expect(changed).toEqual([]);
  });

  test('an edit leaves its base as it was', () => {
    const before = JSON.stringify(bases.map(({ sides }) => sides));
    for (const mutant of mutants.slice(0, 50)) mutant.apply();
    expect(JSON.stringify(bases.map(({ sides }) => sides))).toBe(before);
  });

  test('CloudFormation knows every type and property that they use', () => {
    const unknown = new Set<string>();
    for (const mutant of mutants) {
      const { pair } = mutant.apply();
      for (const { template } of mutant.edited.flatMap((name) => pair[name].stacks)) {
        for (const [, { Type, Properties }] of resourcesOf(template)) {
          if (typeof Type !== 'string' || Type.startsWith('Custom::') || Type === 'AWS::CloudFormation::CustomResource')
            continue;
          if (!isKnown(Type)) unknown.add(Type);
          const properties = typeFacts(Type)?.properties ?? [];
          for (const name of Object.keys(isJsonObject(Properties) ? Properties : {})) {
            if (!properties.includes(name)) unknown.add(`${Type}.${name}`);
          }
        }
      }
    }
    expect([...unknown]).toEqual([]);
  });
});
