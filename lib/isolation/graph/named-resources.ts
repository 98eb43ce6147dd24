import { effectivePolicies } from '../identity/effective-policies';
import type { Identity } from '../identity/identities';
import type { ReadPolicy } from '../identity/read-policy';
import type { SideResource } from '../model/side';
import { NO } from '../policy/truth';
import { describeText, isObject, type Text, textList } from '../template/value';
import type { ResourceIndex } from './resource-index';

/** The resources that an identity's policies cover for an action: the named ones, or any resource by a pattern. */
export type Spoken = ReadonlySet<SideResource> | 'any' | 'none';

/** Avoids evaluating policies for resources that they clearly do not cover: most policies name one resource each. */
export class NamedResources {
  private readonly known = new WeakMap<Identity, Map<string, Spoken>>();

  constructor(private readonly index: ResourceIndex) {}

  for(identity: Identity, action: string): Spoken {
    const byAction = this.known.get(identity) ?? new Map<string, Spoken>();
    this.known.set(identity, byAction);
    const found = byAction.get(action) ?? this.find(identity, action.toLowerCase());
    byAction.set(action, found);
    return found;
  }

  private find(identity: Identity, action: string): Spoken {
    const named = new Set<SideResource>();
    let isSpoken = false;
    for (const { compiled, statements } of effectivePolicies(identity)) {
      if (compiled.problems.length > 0) return 'any';
      for (const { index, effect, resource } of statements) {
        if (effect === 'Deny' || compiled.statements[index]?.covers(action) === NO) continue;
        isSpoken = true;
        if (!resource || resource.negated) return 'any';
        for (const text of textList(resource.value)) {
          const found = this.exactly(text);
          if (found === 'any') return 'any';
          if (found) named.add(found);
        }
      }
    }
    return isSpoken ? named : 'none';
  }

  /** `<arn>` and `<arn>/*` name one resource; any other wildcard may name many. */
  private exactly(text: Text): SideResource | 'any' | undefined {
    const shown = describeText(text);
    const start = shown.replace(/[/:]\*$/, '');
    if (/[*?]|\$\{/.test(start)) return 'any';
    return this.index.one(text);
  }
}

/** Whether a resource policy grants access by itself: to any principal, or to a role or user by name. */
export function grantsByItself({ compiled, statements }: ReadPolicy): boolean {
  if (compiled.problems.length > 0) return true;
  return statements.some(({ effect, principal }) => {
    if (effect === 'Deny' || !principal) return false;
    if (!isObject(principal.value)) return true;
    const named = principal.value['AWS'];
    return named !== undefined && textList(named).some((text) => !/^\d{12}$|:root$/.test(describeText(text)));
  });
}
