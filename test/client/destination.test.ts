import { destination, type KnownGateways } from '../../lib/client/destination';
import { knownGateways } from '../../lib/client/known-gateways';
import { thrown } from './thrown';

const known: KnownGateways = {
  sandbox: {
    url: 'https://gateway.sandbox.airlock.example',
    authorities: ['gateway.sandbox.airlock.example', 'localhost:8080', '127.0.0.1:8080', '[::1]:8080'],
  },
  live: {
    url: 'https://gateway.live.airlock.example',
    authorities: ['gateway.live.airlock.example', 'localhost:8081', '127.0.0.1:8081', '[::1]:8081'],
  },
};

describe('GW7 the host follows from the key', () => {
  test('without a URL it is the environment’s own', () => {
    expect(destination('live', known)).toEqual({
      baseUrl: 'https://gateway.live.airlock.example',
      authority: 'gateway.live.airlock.example',
    });
    expect(destination('sandbox', known, ' ')).toMatchObject({ authority: 'gateway.sandbox.airlock.example' });
  });

  test('the environment files name the hosts', () => {
    const files = knownGateways(false);
    expect(files.sandbox.url).toBe('https://gateway.sandbox.airlock.example');
    expect(files.live.url).toBe('https://gateway.live.airlock.example');
  });

  test('an execute-api URL keeps its stage, which the signature covers', () => {
    expect(destination('live', known, 'https://abc123.execute-api.eu-west-1.amazonaws.com/gateway/')).toEqual({
      baseUrl: 'https://abc123.execute-api.eu-west-1.amazonaws.com/gateway',
      authority: 'abc123.execute-api.eu-west-1.amazonaws.com',
    });
  });

  test('without a domain in the file the URL is needed', () => {
    const error = thrown(() => destination('live', { ...known, live: { authorities: [] } }));
    expect(error.message).toContain('environments/live.yaml names no domain');
  });
});

describe('GW7 BG4 a URL of the other environment stops start-up', () => {
  test.each([
    'https://gateway.live.airlock.example',
    'https://GATEWAY.live.airlock.example:443/',
    'https://gateway.live.airlock.example.',
    'https://gateway.live.airlock.example:8443',
    'http://localhost:8081',
    'http://127.0.0.1:8081',
    'http://[::1]:8081',
  ])('sandbox keys and %s', (url) => {
    const error = thrown(() => destination('sandbox', known, url));
    expect(error.message).toContain('PAYMENT_GATEWAY_URL is the live gateway');
    expect(error.kind).toBe('usage');
  });

  test('and the other way round', () => {
    expect(thrown(() => destination('live', known, 'http://localhost:8080')).message).toContain('the sandbox gateway');
  });

  test('the own one is fine', () => {
    expect(destination('sandbox', known, 'http://localhost:8080')).toEqual({
      baseUrl: 'http://localhost:8080',
      authority: 'localhost:8080',
    });
  });
});

describe('BG7 a secret’s signature never goes over an open line', () => {
  test.each([
    ['http://gateway.sandbox.airlock.example', 'is plain http'],
    ['http://localhost.evil.example', 'is plain http'],
    ['http://127.0.0.1.evil.example', 'is plain http'],
    ['ftp://gateway.sandbox.airlock.example', 'neither http nor https'],
    ['https://gateway.sandbox.airlock.example?x=1', 'more than a host'],
    ['gateway.sandbox.airlock.example', 'not a URL'],
  ])('%s %s', (url, message) => {
    expect(thrown(() => destination('sandbox', known, url)).message).toContain(message);
  });

  test('a password in the URL is refused and not shown', () => {
    const { message } = thrown(() =>
      destination('sandbox', known, 'https://user:hunter2@gateway.sandbox.airlock.example'),
    );
    expect(message).toContain('more than a host');
    expect(message).not.toContain('hunter2');
  });
});
