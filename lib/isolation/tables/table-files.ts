import { join } from 'node:path';
import { projectRoot } from '../../environment/project-root';

export type GeneratedTable = 'resource-types' | 'actions' | 'aws-owned';

/** @returns the path of a generated table. They are read when needed and not bundled into every command. */
export function tableFile(name: GeneratedTable): string {
  return join(projectRoot(), 'lib', 'isolation', 'tables', `${name}.json`);
}
