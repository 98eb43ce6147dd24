import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import type { EnvironmentName } from '../../environment/modes';
import { archiveKey } from './archive-key';
import { canonicalRow } from './canonical-row';

/** Where rows go to stay. */
export interface Archive {
  /** Stores an object that is not there yet; one that is there is never replaced. @returns whether what is there now is this text */
  store(key: string, text: string): Promise<boolean>;
}

/** What was done to the ledger that nothing of ours does. */
export type Tampering = 'changed' | 'removed' | 'written anew' | 'of another environment';

/** Told what happens, by the row's key; never told what is in a row. */
interface ArchiveObserver {
  archived(rows: number): void;
  tampered(row: string, how: Tampering): void;
  failed(row: string, error: unknown): void;
}

export interface ArchiveWork {
  readonly environment: EnvironmentName;
  readonly archive: Archive;
  readonly observe: ArchiveObserver;
}

/**
 * Archives a batch of the ledger's changes, in their order. Rows are only ever added, so that any other change is tampering: it is told
 * of, and the archive keeps what was there first. A batch may come again as a whole or from any record on; that changes nothing.
 * @returns the record that could not be archived, from which on all come again; none when all were
 */
export async function archiveRecords(
  { environment, archive, observe }: ArchiveWork,
  records: readonly DynamoDBRecord[],
): Promise<DynamoDBBatchResponse> {
  let archived = 0;
  const end = (failed: readonly string[]): DynamoDBBatchResponse => {
    observe.archived(archived);
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
  for (const record of records) {
    const { Keys = {}, NewImage = {}, SequenceNumber = '' } = record.dynamodb ?? {};
    const key = archiveKey(Keys);
    try {
      if (record.eventName !== 'INSERT') {
        observe.tampered(key, record.eventName === 'REMOVE' ? 'removed' : 'changed');
        continue;
      }
      if (NewImage['environment']?.S !== environment) observe.tampered(key, 'of another environment');
      if (await archive.store(key, canonicalRow(NewImage))) archived += 1;
      else observe.tampered(key, 'written anew');
    } catch (error) {
      observe.failed(key, error);
      return end([SequenceNumber]);
    }
  }
  return end([]);
}
