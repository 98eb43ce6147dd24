import { join } from 'node:path';
import { projectRoot } from '../../environment/project-root';

export type TableName = 'resource-types' | 'actions' | 'aws-owned';

/** @returns the path of a generated table. They are read when needed and not bundled into every command. */
export function tableFile(name: TableName): string {
  return join(projectRoot(), 'lib', 'isolation', 'tables', `${name}.json`);
}
