import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holderOf, tryLock } from '../../lib/local/lock.mjs';
test('x', () => { const f=join(mkdtempSync(join(tmpdir(),'l-')),'lock'); expect(tryLock(f)).toHaveProperty('release'); });
