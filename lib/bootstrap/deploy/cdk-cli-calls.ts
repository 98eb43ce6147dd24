import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Environment } from '../../environment/schema';
import { type BootstrapTemplate, bootstrapStack, executionPolicyArns } from '../bootstrap-template';
import { Names } from '../names';
import { TEMPLATE_LIMIT } from './compact-template';

export interface BootstrapRun {
  readonly environment: Environment;
  /** Packed. */
  readonly template: BootstrapTemplate;
  /** For the files that the CLI reads. */
  readonly folder: string;
  /** Whether the stack is there, and with it the bucket. */
  readonly found: boolean;
}

/**
 * Calls of the CDK CLI that bootstrap one environment's account, to be made one after the other.
 *
 * `cdk bootstrap` sends the template in its request and never uploads it, not even where there is a bucket already. One that is larger
 * than a request may be is deployed as any stack is, through the assets bucket; the first time, a bootstrap of the bucket alone comes
 * before it, without the version that deployments ask for.
 */
export function bootstrapCalls({ environment, template, folder, found }: BootstrapRun): string[][] {
  const file = write(folder, 'bootstrap.template.json', template);
  if (stringify(template, { lineWidth: 0 }).length <= TEMPLATE_LIMIT) return [bootstrapCall(environment, file)];
  const whole = deployCall(environment, template, join(folder, 'bootstrap'));
  if (found) return [whole];
  return [bootstrapCall(environment, write(folder, 'bucket.template.json', bucketAlone(template))), whole];
}

function bootstrapCall(environment: Environment, template: string): string[] {
  const { account, region, qualifier } = environment;
  return [
    'bootstrap',
    `aws://${account}/${region}`,
    '--template',
    template,
    '--qualifier',
    qualifier,
    '--toolkit-stack-name',
    bootstrapStack(environment),
    '--cloudformation-execution-policies',
    executionPolicyArns(environment).join(','),
    '--termination-protection',
  ];
}

/** The CLI wants the outputs, the version among them; deployments ask for the parameter of the version, which is not there yet. */
function bucketAlone(template: BootstrapTemplate): BootstrapTemplate {
  const { StagingBucket, StagingBucketPolicy } = template.Resources;
  if (!StagingBucket || !StagingBucketPolicy) throw new Error('the bootstrap has no assets bucket');
  return { ...template, Resources: { StagingBucket, StagingBucketPolicy } };
}

/** As the caller, who is the administrator: no role of the CDK may touch this stack. Parameters have one value each, the template's. */
function deployCall(environment: Environment, template: BootstrapTemplate, assembly: string): string[] {
  const stack = bootstrapStack(environment);
  writeAssembly(environment, template, assembly);
  return ['deploy', stack, '--app', assembly, '--require-approval', 'never', '--no-previous-parameters'];
}

/** An assembly of the one stack, whose template the CLI puts into the assets bucket. */
function writeAssembly(environment: Environment, template: BootstrapTemplate, folder: string): void {
  const { account, region } = environment;
  const stack = bootstrapStack(environment);
  const templateFile = `${stack}.template.json`;
  mkdirSync(folder, { recursive: true });
  write(folder, templateFile, template);
  const hash = createHash('sha256').update(JSON.stringify(template)).digest('hex');
  const bucketName = new Names(environment).assetsBucket;
  const objectKey = `bootstrap/${hash}.json`;
  const assets = `${stack}.assets`;
  write(folder, `${assets}.json`, {
    version: ASSEMBLY_VERSION,
    files: {
      [hash]: {
        source: { path: templateFile, packaging: 'file' },
        destinations: { [`${account}-${region}`]: { bucketName, objectKey, region } },
      },
    },
  });
  write(folder, 'manifest.json', {
    version: ASSEMBLY_VERSION,
    artifacts: {
      [assets]: { type: 'cdk:asset-manifest', properties: { file: `${assets}.json` } },
      [stack]: {
        type: 'aws:cloudformation:stack',
        environment: `aws://${account}/${region}`,
        dependencies: [assets],
        properties: {
          templateFile,
          terminationProtection: true,
          stackTemplateAssetObjectUrl: `s3://${bucketName}/${objectKey}`,
        },
      },
    },
  });
}

/** Of the cloud assembly's form. A CLI reads what is older than itself. */
const ASSEMBLY_VERSION = '36.0.0';

function write(folder: string, name: string, content: object): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(content, null, 1));
  return file;
}
