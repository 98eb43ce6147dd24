import { metricsIn } from '../../../lib/local/emulator/embedded-metrics';

const line = (more: object, directive: object = {}) =>
  JSON.stringify({
    _aws: {
      Timestamp: 1_800_000_000_000,
      CloudWatchMetrics: [
        {
          Namespace: 'Airlock',
          Dimensions: [['environment']],
          Metrics: [{ Name: 'Paid', Unit: 'Count' }],
          ...directive,
        },
      ],
    },
    environment: 'live',
    ...more,
  });
const paid = {
  namespace: 'Airlock',
  MetricName: 'Paid',
  Unit: 'Count',
  Dimensions: [{ Name: 'environment', Value: 'live' }],
  Timestamp: new Date(1_800_000_000_000),
};

describe('metrics in a log line', () => {
  test('a metric with its dimensions, unit and time', () => {
    expect(metricsIn(line({ Paid: 1 }))).toEqual([{ ...paid, Values: [1] }]);
  });

  test('several values of one metric', () => {
    expect(metricsIn(line({ Paid: [1, 0, 2.5] }))).toEqual([{ ...paid, Values: [1, 0, 2.5] }]);
  });

  test('one for each set of dimensions, and one without any', () => {
    const found = metricsIn(line({ Paid: 1, app: 'x' }, { Dimensions: [[], ['app', 'environment']] }));
    expect(found.map(({ Dimensions }) => Dimensions)).toEqual([
      [],
      [
        { Name: 'app', Value: 'x' },
        { Name: 'environment', Value: 'live' },
      ],
    ]);
    expect(metricsIn(line({ Paid: 1 }, { Dimensions: undefined }))).toHaveLength(1);
  });

  test.each([
    ['an ordinary line', '{"message":"request","Paid":1}'],
    ['plain text', 'START RequestId: 1'],
    ['half a line', line({ Paid: 1 }).slice(0, -2)],
    ['a line without the value', line({})],
    ['a value that is no number', line({ Paid: '1' })],
    ['no directives', '{"_aws":{"Timestamp":1}}'],
  ])('none in %s', (_, text) => {
    expect(metricsIn(text)).toEqual([]);
  });
});
