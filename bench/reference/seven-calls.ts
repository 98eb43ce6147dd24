/**
 * The other side of the figure `create`: a payment of mode test by the seven calls that it took before they were put
 * together, one after the other, over the very client that the gateway uses. It checks nothing and works nothing out, so
 * that it is a little quicker than what it stands for.
 */
import { randomUUID } from 'node:crypto';
import { marshall } from '@aws-sdk/util-dynamodb';
import { invokedName } from '../../lib/contract/functions';
import { tableName } from '../../lib/contract/tables';
import { randomText } from '../../lib/environment/ids';
import { appKey } from '../../lib/gateway/apps/app';
import { RoleDynamoDb } from '../../lib/gateway/aws/dynamodb';
import { RoleFunctions } from '../../lib/gateway/aws/functions';
import { newPayment } from '../../lib/gateway/payments/payment';
import { randomIds } from '../../lib/gateway/random-ids';
import { APPS } from '../app';

const dynamodb = new RoleDynamoDb();
const functions = new RoleFunctions();
const PROVIDER = invokedName('sandbox', 'provider');
const [APPS_TABLE, RECORDS, GUARDS] = (['apps', 'records', 'guards'] as const).map((name) =>
  tableName('sandbox', name),
);
const app = APPS.test;
const UNUSED = 'attribute_not_exists(pk)';

export async function handler(): Promise<unknown> {
  const at = Date.now();
  const mark = { environment: 'sandbox', mode: 'test' };
  const guard = { pk: `IDEMPOTENCY#${app.appId}#POST#/v1/payments#${randomUUID()}`, sk: '-' };
  const nonce = { pk: `NONCE#${app.publicKey}#${randomUUID()}`, sk: '-', ...mark, claimedBy: randomUUID() };
  const payment = newPayment(
    {
      id: randomIds.next('pay', 'test', at),
      app,
      amount: 1250,
      currency: 'EUR',
      provider: 'mock',
      description: 'Two tickets',
      reference: 'order-1001',
      returnUrl: 'https://shop.example/orders/1001',
      metadata: { cart: '7f3a', channel: 'web' },
    },
    at,
  );
  await dynamodb.call('GetItem', { TableName: APPS_TABLE, Key: marshall(appKey(app.publicKey)), ConsistentRead: true });
  await dynamodb.call('PutItem', { TableName: GUARDS, Item: marshall(nonce), ConditionExpression: UNUSED });
  await dynamodb.call('GetItem', { TableName: GUARDS, Key: marshall(guard), ConsistentRead: true });
  await functions.invoke(PROVIDER, { op: 'resolve', mode: 'test', provider: 'mock' });
  await dynamodb.call('TransactWriteItems', {
    TransactItems: [
      { Put: { TableName: RECORDS, Item: marshall(payment), ConditionExpression: UNUSED } },
      {
        Put: {
          TableName: GUARDS,
          Item: marshall({ ...guard, ...mark, state: 'claimed', subject: payment.pk }),
          ConditionExpression: UNUSED,
        },
      },
    ],
  });
  await functions.invoke(PROVIDER, {
    op: 'checkout',
    mode: 'test',
    provider: 'mock',
    payment: { paymentId: payment.pk },
  });
  const reply = { statusCode: 201, body: JSON.stringify({ ...payment, status: 'requires_action' }) };
  await dynamodb.call('TransactWriteItems', {
    TransactItems: [
      {
        Update: {
          TableName: RECORDS,
          Key: marshall({ pk: payment.pk, sk: payment.sk }),
          UpdateExpression: 'SET #status = :open, checkoutToken = :token',
          ConditionExpression: '#status = :created',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: marshall({
            ':created': 'created',
            ':open': 'requires_action',
            ':token': `${payment.pk}.${randomText(43)}`,
          }),
        },
      },
      {
        Put: {
          TableName: GUARDS,
          Item: marshall({ ...guard, ...mark, state: 'done', subject: payment.pk, reply }),
          ConditionExpression: '#state = :claimed',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: marshall({ ':claimed': 'claimed' }),
        },
      },
    ],
  });
  return reply;
}
