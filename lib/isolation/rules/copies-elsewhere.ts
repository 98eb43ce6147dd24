import { addressRule } from '../address/address-rule';

/** Data is copied within this account only. */
export const copiesElsewhere = addressRule({
  id: 'copies-elsewhere',
  channel: 'replication',
  title: 'data is copied into or out of the other account',
  help: 'Replication, backup copies, restores from snapshots, read replicas, data transfer tasks and imports have source and destination in this account.',
  severity: () => 'critical',
  fix: 'replicate, copy and restore within this account only',
});
