import type { Mode } from '../../environment/modes';
import type { Checkout, CheckoutOrder, ProvidersInfo, Resolution } from '../providers/contract';

/** The gateway's view of the function `provider`. */
export interface Providers {
  info(): Promise<ProvidersInfo>;
  resolve(mode: Mode, provider: string): Promise<Resolution>;
  checkout(mode: Mode, provider: string, payment: CheckoutOrder): Promise<Checkout>;
}
