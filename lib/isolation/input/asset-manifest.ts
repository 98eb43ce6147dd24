import { dirname } from 'node:path';
import { isJsonList, type Json, member } from '../template/json';
import type { AuditedFiles } from './audited-files';
import { manifestEntries, pathFrom, readManifest, textMember } from './manifest-file';

/** A file or folder that is uploaded for a stack, or something that can only be told when it is. */
export interface ListedAsset {
  /** Path from the root; undefined when a command makes it. */
  readonly path: string | undefined;
  /** Hash that names it in the bucket. */
  readonly id: string;
  /** Names of the objects that it is uploaded as. */
  readonly objectKeys: readonly string[];
}

/** @throws AuditInputError when the manifest is no whole JSON object */
export function readAssetManifest(files: AuditedFiles, path: string): { text: string; assets: ListedAsset[] } {
  const { text, value } = readManifest(files, path);
  const list = (kind: string, property: string): ListedAsset[] =>
    manifestEntries(value, kind).map(([id, asset]) => ({
      id,
      path: sourcePath(asset, property, dirname(path)),
      objectKeys: manifestEntries(asset, 'destinations').flatMap(
        ([, destination]) => textMember(destination, 'objectKey') ?? [],
      ),
    }));
  return { text, assets: [...list('files', 'path'), ...list('dockerImages', 'directory')] };
}

function sourcePath(asset: Json, name: string, folder: string): string | undefined {
  const source = member(asset, 'source');
  const path = textMember(source, name);
  return path === undefined || isJsonList(member(source, 'executable')) ? undefined : pathFrom(folder, path);
}
