import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { GatewayMetric } from '../../contract/metrics';
import { RoleObjects } from '../aws/objects';
import { type ArchiveWork, archiveRecords } from '../ledger/archive-records';
import { ObjectArchive } from '../ledger/object-archive';
import { functionMetrics, publish } from '../observability';
import { setting } from '../setting';
import { runtime } from './runtime';

const { environment, deadline, logger, begin } = runtime('archive');
const metrics = functionMetrics(environment);

const work: ArchiveWork = {
  environment,
  archive: new ObjectArchive(new RoleObjects(setting('archiveBucket'), deadline)),
  observe: {
    archived: (rows) => logger.info('archived', { rows }),
    tampered: (row, how) => {
      logger.error('ledger tampered with', { row, how });
      metrics.addMetric('LedgerTampered' satisfies GatewayMetric<'archive'>, MetricUnit.Count, 1);
    },
    failed: (row, error) => logger.error('not archived', { row, error: error as Error }),
  },
};

/** Kept free to say which rows are not archived yet; they come again. */
const RESERVE_MILLISECONDS = 5_000;

/** The ledger's stream → the archive. */
export async function handler({ Records }: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> {
  begin(context, RESERVE_MILLISECONDS);
  try {
    return await archiveRecords(work, Records);
  } finally {
    publish(metrics);
  }
}
