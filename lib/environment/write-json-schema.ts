import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentJsonSchema } from './json-schema';
import { environmentsFolder } from './load';

writeFileSync(join(environmentsFolder(), 'schema.json'), environmentJsonSchema());
