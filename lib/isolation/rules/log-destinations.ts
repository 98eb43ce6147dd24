import { addressRule } from '../address/address-rule';

/** What is logged and measured here is shown and sent to this account only. */
export const logDestinations = addressRule({
  id: 'log-destinations',
  channel: 'observability',
  title: 'logs, metrics or traces go to the other account',
  help: 'Subscription filters, deliveries, metric streams, sinks, trails, flow logs, access logs, dashboards and alarms lead to things of this account only.',
  severity: () => 'high',
  fix: 'keep logs, metrics, traces, dashboards and alarms in this account',
});
