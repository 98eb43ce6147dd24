import { writeFileSync } from 'node:fs';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { actionsTable } from './actions-table';
import { awsOwnedTable } from './aws-owned-table';
import { resourceTypesTable } from './resource-types-table';
import { type GeneratedTable, tableFile } from './table-files';

function write(name: GeneratedTable, table: object): void {
  writeFileSync(tableFile(name), `${JSON.stringify(table, null, 2)}\n`);
}

write('resource-types', resourceTypesTable(loadAwsServiceSpecSync()));
write('aws-owned', awsOwnedTable());
actionsTable().then((table) => write('actions', table));
