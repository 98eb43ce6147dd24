/**
 * `npm run audit:secrets -- FOLDER`: how often the rule on credentials is right. Every template below the folder is searched, each thing
 * found is looked up in labels.json, and precision is printed; then texts made for the purpose are planted, and recall is.
 * Labels are given by hand: `--show` prints what has none yet, with its text, which is not to be kept.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isTemplate, parseTemplate } from '../../../lib/isolation/input/template-file';
import { secretsIn } from '../../../lib/isolation/secrets/secrets-in';
import type { JsonObject } from '../../../lib/isolation/template/json';
import LABELS from './labels.json';
import { sideOf } from './places';
import { plantings } from './plantings';

const { values: options, positionals } = parseArgs({
  args: process.argv.slice(2),
  options: { show: { type: 'boolean', default: false } },
  allowPositionals: true,
});

for (const folder of positionals) measure(folder);
recall();

function measure(folder: string): void {
  const counts = { templates: 0, secret: 0, none: 0, unlabelled: 0 };
  const known = new Set<string>();
  for (const path of filesBelow(folder)) {
    const template = templateAt(path);
    if (!template) continue;
    counts.templates++;
    for (const { subject, path: place, how, secret } of secretsIn(sideOf(template))) {
      const mark = createHash('sha256').update(secret).digest('hex').slice(0, 16);
      if (known.has(mark)) continue;
      known.add(mark);
      const label = (LABELS as Readonly<Record<string, string>>)[mark]?.split(':')[0];
      counts[label === 'secret' || label === 'none' ? label : 'unlabelled']++;
      if (label === undefined && options.show)
        print(`${mark} ${path} ${subject.logicalId} ${place.join('.')} ${how}\n    ${secret.slice(0, 200)}`);
    }
  }
  const { templates, secret, none, unlabelled } = counts;
  const judged = secret + none;
  print(
    `${folder}: ${templates} templates, ${judged + unlabelled} texts found: ${secret} secrets, ${none} none, ${unlabelled} without a label`,
  );
  print(`  precision ${judged === 0 ? 'not known' : (secret / judged).toFixed(3)} of ${judged}`);
}

function recall(): void {
  for (const [what, { found, planted }] of Object.entries(plantings()))
    print(`${what}: ${found} of ${planted} found (${((100 * found) / planted).toFixed(1)} %)`);
}

function* filesBelow(folder: string): Iterable<string> {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* filesBelow(path);
    else if (/\.(json|ya?ml|template)$/i.test(name)) yield path;
  }
}

function templateAt(path: string): JsonObject | undefined {
  try {
    const { template } = parseTemplate(readFileSync(path), path);
    return isTemplate(template) ? template : undefined;
  } catch {
    return undefined;
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
