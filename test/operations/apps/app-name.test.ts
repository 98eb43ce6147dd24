import fc from 'fast-check';
import { ENVIRONMENTS, environmentOf, MODES } from '../../../lib/environment/modes';
import { appName } from '../../../lib/operations/apps/app-name';
import { thrown } from '../../client/thrown';

describe('GW7 one app per product and mode, named after both', () => {
  test('every product and mode reads back, in the account of the mode only', () =>
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z0-9-]{0,29}[a-z0-9]$/), fc.constantFrom(...MODES), (product, mode) => {
        fc.pre(!MODES.some((suffix) => product.endsWith(`-${suffix}`)));
        const name = `${product}-${mode}`;
        for (const stage of ENVIRONMENTS) {
          if (stage === environmentOf(mode)) expect(appName(name, stage)).toEqual({ name, product, mode });
          else expect(thrown(() => appName(name, stage)).kind).toBe('usage');
        }
      }),
    ));

  test('GW13: a live app in sandbox, and a sandbox app in live, are told where they belong', () => {
    const live = thrown(() => appName('book-live', 'sandbox'));
    expect(live.message).toBe('book-live is a live app, and those exist only in the live account; --stage is sandbox');
    expect(live.fix).toBe('use --stage live, or book-test or book-sandbox');
    expect(thrown(() => appName('book-sandbox', 'live')).fix).toBe('use --stage sandbox, or book-live');
  });

  test.each([
    'book',
    'book-prod',
    'Book-test',
    '-test',
    'b-test',
    '1book-test',
    'book--',
    'book-test ',
    `${'b'.repeat(32)}-test`,
  ])('%j is no app name', (name) => {
    expect(thrown(() => appName(name, 'sandbox')).kind).toBe('usage');
  });

  test('BG4: a name of two modes is refused', () => {
    expect(thrown(() => appName('book-live-test', 'sandbox')).message).toContain('names two modes');
  });
});
