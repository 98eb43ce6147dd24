import { addressRule } from '../address/address-rule';

/** No code, image or template of the other account runs here. */
export const foreignCode = addressRule({
  id: 'foreign-code',
  channel: 'code',
  title: 'code comes from the other account',
  help: 'Layers, packages, container and machine images, build sources, nested templates and definitions come from this account, from AWS or from somebody who is neither side.',
  severity: () => 'critical',
  fix: 'build from, and store code and images in, this account',
});
