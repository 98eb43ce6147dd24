import { invokedName } from '../../lib/contract/functions';
import * as names from '../../lib/contract/names';
import { boundaryName, cdkRoleName, peopleRoleName } from '../../lib/contract/roles';
import { stackName } from '../../lib/contract/stacks';
import { tableName } from '../../lib/contract/tables';

const SANDBOX = { name: 'sandbox', account: '111111111111', region: 'eu-west-1', qualifier: 'alsbx' } as const;

// Deployed resources have them: another name is another resource, and the old one is left behind.
test.each([
  [names.nameOf('live'), 'airlock-live'],
  [names.nameOf('sandbox', 'api'), 'airlock-sandbox-api'],
  [names.keyAlias('live'), 'alias/airlock-live'],
  [names.logGroupName('live', 'access'), '/airlock/live/access'],
  [names.secretName('live', 'psp', 'paypal'), 'airlock/live/psp/paypal'],
  [names.secretName('sandbox', 'apps', 'app_test_1'), 'airlock/sandbox/apps/app_test_1'],
  [names.secretName('sandbox', 'webhooks', 'app_test_1'), 'airlock/sandbox/webhooks/app_test_1'],
  [names.alarmTopicName('live'), 'airlock-live-alarms'],
  [names.archiveDeadLettersName('live'), 'airlock-live-archive-dead-letters'],
  [names.bucketName(SANDBOX, 'ledger-archive'), 'airlock-sandbox-ledger-archive-111111111111'],
  [names.bucketName(SANDBOX, 'trail'), 'airlock-sandbox-trail-111111111111'],
  [names.stagingBucketName(SANDBOX), 'cdk-alsbx-assets-111111111111-eu-west-1'],
  [names.bootstrapVersionParameter(SANDBOX), '/cdk-bootstrap/alsbx/version'],
  [invokedName('live', 'provider'), 'airlock-live-provider:current'],
  [peopleRoleName('live', 'breakGlass'), 'airlock-live-break-glass'],
  [peopleRoleName('live', 'onCall'), 'airlock-live-on-call'],
  [cdkRoleName(SANDBOX, 'cfn-exec'), 'cdk-alsbx-cfn-exec-role-111111111111-eu-west-1'],
  [boundaryName('live', 'runtime'), 'airlock-live-runtime-boundary'],
  [stackName('live', 'bootstrap'), 'airlock-live-bootstrap'],
  [tableName('sandbox', 'guards'), 'airlock-sandbox-guards'],
])('%s', (made, expected) => {
  expect(made).toBe(expected);
});
