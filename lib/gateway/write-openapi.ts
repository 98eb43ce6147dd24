import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openapiText } from './openapi';
import { routes } from './routes';

// bin/run.mjs runs this as a bundle in `.build/`, right below the project's folder.
const folder = join(__dirname, '..', 'docs', 'api');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'openapi.json'), openapiText(routes));
