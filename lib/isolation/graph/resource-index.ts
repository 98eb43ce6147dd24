import { resourceNamed, textKey } from '../model/policy-places';
import type { Side, SideResource } from '../model/side';
import { asText, listOf, type Resolved } from '../template/value';

/** Finds resources of a side by anything that can name them: `Ref`, ARN, the ARN of a part of them, an invocation URI. */
export class ResourceIndex {
  constructor(private readonly side: Side) {}

  /** All resources that a value names, lists included. */
  all(value: Resolved | undefined): SideResource[] {
    return listOf(value).flatMap((item) => this.one(item) ?? []);
  }

  one(value: Resolved | undefined): SideResource | undefined {
    const text = value === undefined ? undefined : asText(value);
    if (text === undefined) return undefined;
    const [key, inside] = [textKey(text), /\/functions\/(.+)\/invocations$/.exec(textKey(text))?.[1]];
    return this.function(this.byPrefix(inside ?? key));
  }

  /** The stream of a table is a part of its ARN, as objects are of a bucket's. */
  private byPrefix(key: string): SideResource | undefined {
    for (let length = key.length; length > 0; length = cutBefore(key, length)) {
      const found = resourceNamed(key.slice(0, length), this.side);
      if (found) return found;
    }
    return undefined;
  }

  /** A version or alias counts as its function. */
  private function(resource: SideResource | undefined): SideResource | undefined {
    if (resource?.type !== 'AWS::Lambda::Alias' && resource?.type !== 'AWS::Lambda::Version') return resource;
    const name = resource.properties['FunctionName'];
    const text = name === undefined ? undefined : asText(name);
    return text === undefined ? undefined : this.byPrefix(textKey(text));
  }
}

function cutBefore(key: string, length: number): number {
  return Math.max(key.lastIndexOf('/', length - 1), key.lastIndexOf(':', length - 1));
}
