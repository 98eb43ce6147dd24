import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { isEnvironmentName } from '../../environment/modes';
import { RoleObjects } from '../aws/objects';
import { type ArchiveWork, archiveRecords } from '../ledger/archive-records';
import { ObjectArchive } from '../ledger/object-archive';
import { setting } from '../setting';

const environment = setting('AIRLOCK_ENVIRONMENT');
if (!isEnvironmentName(environment)) throw new Error(`AIRLOCK_ENVIRONMENT is ${environment}, not sandbox or live`);

const logger = new Logger({ serviceName: 'archive', persistentKeys: { environment } });
const metrics = new Metrics({ namespace: 'Airlock' });
metrics.clearDefaultDimensions();
metrics.setDefaultDimensions({ environment });

const work: ArchiveWork = {
  environment,
  archive: new ObjectArchive(new RoleObjects(setting('AIRLOCK_ARCHIVE_BUCKET'))),
  observe: {
    archived: (rows) => logger.info('archived', { rows }),
    tampered: (row, how) => {
      logger.error('ledger tampered with', { row, how });
      metrics.addMetric('LedgerTampered', MetricUnit.Count, 1);
    },
    failed: (row, error) => logger.error('not archived', { row, error: error as Error }),
  },
};

/** The ledger's stream → the archive. */
export async function handler({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  try {
    return await archiveRecords(work, Records);
  } finally {
    metrics.publishStoredMetrics();
  }
}
