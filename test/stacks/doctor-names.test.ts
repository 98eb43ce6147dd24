import { STACKS } from '../../lib/contract/stacks';
import { TABLE_NAMES } from '../../lib/contract/tables';
import { BOTH, type Resource } from './synthesized';

describe.each(BOTH)(
  'airlock doctor looks at what is deployed in %s',
  (name, { templates, all, environment, template }) => {
    const ofType = (type: string): Resource[] => all().filter(({ Type }) => Type === type);

    test('every stack', () => {
      expect(Object.keys(templates).sort()).toEqual(STACKS.map((part) => `airlock-${name}-${part}`).sort());
    });

    test('every table', () => {
      const names = ofType('AWS::DynamoDB::Table').map(({ Properties }) => Properties.TableName);
      expect(names.sort()).toEqual(TABLE_NAMES.map((table) => `airlock-${name}-${table}`).sort());
    });

    test('the alarm topic, and everyone it tells', () => {
      const topics = ofType('AWS::SNS::Topic').map(({ Properties }) => Properties.TopicName);
      expect(topics).toContain(`airlock-${name}-alarms`);
      const told = ofType('AWS::SNS::Subscription').map(({ Properties: { Protocol, Endpoint } }) => [
        Protocol,
        Endpoint,
      ]);
      expect(told).toEqual(expect.arrayContaining(environment.alarms.notify.map((address) => ['email', address])));
    });

    test('every secret of a PSP', () => {
      const names = ofType('AWS::SecretsManager::Secret').map(({ Properties }) => Properties.Name);
      expect(names.sort()).toEqual(['nicepay', 'paypal', 'polar'].map((psp) => `airlock/${name}/psp/${psp}`));
    });

    test('the output that says where the host must lead', () => {
      expect(Object.keys(template('gateway').toJSON()['Outputs'])).toContain('DomainTarget');
    });
  },
);
