import type { Environment } from '../../lib/environment/schema';

/** An environment with so many identities for each role of people. */
export function withManyIdentities(environment: Environment, each: number): Environment {
  const people = Object.keys(environment.people).map((person) => {
    const trusts = Array.from(
      { length: each },
      (_, at) => `arn:aws:iam::333333333333:role/airlock-sandbox-${person}-${at}`,
    );
    return [person, { trusts }];
  });
  return { ...environment, people: Object.fromEntries(people) as Environment['people'] };
}
