import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Contents by path; an object is written as JSON. */
export type Files = Readonly<Record<string, string | Buffer | object>>;

const made: string[] = [];

/** A folder that is there until `removeFolders`. */
export function folderWith(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'airlock-input-'));
  made.push(folder);
  write(folder, files);
  return folder;
}

export function write(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    const text = typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content);
    writeFileSync(join(folder, path), text);
  }
}

export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export const QUEUE = { Resources: { Queue: { Type: 'AWS::SQS::Queue' } } };
export const SANDBOX = 'aws://111111111111/eu-west-1';

/** A manifest of stacks, each with the template `<id>.template.json`. */
export function manifest(stacks: Readonly<Record<string, object>>, more: object = {}): object {
  const artifacts = Object.entries(stacks).map(([id, stack]) => [
    id,
    {
      type: 'aws:cloudformation:stack',
      environment: SANDBOX,
      properties: { templateFile: `${id}.template.json` },
      ...stack,
    },
  ]);
  return { version: '54.0.0', artifacts: { ...Object.fromEntries(artifacts), ...more } };
}
