import type { Mode } from '../../environment/modes';
import type { Ids } from '../ports/ids';
import type { Providers } from '../ports/providers';
import { type Catalog, lineOf } from './catalog';
import type { CheckoutOrder, NotServed, Opened } from './contract';
import { mockOpened } from './mock';

/** Those of one environment: what its file says is known here, what takes credentials is asked where they are. */
export class EnvironmentProviders implements Providers {
  constructor(
    private readonly catalog: Catalog,
    private readonly ids: Pick<Ids, 'token'>,
    private readonly withCredentials: Pick<Providers, 'info' | 'open'>,
  ) {}

  info() {
    return this.withCredentials.info();
  }

  excluded(mode: Mode, provider: string): NotServed | undefined {
    const line = lineOf(this.catalog, mode, provider);
    return 'outcome' in line ? line : undefined;
  }

  openedHere(mode: Mode, provider: string, paymentId: string): Opened | undefined {
    return mode === 'test' && provider === 'mock' ? mockOpened(this.ids, paymentId, false) : undefined;
  }

  open(mode: Mode, provider: string, payment: CheckoutOrder) {
    return this.withCredentials.open(mode, provider, payment);
  }
}
