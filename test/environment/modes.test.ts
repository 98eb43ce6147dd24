import fc from 'fast-check';
import {
  ENVIRONMENTS,
  environmentOf,
  INFIXES,
  infixOf,
  isEnvironmentName,
  MODES,
  modeOfInfix,
  modesOf,
} from '../../lib/environment/modes';

describe('D10 modes and infixes', () => {
  test('D10: every mode round-trips through its infix, and every infix through its mode', () => {
    expect(MODES.map(infixOf).map(modeOfInfix)).toEqual(MODES);
    expect(INFIXES.map((infix) => infixOf(modeOfInfix(infix) ?? 'test'))).toEqual(INFIXES);
  });

  test('AZ3 AZ4: test is test, sandbox is dev, live is live', () => {
    expect(MODES.map((mode) => [mode, infixOf(mode)])).toEqual([
      ['test', 'test'],
      ['sandbox', 'dev'],
      ['live', 'live'],
    ]);
  });

  test('D10: no other text is an infix', () => {
    const other = fc
      .oneof(fc.string(), fc.constantFrom('sandbox', 'LIVE', 'constructor', '__proto__', 'toString'))
      .filter((text) => !INFIXES.some((infix) => infix === text));
    fc.assert(fc.property(other, (text) => modeOfInfix(text) === undefined));
  });
});

describe('GW13 each mode exists in one account', () => {
  test('GW13 DC2: sandbox serves test and sandbox, live serves live, and no mode is on both sides', () => {
    expect(modesOf('sandbox')).toEqual(['test', 'sandbox']);
    expect(modesOf('live')).toEqual(['live']);
    for (const environment of ENVIRONMENTS) {
      for (const mode of MODES) expect(modesOf(environment).includes(mode)).toBe(environmentOf(mode) === environment);
    }
  });

  test.each(['production', 'test', 'Live', '', 'toString'])('DC2: %j is not an environment', (text) => {
    expect(isEnvironmentName(text)).toBe(false);
  });
});
