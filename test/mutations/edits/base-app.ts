import type { EnvironmentName } from '../../../lib/environment/modes';
import type { SideInput } from '../../../lib/isolation/model/side-input';
import type { Party } from './site';

/** An app that is deployed to both accounts and sealed in both. */
export interface Base {
  readonly name: string;
  readonly sides: Readonly<Record<EnvironmentName, SideInput>>;
  readonly parties: Readonly<Record<EnvironmentName, Party>>;
}
